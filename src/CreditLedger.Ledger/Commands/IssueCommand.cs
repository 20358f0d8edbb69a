using System.Globalization;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Members;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// Issues one period of one line of a membership (R25), and in the same posting moves on what remained of the period before (R26). Its key
/// is the period itself: a second request, from any node, gets the first result.
/// </summary>
public sealed record IssueCommand : LedgerCommand
{
    private readonly long _membershipId;
    private readonly long _planLineId;
    private readonly MembershipSkipRow? _skip;

    /// <summary>The command of a period.</summary>
    public IssueCommand(long membershipId, long planLineId, GrantedPeriod period, Actor actor)
        : base(string.Create(CultureInfo.InvariantCulture, $"issue/{membershipId}/{planLineId}/{period.Number}"), actor)
    {
        Period = period;
        (_membershipId, _planLineId) = (membershipId, planLineId);
    }

    /// <summary>The command that issues a skipped period later (R54).</summary>
    public IssueCommand(MembershipSkipRow skip, GrantedPeriod period, Actor actor)
        : base(string.Create(CultureInfo.InvariantCulture, $"issue/{skip.MembershipId}/{skip.PlanLineId}/{skip.Period}/skipped"), actor)
    {
        Period = period;
        (_membershipId, _planLineId, _skip) = (skip.MembershipId, skip.PlanLineId, skip);
    }

    /// <summary>The period.</summary>
    public GrantedPeriod Period { get; }

    /// <summary>The member's status history (R54); null: it is looked up.</summary>
    public MemberStanding? Standing { get; init; }

    /// <summary>The member whose membership it is.</summary>
    public required long MemberId { get; init; }

    /// <summary>What the line grants.</summary>
    public required long BenefitId { get; init; }

    /// <summary>The plan's name.</summary>
    public required string PlanName { get; init; }

    /// <summary>The credits of the same line's period before, whose remainder rolls over; none: they are looked up.</summary>
    public IReadOnlyList<long>? PreviousCreditIds { get; init; }

    /// <summary>Where the line stands afterwards; none where another command of the transaction says so.</summary>
    public MembershipLineRow? Line { get; init; }

    /// <summary>The credits of this period: asked for by a command that looks its predecessors up.</summary>
    internal RowQuery OwnCredits => CreditsOf(Period.Number);

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => new(MemberId, null, null, BenefitId, Period.StartsAt)
    { MoreCreditIds = PreviousCreditIds ?? [] };

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        .. PreviousCreditIds is null ? (RowQuery[])[OwnCredits, CreditsOf(Period.Number - 1)] : [],
        .. Standing is null && _skip is null ? MemberStanding.Needs(MemberId) : [],
        CommitmentRow.OpenOf(MemberId),
        .. Committed(state).Select(row => RowQuery.Of<BookingRow>(nameof(BookingRow.Id), row.BookingId, forUpdate: true)),
    ];

    /// <inheritdoc />
    public override IEnumerable<long> Credits(LedgerState state) =>
        PreviousCreditIds is null && Period.Terms.Rollover is not null ? PreviousIn(state) : [];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (state.Benefit(BenefitId) is not { } benefit) return Refusals.NoSuchBenefit(RefusedField.Benefit);
        if (Period.Terms is { IsUnlimited: false, Amount: <= 0 or > AmountLimit.Largest })
            return Refusals.AmountTooLarge(RefusedField.Amount);
        if (Period.StartsAt > now) return Refusals.PeriodNotBegun;
        if (SkipIn(state, now) is { } skip) return Draft.Nothing with { Related = _ => Skipping(skip, state) };

        // A period that began on or before the lock date keeps its dates; its entries come after it (R49).
        var datedAt = rules.NotLocked(Period.StartsAt);
        var (entries, parts) = (new List<EntryDraft>(), new List<SupplyPart>());
        var moved = Period.Terms.Rollover is { } rule ? RollOver(state, benefit, rule, datedAt, entries, parts) : 0;
        Grant(CreditOf(benefit, Period.Terms.Amount, CreditSource.Plan).With(row => row with
        {
            Unlimited = Period.Terms.IsUnlimited,
            Category = CreditCategory.Allocated,
            PaidAmount = Period.Terms.Paid?.Amount,
            PaidCurrency = Period.Terms.Paid?.Currency,
        }),
            SupplyPart.Grant, datedAt, entries, parts);
        return new Draft(moved > 0 ? PostingKind.Rollover : PostingKind.Grant, $"{PlanName}, {Days()}", entries)
        {
            Related = made => RowsOf(made.Credits, parts, state, now),
        };
    }

    // R54: nothing is issued for a period if the member is not active at its start.
    private MembershipSkipRow? SkipIn(LedgerState state, DateTime now)
    {
        if (_skip is not null) return null;
        var status = (Standing ?? MemberStanding.Of(state, MemberId)).StatusAt(Period.StartsAt);
        return status == MemberStatus.Active ? null : new MembershipSkipRow
        {
            MembershipId = _membershipId,
            PlanLineId = _planLineId,
            Period = Period.Number,
            MemberId = MemberId,
            StartsAt = Period.StartsAt,
            EndsAt = Period.EndsAt,
            Status = status,
            RecordedAt = now,
        };
    }

    // What was committed of a period that is not issued is not covered any more (R42).
    private IEnumerable<RelatedChange> Skipping(MembershipSkipRow skip, LedgerState state)
    {
        yield return RelatedChange.Insert(skip);
        foreach (var change in Release([.. Committed(state)], state)) yield return change;
        if (Line is { } line) yield return RelatedChange.Update(line);
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(_membershipId);
        writer.Number(_planLineId);
        writer.Number((long)Period.Number);
    }

    private IReadOnlyList<RelatedChange> Release(IReadOnlyList<CommitmentRow> rows, LedgerState state) =>
        new ReleaseCommitmentsCommand(IdempotencyKey, Actor) { Released = rows }.Changes(state);

    private IEnumerable<CommitmentRow> Committed(LedgerState state) =>
        state.CommitmentsOf(MemberId).Where(row => row.IsOn(_membershipId, _planLineId, Period.Number));

    private IEnumerable<RelatedChange> RowsOf(IReadOnlyList<CreditRow> credits, List<SupplyPart> parts, LedgerState state, DateTime now)
    {
        // What was committed of the period is committed of its credit, and becomes a use of it at once (R42).
        var granted = credits.Zip(parts).FirstOrDefault(credit => credit.Second == SupplyPart.Grant).First;
        var (left, released) = (granted.Amount, new List<CommitmentRow>());
        foreach (var row in Committed(state))
        {
            if (row.Amount > left && !granted.Unlimited)
            {
                released.Add(row);
                continue;
            }

            left -= row.Amount;
            yield return RelatedChange.Update(row with { CreditId = granted.Id });
        }

        foreach (var change in Release(released, state)) yield return change;

        foreach (var (credit, part) in credits.Zip(parts))
        {
            yield return RelatedChange.Insert(new MembershipCreditRow
            {
                CreditId = credit.Id,
                MembershipId = _membershipId,
                PlanLineId = _planLineId,
                Period = Period.Number,
                Part = part,
            });
        }

        if (Line is { } line) yield return RelatedChange.Update(line);
        if (_skip is { } skip) yield return RelatedChange.Update(skip with { IssuedAt = now });
    }

    private IReadOnlyList<long> PreviousIn(LedgerState state)
    {
        var query = CreditsOf(Period.Number - 1);
        return [.. state.Related.Rows<MembershipCreditRow>(query.Columns, query.Values).Select(row => row.CreditId)];
    }

    private RowQuery CreditsOf(int period) => RowQuery.Of<MembershipCreditRow>(
        [nameof(MembershipCreditRow.MembershipId), nameof(MembershipCreditRow.PlanLineId), nameof(MembershipCreditRow.Period)],
        [_membershipId, _planLineId, period]);

    // Before the period's own grant, so that what rolled over is the older credit and is used first (R14).
    private long RollOver(
        LedgerState state, BenefitTerms benefit, RolloverRule rule, DateTime datedAt, List<EntryDraft> entries, List<SupplyPart> parts)
    {
        var origins = Rollover.InOrder(
            (PreviousCreditIds ?? PreviousIn(state)).Select(state.Credit).OfType<CreditState>(), credit => credit.Terms.Row).ToList();
        var held = origins.ConvertAll(credit => Math.Max(0, credit.History.LowestSince(datedAt)));
        var (taken, remaining, moved, topUp) = Rollover.Of(rule, held);
        var (like, lastDay) = (CreditOf(benefit, 0, CreditSource.Rollover), Period.FirstDay.AddDays(-1));
        if (moved > 0)
        {
            for (var place = 0; place < origins.Count; place++)
            {
                if (taken[place] > 0) entries.Add(EntryDraft.On(origins[place], EntryKind.Transfer, -taken[place], datedAt));
            }

            var origin = origins[held.FindIndex(one => one > 0)].Terms.Id;
            Grant(Rollover.Moving(like, moved, remaining, origin, lastDay), SupplyPart.Rollover, datedAt, entries, parts);
        }

        // Without a period before there is no remainder to top up.
        if (topUp > 0 && origins.Count > 0)
            Grant(Rollover.ToppingUp(like, topUp, remaining, rule.Min, lastDay), SupplyPart.TopUp, datedAt, entries, parts);

        return moved;
    }

    private CreditDraft CreditOf(BenefitTerms benefit, long amount, CreditSource source) =>
        CreditDraft.Of(benefit, MemberId, amount, Period.StartsAt, Period.EndsAt, source, PlanName);

    private static void Grant(
        CreditDraft credit, SupplyPart part, DateTime datedAt, List<EntryDraft> entries, List<SupplyPart> parts)
    {
        entries.Add(EntryDraft.Granting(credit, datedAt));
        parts.Add(part);
    }

    private string Days() => Period.StartsOn == Period.LastDay ? Day(Period.StartsOn) : $"{Day(Period.StartsOn)} to {Day(Period.LastDay)}";

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
