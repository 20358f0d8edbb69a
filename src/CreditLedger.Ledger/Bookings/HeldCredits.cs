using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Bookings;

/// <summary>What credits gave for a booking and did not get back, and what is committed for it.</summary>
/// <param name="Uses">Its uses that stand, in the order in which they were recorded.</param>
/// <param name="Commitments">Its open commitments, in the order in which they were made.</param>
internal sealed record HeldCredits(IReadOnlyList<EntryRow> Uses, IReadOnlyList<CommitmentRow> Commitments)
{
    /// <summary>What allowed its uses of unlimited credits (R48): it goes with them.</summary>
    public IReadOnlyList<EntryRow> Allowances { get; private init; } = [];

    /// <summary>The rows that a command needs.</summary>
    public static IEnumerable<RowQuery> Needs(long bookingId) =>
        [RowQuery.With<EntryRow>(nameof(EntryRow.BookingId), bookingId, nameof(EntryRow.BookingId)), CommitmentRow.Of(bookingId)];

    /// <summary>What a booking holds.</summary>
    public static HeldCredits Of(LedgerState state, long bookingId)
    {
        var entries = state.Related.Rows<EntryRow>(
            RowQuery.With<EntryRow>(nameof(EntryRow.BookingId), bookingId, nameof(EntryRow.BookingId)));
        var reversed = entries.Select(entry => entry.ReversesEntryId).OfType<long>().ToHashSet();
        return new HeldCredits(
            [.. entries.Where(entry => entry.Kind == EntryKind.Usage && !reversed.Contains(entry.Id)).OrderBy(entry => entry.Id)],
            [.. state.Related.Rows<CommitmentRow>(CommitmentRow.Of(bookingId)).Where(row => row.IsOpen).OrderBy(row => row.Id)])
        {
            Allowances = [.. entries.Where(entry => entry.Kind == EntryKind.Allowance && !reversed.Contains(entry.Id))],
        };
    }

    /// <summary>What of a member's use stands in a transaction (R45).</summary>
    public static HeldCredits Of(PostedPosting posting, long userId)
    {
        var standing = posting.Entries.Where(entry => entry.ReversedByPostingId is null && entry.Row.UsedById == userId)
            .Select(entry => entry.Row).ToList();
        return new HeldCredits([.. standing.Where(entry => entry.Kind == EntryKind.Usage)], [])
        { Allowances = [.. standing.Where(entry => entry.Kind == EntryKind.Allowance)] };
    }

    /// <summary>The credits of what it holds.</summary>
    public IEnumerable<long> Credits => Uses.Select(entry => entry.CreditId).Concat(Commitments.Select(row => row.CreditId).OfType<long>());

    /// <summary>The benefits of what is committed.</summary>
    public IEnumerable<long> Benefits => Commitments.Select(row => row.BenefitId);

    /// <summary>
    /// What comes back when a per cent of it does (R43), by unit: floor(amount × per cent ÷ 100) in whole steps of each credit, the last
    /// drawn first.
    /// </summary>
    public ReturnedCredits Return(LedgerState state, int percent, LedgerRules rules) => Return(
        state, rules, unit => (long)((Int128)TotalOf(state, unit) * percent / 100));

    /// <summary>What comes back when all uses do.</summary>
    public ReturnedCredits ReturnUses() =>
        new(this, Uses.ToDictionary(entry => entry.Id, entry => -entry.Amount), new Dictionary<long, long>());

    /// <summary>What comes back when a total of each unit does.</summary>
    public ReturnedCredits Return(LedgerState state, LedgerRules rules, Func<Unit, long> totalOf)
    {
        var (uses, commitments) = (new Dictionary<long, long>(), new Dictionary<long, long>());
        foreach (var unit in Units(state))
        {
            var left = totalOf(unit);
            foreach (var row in Commitments.Reverse().Where(row => BenefitOf(state, row).Unit == unit))
                left -= commitments[row.Id] = WholeSteps(Math.Min(left, row.Amount), row.Amount, BenefitOf(state, row), rules);
            foreach (var entry in Uses.Reverse().Where(entry => BenefitOf(state, entry).Unit == unit))
                left -= uses[entry.Id] = WholeSteps(Math.Min(left, -entry.Amount), -entry.Amount, BenefitOf(state, entry), rules);
        }

        return new ReturnedCredits(this, uses, commitments);
    }

    /// <summary>What it holds of a unit, in the smallest unit.</summary>
    public long TotalOf(LedgerState state, Unit unit) =>
        Uses.Where(entry => BenefitOf(state, entry).Unit == unit).Sum(entry => -entry.Amount)
        + Commitments.Where(row => BenefitOf(state, row).Unit == unit).Sum(row => row.Amount);

    /// <summary>The units of what it holds.</summary>
    public IEnumerable<Unit> Units(LedgerState state) => Uses.Select(entry => BenefitOf(state, entry).Unit)
        .Concat(Commitments.Select(row => BenefitOf(state, row).Unit)).Distinct();

    private static BenefitTerms BenefitOf(LedgerState state, EntryRow entry) => state.Credit(entry.CreditId)!.Terms.Benefit;

    private static BenefitTerms BenefitOf(LedgerState state, CommitmentRow row) => state.Benefit(row.BenefitId)!;

    // All of it may come back though it is no whole step.
    private static long WholeSteps(long amount, long all, BenefitTerms benefit, LedgerRules rules) => amount == all ? amount
        : amount - (amount % BookingStep.Of(benefit.Kind, benefit.StepMinutes, rules.BookingIntervalMinutes));
}

/// <summary>How much of each part comes back, in the smallest unit.</summary>
/// <param name="Held">What was held.</param>
/// <param name="Uses">By use.</param>
/// <param name="Commitments">By commitment.</param>
internal sealed record ReturnedCredits(
    HeldCredits Held, IReadOnlyDictionary<long, long> Uses, IReadOnlyDictionary<long, long> Commitments)
{
    /// <summary>The uses of which something comes back.</summary>
    public IEnumerable<(EntryRow Entry, long Amount)> Entries =>
        Held.Uses.Where(entry => Uses.GetValueOrDefault(entry.Id) > 0).Select(entry => (entry, Uses[entry.Id]));

    /// <summary>
    /// The entries: of each use of which something comes back its reversal, and a use of what is kept on the same credit, dated at one
    /// moment and weighed together (R43).
    /// </summary>
    public IReadOnlyList<EntryDraft> ToEntries(LedgerState state, DateTime at)
    {
        var reversals = new List<EntryDraft>();
        var kept = new List<EntryDraft>();
        foreach (var (entry, amount) in Entries)
        {
            var credit = state.Credit(entry.CreditId)!;
            reversals.Add(Reversing(credit, entry, at));

            // Of an unlimited credit the use comes back and what had allowed it goes (R48).
            if (Held.Allowances.FirstOrDefault(row => row.CreditId == entry.CreditId && row.PostingId == entry.PostingId) is { } allowed)
                reversals.Add(Reversing(credit, allowed, at));
            if (-entry.Amount <= amount) continue;
            kept.AddRange(EntryDraft.Using(credit, -entry.Amount - amount, Later(entry.UsedAt, at), use => use with
            {
                UsedById = entry.UsedById,
                ServiceId = entry.ServiceId,
                OccursAt = entry.OccursAt,
                BookingId = entry.BookingId,
            }));
        }

        return [.. reversals, .. kept];
    }

    /// <summary>The commitments as they become: what is kept stays committed.</summary>
    public IEnumerable<RelatedChange> ToChanges() => Held.Commitments.Where(row => Commitments.GetValueOrDefault(row.Id) > 0)
        .Select(row => RelatedChange.Update(Commitments[row.Id] == row.Amount
            ? row with { DueAt = null } : row with { Amount = row.Amount - Commitments[row.Id] }));

    /// <summary>What comes back, by credit, in words' order: the last drawn first.</summary>
    public IReadOnlyList<ReturnedPart> Parts(LedgerState state) =>
    [
        .. Held.Commitments.Reverse().Where(row => Commitments.GetValueOrDefault(row.Id) > 0).Select(row => new ReturnedPart(
            state.Benefit(row.BenefitId)!.Name, state.Benefit(row.BenefitId)!.Unit, Commitments[row.Id], IsCommitment: true, false)),
        .. Entries.Reverse().Select(part => (state.Credit(part.Entry.CreditId)!.Terms, part.Amount)).Select(part => new ReturnedPart(
            part.Terms.Benefit.Name, part.Terms.Benefit.Unit, part.Amount, IsCommitment: false, state.Credit(part.Terms.Id)!.IsRevoked)
        { Credit = part.Terms }),
    ];

    /// <summary>What is kept of a unit, in the smallest unit.</summary>
    public long KeptOf(LedgerState state, Unit unit) => Held.TotalOf(state, unit)
        - Parts(state).Where(part => part.Unit == unit).Sum(part => part.Amount);

    private static EntryDraft Reversing(CreditState credit, EntryRow entry, DateTime at) =>
        new(credit, null, EntryKind.Reversal, entry.Kind, -entry.Amount, Later(entry.UsedAt, at))
        {
            UsedById = entry.UsedById,
            ServiceId = entry.ServiceId,
            ReversesEntryId = entry.Id,
            BookingId = entry.BookingId,
        };

    // The clock may have been moved back since: a reversal is never dated before what it reverses (R24).
    private static DateTime Later(DateTime usedAt, DateTime at) => at > usedAt ? at : usedAt;
}

/// <summary>What comes back to one credit, or of one commitment.</summary>
/// <param name="BenefitName">What people call it.</param>
/// <param name="Unit">What the amount counts.</param>
/// <param name="Amount">In the smallest unit.</param>
/// <param name="IsCommitment">Whether it was committed and not used yet.</param>
/// <param name="IsRevoked">Whether the credit was revoked meanwhile.</param>
public sealed record ReturnedPart(string BenefitName, Unit Unit, long Amount, bool IsCommitment, bool IsRevoked)
{
    /// <summary>The credit; none for a commitment.</summary>
    public CreditTerms? Credit { get; init; }
}
