using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Members;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Commands;

/// <summary>R13 to R16: which credits a usage draws from, or why it cannot.</summary>
internal static class UsageRule
{
    public static Decision Decide(UsageCommand usage, LedgerState state, LedgerRules rules, DateTime now)
    {
        var (draw, refusal) = Draw(usage, state, rules, now, [], FreedCredits.None);
        return refusal ?? StatusRule.OfUsage(usage, state, rules.Zone, OccursAt(usage, now)) ?? draw!.ToDraft();
    }

    /// <summary>
    /// What credits give for a usage, those among them that periods to come will grant (R42). Where they do not give all of it there is a
    /// refusal as well; the draw is then of the largest amount below it (R15), or none where nothing could be meant.
    /// </summary>
    public static (UsageDraw? Draw, Refusal? Refusal) Draw(
        UsageCommand usage, LedgerState state, LedgerRules rules, DateTime now, IReadOnlyList<CreditState> ahead, FreedCredits freed)
    {
        var usedAt = Instants.Cut(usage.UsedAt ?? now);
        if (RefuseShape(usage, rules, usedAt, now) is { } badShape) return (null, badShape);

        var occursAt = OccursAt(usage, now);
        var isOnRecord = usage.UserIsOnRecord && usage.UserId != usage.MemberId;
        var sharing = isOnRecord ? new SharingOf(usage.MemberId, [], [], occursAt) : state.SharingOf(usage.UserId, occursAt, freed.Uses);
        if (usage.UserId != usage.MemberId && !isOnRecord && !sharing.OwnersAtAnyTime.Contains(usage.MemberId))
            return (null, Refusals.UserSharesNothing);

        var candidates = Candidates(usage, state, ahead, freed);
        if (usage.CreditId is not null && candidates.Count == 0) return (null, Refusals.NoSuchUsableCredit);
        if (usage.Amount > ExactDraw.MaxMinutes && candidates.Exists(credit => credit.Terms.Benefit.Unit.Traits.IsStepped))
            return (null, Refusals.UsageTooLong);

        var usable = new List<CreditState>();
        var skipped = new List<SkippedCredit>();
        BurnLine.Sort(candidates, sharing);
        foreach (var credit in candidates)
        {
            if (BurnLine.WhyNot(credit, sharing, usage.ServiceId, usedAt, rules.Zone) is { } why)
                skipped.Add(new SkippedCredit(credit.Terms, rules.Zone, why, 0));
            else if (UsageDraw.WhyNothing(state, rules, credit, usedAt) is { } nothing) skipped.Add(nothing);
            else usable.Add(credit);
        }

        if (RefuseMixedUnits(usable) is { } mixed) return (null, mixed);
        var draw = new UsageDraw(usage, usable, sharing, state, rules, usedAt);
        if (draw.Total == usage.Amount) return (draw, null);
        if (candidates.Count == 0) return (null, Refusals.NoCreditOfThisSort(shortBy: usage.Amount));
        skipped.AddRange(draw.Short());
        return (draw, Refusals.NotDrawable(ShortageOf(usage, draw, candidates, usable, skipped, CapOn) with
        {
            NotShared = [.. NotSharedThen(skipped, candidates, sharing)],
        }, rules.Zone, now));

        CapState? CapOn(CreditTerms credit) => sharing.CapOn(credit.OwnerId, credit.Benefit.Unit, rules.Zone);
    }

    private static DateTime OccursAt(UsageCommand usage, DateTime now) => Instants.Cut(usage.OccursAt ?? usage.UsedAt ?? now);

    private static Refusal? RefuseShape(UsageCommand usage, LedgerRules rules, DateTime usedAt, DateTime now)
    {
        if (usage.Amount <= 0) return Refusals.UsageNotAboveZero;
        if (usage.CreditId is null && usage.BenefitId is null && usage.Kind is null && usage.ServiceId is null)
            return Refusals.NothingToUseNamed;
        if (usage.RefuseTexts() is { } texts) return texts;
        if (usedAt > now) return Refusals.UsedInTheFuture;
        return !usage.MayGoFurtherBack && usedAt < now.AddDays(-rules.BackdatingDays)
            ? Refusals.UsedTooLongAgo(rules.BackdatingDays) : null;
    }

    private static List<CreditState> Candidates(
        UsageCommand usage, LedgerState state, IReadOnlyList<CreditState> ahead, FreedCredits freed)
    {
        var kind = usage.Kind ?? (usage.CreditId is null && usage.BenefitId is null ? BenefitKind.Time : null);
        var candidates = new List<CreditState>();
        var own = usage.UserId == usage.MemberId ? state.InReachOf(usage.MemberId) : state.CreditsOf(usage.MemberId);
        foreach (var credit in ahead.Count == 0 ? own : [.. own, .. ahead])
        {
            var benefit = credit.Terms.Benefit;
            if (usage.CreditId is { } creditId && credit.Terms.Id != creditId) continue;
            if (usage.BenefitId is { } benefitId && benefit.Id != benefitId) continue;
            if (kind is not null && benefit.Kind != kind) continue;
            if (usage.Currency is { } currency && benefit.Unit.Currency?.Code != currency) continue;
            candidates.Add(freed.Any ? freed.Of(credit) : credit);
        }

        return candidates;
    }

    // "100 of kind Money" says nothing while a member holds pounds and euros.
    private static Refusal? RefuseMixedUnits(List<CreditState> usable)
    {
        for (var index = 1; index < usable.Count; index++)
        {
            var (one, other) = (usable[0].Terms.Benefit.Unit, usable[index].Terms.Benefit.Unit);
            if (one != other) return Refusals.MixedUnits(one, other);
        }

        return null;
    }

    // Whose credits are not shared at that moment, but are at another (R13).
    private static IEnumerable<SharedAtAnotherTime> NotSharedThen(
        List<SkippedCredit> skipped, List<CreditState> candidates, SharingOf sharing)
    {
        var onlyOwner = candidates.TrueForAll(credit => credit.Terms.OwnerId == candidates[0].Terms.OwnerId);
        return skipped.Where(credit => credit.Reason == SkipReason.NotShared)
            .Select(credit => (credit.OwnerId, Time: sharing.NearestTo(credit.Terms)))
            .Where(credit => credit.Time is not null).Distinct()
            .Select(credit => new SharedAtAnotherTime(
                sharing.NamesIn(credit.OwnerId).Member, onlyOwner ? null : sharing.NamesIn(credit.OwnerId).Owner,
                credit.Time!.Value, IsAhead: credit.Time.Value.From > sharing.Moment));
    }

    // What can be drawn instead; and whose caps make it so, how much they allow and what is left of them (R13).
    private static UsageShortage ShortageOf(
        UsageCommand usage, UsageDraw draw, List<CreditState> candidates, List<CreditState> usable, List<SkippedCredit> skipped,
        Func<CreditTerms, CapState?> capOn)
    {
        var unit = (usable.Count > 0 ? usable[0] : candidates.MinBy(credit => credit.Terms.Id)!).Terms.Benefit.Unit;
        var caps = skipped.Where(credit => credit.Reason == SkipReason.CapReached).Select(credit => credit.Terms)
            .DistinctBy(terms => (terms.OwnerId, terms.Benefit.Unit)).Select(terms => capOn(terms)!);
        return new UsageShortage(usage.Amount, draw.Total, draw.NextAbove, draw.Step, unit, skipped, [.. caps]);
    }
}
