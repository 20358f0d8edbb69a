using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Catalogue;

/// <summary>
/// What an edit makes of a plan's lines (R27): pure, so that the preview and the writing cannot differ. Benefit, period and tracking of a
/// line never change: another line takes its place, and the one before grants nothing from then on.
/// </summary>
/// <param name="Lines">The wanted lines in their order, then those that end.</param>
/// <param name="Refusals">Why it cannot be; with one of them nothing is changed.</param>
public sealed record PlanChange(IReadOnlyList<PlanLineChange> Lines, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>Whether what is granted stays as it is.</summary>
    public bool KeepsAll => Lines.All(line => line.Kind == PlanLineChangeKind.Kept);

    /// <summary>Compares the lines that grant something with those that are wanted.</summary>
    /// <param name="current">The lines that grant something now, in their order.</param>
    /// <param name="wanted">The lines that shall; one without a key, or of another benefit, period or tracking than its
    /// key, is a new line.</param>
    /// <param name="bookingIntervalMinutes">The site's booking interval (R20).</param>
    public static PlanChange Of(IReadOnlyList<PlanLineNow> current, IReadOnlyList<PlanLineWanted> wanted, int bookingIntervalMinutes)
    {
        var refusals = new List<Refusal>();
        if (wanted.Count == 0) refusals.Add(Commands.Refusals.NoLines(PlanRow.Noun));

        var open = current.ToDictionary(line => line.Id);
        var lines = new List<PlanLineChange>(wanted.Count);
        foreach (var line in wanted)
        {
            var change = ChangeOf(line, open);
            refusals.AddRange(Refuse(line, change.Kind, bookingIntervalMinutes).Select(refusal => refusal with { Row = line.Row }));
            lines.Add(change);
        }

        var ended = current.Where(line => open.ContainsKey(line.Id))
            .Select(line => new PlanLineChange(PlanLineChangeKind.Ended, line.Id, null, line.BenefitId, line.Period, line.Terms, null));
        return new PlanChange([.. lines, .. ended], refusals);
    }

    // A line that is kept as it was is not judged again: a later setting does not undo it.
    private static IEnumerable<Refusal> Refuse(PlanLineWanted line, PlanLineChangeKind kind, int bookingIntervalMinutes)
    {
        if (kind == PlanLineChangeKind.Kept) return [];
        var step = BookingStep.Of(line.Benefit.Kind, line.Benefit.StepMinutes, bookingIntervalMinutes);
        return
        [
            .. Enum.IsDefined(line.Period) ? [] : new[] { Commands.Refusals.NoSuchPeriod },
            .. kind == PlanLineChangeKind.Added ? CatalogueRule.RefuseBenefit(line.Benefit) : [],
            .. line.Terms.Tracking == LineTracking.Limited
                ? CatalogueRule.RefuseAmount(line.Terms.Amount, step)
                    .Concat(CatalogueRule.RefuseRollover(line.Terms.RolloverMin, line.Terms.RolloverMax, step))
                : CatalogueRule.RefuseUncounted(line.Terms),
            .. CatalogueRule.RefusePaid(line.Terms.Paid),
        ];
    }

    // A key counts once: the same key twice means a second line.
    private static PlanLineChange ChangeOf(PlanLineWanted wanted, Dictionary<long, PlanLineNow> open)
    {
        if (wanted.LineId is not { } id || !open.TryGetValue(id, out var now) || now.BenefitId != wanted.Benefit.Id
            || now.Period != wanted.Period || now.Terms.Tracking != wanted.Terms.Tracking)
            return new PlanLineChange(PlanLineChangeKind.Added, null, wanted.Row, wanted.Benefit.Id, wanted.Period, null, wanted.Terms);
        open.Remove(id);
        var kind = now.Terms == wanted.Terms ? PlanLineChangeKind.Kept : PlanLineChangeKind.Changed;
        return new PlanLineChange(kind, id, wanted.Row, now.BenefitId, now.Period, now.Terms, wanted.Terms);
    }
}

/// <summary>What becomes of one line.</summary>
/// <param name="Kind">In a word.</param>
/// <param name="LineId">The line; none for a new one.</param>
/// <param name="Row">The caller's number of the wanted line; none for one that ends.</param>
/// <param name="BenefitId">What it grants.</param>
/// <param name="Period">How often.</param>
/// <param name="From">What it grants now; none for a new line.</param>
/// <param name="To">What it will grant; none for one that ends.</param>
public sealed record PlanLineChange(PlanLineChangeKind Kind, long? LineId, int? Row, long BenefitId, Period Period,
    PlanTerms? From, PlanTerms? To);

/// <summary>What becomes of a line, in a word.</summary>
public enum PlanLineChangeKind
{
    /// <summary>It grants what it granted.</summary>
    Kept,

    /// <summary>It grants something else from the next period on.</summary>
    Changed,

    /// <summary>It grants nothing from the next period on.</summary>
    Ended,

    /// <summary>It is new.</summary>
    Added,
}
