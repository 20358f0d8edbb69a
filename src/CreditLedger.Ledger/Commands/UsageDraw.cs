using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Commands;

/// <summary>Draws the amount of a usage from usable credits, in their order, within the caps (R13 to R16).</summary>
internal sealed class UsageDraw(UsageCommand usage, SharingOf sharing, LedgerRules rules, DateTime usedAt)
{
    // What this usage took of each owner's credits so far: a cap holds for all of them together. Made only when someone shares.
    private Dictionary<long, long>? _taken;

    public List<EntryDraft> Entries { get; } = new(1);

    /// <summary>What could not be drawn.</summary>
    public long Missing { get; private set; } = usage.Amount;

    public SiteZone Zone => rules.Zone;

    /// <summary>Whether all could be drawn; else the credits that gave less than was asked are among the skipped ones.</summary>
    public bool From(List<CreditState> usable, List<SkippedCredit> skipped)
    {
        foreach (var credit in usable)
        {
            if (Missing == 0) break;

            // Held at that moment and ever since: no view of the past may turn negative (R16).
            var step = StepOf(credit.Terms.Benefit, rules);
            var held = Math.Max(0, Math.Min(credit.History.LowestSince(usedAt), Missing));
            held -= held % step;
            var available = Math.Min(held, Allowed(credit.Terms));
            available -= available % step;
            if (available < Missing)
                skipped.Add(new SkippedCredit(credit.Terms, rules.Zone, WhyPartly(credit, held, available), available));
            if (available == 0) continue;
            Take(credit, available);
        }

        return Missing == 0;
    }

    public CapState? CapOn(CreditTerms credit) => sharing.CapOn(credit.OwnerId, credit.Benefit.Unit, usedAt, rules.Zone);

    public static int StepOf(BenefitTerms benefit, LedgerRules rules) =>
        BookingStep.Of(benefit.Kind, benefit.StepMinutes, rules.BookingIntervalMinutes);

    private void Take(CreditState credit, long amount)
    {
        Missing -= amount;
        Entries.Add(EntryDraft.On(credit, EntryKind.Usage, -amount, usedAt) with { UsedById = usage.UserId, ServiceId = usage.ServiceId });
        if (sharing.Accesses.Count == 0) return;
        _taken ??= [];
        _taken[credit.Terms.OwnerId] = _taken.GetValueOrDefault(credit.Terms.OwnerId) + amount;
    }

    private long Allowed(CreditTerms credit) => sharing.Accesses.Count == 0 || CapOn(credit) is not { } cap
        ? long.MaxValue
        : Math.Max(0, cap.Left - (_taken?.GetValueOrDefault(credit.OwnerId) ?? 0));

    private SkipReason WhyPartly(CreditState credit, long held, long available)
    {
        if (available < held) return SkipReason.CapReached;
        return credit.History.At(usedAt) > available ? SkipReason.NotHeldSince : SkipReason.NotEnough;
    }
}
