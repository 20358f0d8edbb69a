using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Time;
using CreditLedger.Ledger.Words;

namespace CreditLedger.Ledger.Acts;

/// <summary>R14 to R16: which credits a usage draws from, or why it cannot.</summary>
internal static class UsageRule
{
    public static Decision Decide(UsageAct act, LedgerView view, LedgerRules rules, DateTime now)
    {
        var usedAt = Instants.Cut(act.UsedAt ?? now);
        if (RefuseShape(act, rules, usedAt, now) is { } badShape) return badShape;

        var candidates = Candidates(act, view);
        if (act.CreditId is not null && candidates.Count == 0)
            return new Refusal(RefusalReason.NotFound, RefusedField.Credit, "There is no such credit that this member may use.");

        var usable = new List<CreditState>();
        var skipped = new List<SkippedCredit>();
        foreach (var credit in candidates)
        {
            if (WhyNot(credit, act, usedAt) is { } reason) skipped.Add(new SkippedCredit(credit.Terms.Id, credit.Terms.Benefit.Name, reason, 0));
            else usable.Add(credit);
        }

        if (RefuseMixedUnits(usable) is { } mixed) return mixed;
        if (RefuseStep(act, candidates, usable, rules) is { } step) return step;
        return Draw(act, usable, skipped, candidates, rules, usedAt);
    }

    private static Refusal? RefuseShape(UsageAct act, LedgerRules rules, DateTime usedAt, DateTime now)
    {
        if (act.Amount <= 0) return new Refusal(RefusalReason.Invalid, RefusedField.Amount, "A usage has an amount above zero.");
        if (act.CreditId is null && act.BenefitId is null && act.Kind is null && act.ServiceId is null)
            return new Refusal(RefusalReason.Invalid, RefusedField.Benefit, "Name a credit, a benefit, a kind or a service to use.");
        if (act.Description?.Length > LedgerAct.LongestText)
            return new Refusal(RefusalReason.Invalid, RefusedField.Text, $"A description has at most {LedgerAct.LongestText} characters.");
        if (usedAt > now) return new Refusal(RefusalReason.BadDate, RefusedField.UsedAt, "The date lies in the future. Use today or an earlier date.");
        if (!act.MayGoFurtherBack && usedAt < now.AddDays(-rules.BackdatingDays))
        {
            return new Refusal(RefusalReason.BadDate, RefusedField.UsedAt,
                $"The date is more than {rules.BackdatingDays} days back. Only an admin may record a usage that old.");
        }

        return null;
    }

    private static List<CreditState> Candidates(UsageAct act, LedgerView view)
    {
        var kind = act.Kind ?? (act.CreditId is null && act.BenefitId is null ? BenefitKind.Time : null);
        var candidates = new List<CreditState>();
        foreach (var credit in view.UsableBy(act.MemberId))
        {
            var benefit = credit.Terms.Benefit;
            if (act.CreditId is { } creditId && credit.Terms.Id != creditId) continue;
            if (act.BenefitId is { } benefitId && benefit.Id != benefitId) continue;
            if (kind is not null && benefit.Kind != kind) continue;
            candidates.Add(credit);
        }

        var order = new BurnOrder(act.MemberId);
        candidates.Sort((x, y) => order.Compare(x.Terms, y.Terms));
        return candidates;
    }

    private static SkipReason? WhyNot(CreditState credit, UsageAct act, DateTime usedAt)
    {
        if (credit.IsRevoked) return SkipReason.Revoked;
        if (usedAt < credit.Terms.StartsAt) return SkipReason.NotStarted;
        if (credit.Terms.IsExpiredAt(usedAt)) return SkipReason.Expired;
        if (!credit.Terms.Benefit.Covers(act.ServiceId)) return SkipReason.DoesNotCoverService;

        // At or after the last entry, "then" and "now" are the same balance.
        var history = credit.History;
        if (!history.Reaches(usedAt)) return credit.Balance <= 0 ? SkipReason.UsedUp : null;
        if (history.At(usedAt) <= 0) return SkipReason.UsedUp;
        return history.LeastSince(usedAt) <= 0 ? SkipReason.NotHeldSince : null;
    }

    // "100 of kind Money" says nothing while a member holds pounds and euros.
    private static Refusal? RefuseMixedUnits(List<CreditState> usable)
    {
        for (var index = 1; index < usable.Count; index++)
        {
            if (usable[index].Terms.Benefit.Unit == usable[0].Terms.Benefit.Unit) continue;
            return new Refusal(RefusalReason.Invalid, RefusedField.Benefit,
                $"The member has credits in {usable[0].Terms.Benefit.Unit.Code} and {usable[index].Terms.Benefit.Unit.Code}: name the benefit to use.");
        }

        return null;
    }

    private static Refusal? RefuseStep(UsageAct act, List<CreditState> candidates, List<CreditState> usable, LedgerRules rules)
    {
        var asked = usable.Count > 0 ? usable : candidates;
        var step = asked.Count == 0 ? 1 : asked.Min(credit => StepOf(credit.Terms.Benefit, rules));
        return BookingStep.Refuse(act.Amount, step) is { } message ? new Refusal(RefusalReason.NotAWholeStep, RefusedField.Amount, message) : null;
    }

    private static Decision Draw(
        UsageAct act, List<CreditState> usable, List<SkippedCredit> skipped, List<CreditState> candidates, LedgerRules rules, DateTime usedAt)
    {
        var entries = new List<EntryDraft>(1);
        var missing = act.Amount;
        foreach (var credit in usable)
        {
            if (missing == 0) break;

            // Held at that moment and ever since: no view of the past may turn negative (R16).
            var available = Math.Max(0, Math.Min(credit.History.LeastSince(usedAt), missing));
            available -= available % StepOf(credit.Terms.Benefit, rules);
            if (available < missing)
            {
                var held = credit.History.At(usedAt);
                skipped.Add(new SkippedCredit(credit.Terms.Id, credit.Terms.Benefit.Name, held > available ? SkipReason.NotHeldSince : SkipReason.NotEnough, available));
            }

            if (available == 0) continue;
            missing -= available;
            entries.Add(EntryDraft.On(credit, EntryKind.Usage, -available, usedAt) with { UsedById = act.UsedById ?? act.MemberId, ServiceId = act.ServiceId });
        }

        if (missing == 0) return new Draft(PostingKind.Usage, act.CleanDescription, entries);
        var message = candidates.Count == 0
            ? "The member has no credit of this sort."
            : ShortSentence(act.Amount, missing, (usable.Count > 0 ? usable : candidates)[0].Terms.Benefit.Unit);
        return new Refusal(RefusalReason.NotEnough, RefusedField.Amount, message) { ShortBy = missing, Skipped = skipped };
    }

    private static string ShortSentence(long asked, long missing, Unit unit) =>
        $"Short by {AmountFormat.Plain(missing, unit)}: {AmountFormat.Plain(asked - missing, unit)} of {AmountFormat.Plain(asked, unit)} is available.";

    private static int StepOf(BenefitTerms benefit, LedgerRules rules) => BookingStep.Of(benefit.Kind, benefit.StepMinutes, rules.BookingIntervalMinutes);
}
