using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Demo;

/// <summary>What people at the desk put right in the demo space: adjustments with reasons, and bookings undone.</summary>
internal sealed class DemoCorrections(DemoSupply supply, SiteZone zone, DateTime now, Random random)
{
    private static readonly (BenefitKind Kind, long By, string Reason)[] Adjustments =
    [
        (BenefitKind.Time, 60, "Projector failed during the booking: one hour given back"),
        (BenefitKind.Time, 30, "Room was not cleaned in time, started half an hour late"),
        (BenefitKind.Time, 120, "Thank-you for helping at the open day"),
        (BenefitKind.Time, -60, "Stayed an hour longer than booked, agreed at the desk"),
        (BenefitKind.Time, -30, "Late cancellation, as the house rules say"),
        (BenefitKind.Money, 1_500, "Goodwill: the coffee machine was out of order all week"),
        (BenefitKind.Money, 4_000, "Refund of a room that was booked twice"),
        (BenefitKind.Money, -1_000, "Replacement of a lost key card"),
        (BenefitKind.Money, -250, "Two coffees and a cake from the bar"),
        (BenefitKind.Printing, 200, "Paper jam spoiled 20 pages"),
        (BenefitKind.Printing, -100, "Ten pages printed from the desk's own computer"),
        (BenefitKind.Uses, 1, "Talk was cancelled: ticket given back"),
        (BenefitKind.Pass, 1, "Guest was turned away by mistake"),
    ];

    private static readonly string[] UndoReasons =
    [
        "Booked twice by mistake", "Cancelled in time by phone", "Recorded for the wrong member", "Room was closed that day",
        "Member was ill, agreed with Sam at the desk",
    ];

    private readonly List<(long CreditId, Unit Unit)> _live = [];
    private readonly List<long> _recentUsages = [];

    /// <summary>Looks at what was posted for something to put right.</summary>
    public void Notice(LedgerCommand act, Done recorded)
    {
        if (IsLive(act) && random.Chance(12)) _live.Add((recorded.Entries[0].CreditId, recorded.Entries[0].Unit));
        else if (act is UsageCommand usage && usage.UsedAt > now.AddDays(-45) && random.Chance(3))
            _recentUsages.Add(recorded.PostingId);
    }

    private bool IsLive(LedgerCommand act) => act switch
    {
        GrantCommand grant => grant.StartsAt < now && (grant.ExpiresAt is null || grant.ExpiresAt > now),
        SellProductCommand sale => supply.ValidDaysOf(sale.ProductId) is not { } days || zone.StartOf(sale.SoldOn.AddDays(days)) > now,
        _ => false,
    };

    /// <summary>The acts that put it right.</summary>
    public IReadOnlyList<LedgerCommand> Acts()
    {
        var acts = new List<LedgerCommand>();
        foreach (var (creditId, unit) in _live)
        {
            var (_, by, reason) = random.Pick([.. Adjustments.Where(adjustment => adjustment.Kind == unit.Kind)]);
            acts.Add(new AdjustmentCommand($"demo:adjust:{creditId}", Actor.Job(JobName.DemoSeed))
            { CreditId = creditId, By = by, Description = reason });
        }

        foreach (var posting in _recentUsages)
            acts.Add(new ReversalCommand($"demo:undo:{posting}", Actor.Job(JobName.DemoSeed))
            { PostingId = posting, Description = random.Pick(UndoReasons) });
        return acts;
    }
}
