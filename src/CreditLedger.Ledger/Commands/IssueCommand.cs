using System.Globalization;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// Issues one period of one line of a membership (R25), and in the same posting moves on what remained of the period before (R26). Its key
/// is the period itself: whoever asks again, from any node, gets the first result.
/// </summary>
public sealed record IssueCommand : LedgerCommand
{
    private readonly SupplyOrigin _origin;

    /// <summary>The act of a period.</summary>
    public IssueCommand(long membershipId, long planLineId, GrantedPeriod period, Actor actor)
        : base(string.Create(CultureInfo.InvariantCulture, $"issue/{membershipId}/{planLineId}/{period.Number}"), actor)
    {
        Period = period;
        _origin = new SupplyOrigin(membershipId, planLineId, period.Number, SupplyPart.Grant);
    }

    /// <summary>The period.</summary>
    public GrantedPeriod Period { get; }

    /// <summary>The member whose membership it is.</summary>
    public required long MemberId { get; init; }

    /// <summary>What the line grants.</summary>
    public required long BenefitId { get; init; }

    /// <summary>The plan's name.</summary>
    public required string PlanName { get; init; }

    /// <summary>The credits of the same line's period before: what remains of them rolls over.</summary>
    public IReadOnlyList<long> PreviousCreditIds { get; init; } = [];

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => new(MemberId, null, null, BenefitId, Period.StartsAt) { MoreCreditIds = PreviousCreditIds };

    /// <inheritdoc />
    public override Decision Decide(LedgerState view, LedgerRules rules, DateTime now)
    {
        if (view.Benefit(BenefitId) is not { } benefit) return new Refusal(RefusalReason.NotFound, RefusedField.Benefit, "There is no such benefit.");
        if (Period.Terms.Amount is <= 0 or > AmountLimit.Largest) return new Refusal(RefusalReason.Invalid, RefusedField.Amount, AmountLimit.Message);
        if (Period.StartsAt > now) return new Refusal(RefusalReason.BadDate, RefusedField.StartsAt, "The period has not begun: it is issued when it begins.");

        var entries = new List<EntryDraft>();
        var moved = Period.Terms.Rollover is { } rule ? RollOver(view, benefit, rule, entries) : 0;
        entries.Add(EntryDraft.Granting(CreditOf(benefit, Period.Terms.Amount, CreditSource.Plan, SupplyPart.Grant), Period.StartsAt));
        return new Draft(moved > 0 ? PostingKind.Rollover : PostingKind.Grant, $"{PlanName}, {Days()}", entries);
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(_origin.MembershipId);
        writer.Number(_origin.PlanLineId);
        writer.Number((long)_origin.Period);
    }

    // Before the period's own grant, so that what rolled over is the older credit and is used first (R14).
    private long RollOver(LedgerState view, BenefitTerms benefit, RolloverRule rule, List<EntryDraft> entries)
    {
        var origins = PreviousCreditIds.Select(view.Credit).OfType<CreditState>().OrderBy(credit => credit.Terms.Id)
            .Select(credit => (Credit: credit, Remaining: Math.Max(0, credit.History.LeastSince(Period.StartsAt)))).ToList();
        var remaining = origins.Sum(origin => origin.Remaining);
        var target = Math.Min(rule.Of(remaining), AmountLimit.Largest);
        var moved = Math.Min(remaining, target);
        if (moved > 0)
        {
            var missing = moved;
            foreach (var (credit, held) in origins)
            {
                var taken = Math.Min(held, missing);
                if (taken == 0) continue;
                entries.Add(EntryDraft.On(credit, EntryKind.Transfer, -taken, Period.StartsAt));
                missing -= taken;
            }

            var rollover = CreditOf(benefit, moved, CreditSource.Rollover, SupplyPart.Rollover) with
            {
                OriginCreditId = origins.First(origin => origin.Remaining > 0).Credit.Terms.Id,
                Description = moved < remaining
                    ? $"{AmountFormat.Plain(moved, benefit.Unit)} of the {AmountFormat.Plain(remaining, benefit.Unit)} that remained until {Day(Period.FirstDay.AddDays(-1))} rolled over; the rest lapsed."
                    : $"What remained until {Day(Period.FirstDay.AddDays(-1))} rolled over.",
            };
            entries.Add(EntryDraft.Granting(rollover, Period.StartsAt));
        }

        // Without a period before there is no remainder to top up.
        if (target > moved && origins.Count > 0)
        {
            var topUp = CreditOf(benefit, target - moved, CreditSource.Rollover, SupplyPart.TopUp) with
            {
                Description = $"Topped up to the least rollover of {AmountFormat.Plain(rule.Min, benefit.Unit)}: {AmountFormat.Plain(remaining, benefit.Unit)} remained until {Day(Period.FirstDay.AddDays(-1))}.",
            };
            entries.Add(EntryDraft.Granting(topUp, Period.StartsAt));
        }

        return moved;
    }

    private CreditDraft CreditOf(BenefitTerms benefit, long amount, CreditSource source, SupplyPart part) =>
        new(MemberId, benefit, amount, Period.StartsAt, Period.EndsAt, benefit.Priority, source, PlanName, null, null, null)
        {
            IssuedFor = _origin with { Part = part },
        };

    private string Days() => Period.FirstDay == Period.LastDay ? Day(Period.FirstDay) : $"{Day(Period.FirstDay)} to {Day(Period.LastDay)}";

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
