namespace CreditLedger.Data.Demo;

/// <summary>Something the demo space sells or gives once, and to how many.</summary>
internal sealed record DemoProduct(
    string Name, string Benefit, long Amount, int? ValidDays, int PercentOfMembers, int PercentOfDropIns,
    CreditSource Source = CreditSource.Product,
    bool StartsLater = false)
{
    public static readonly DemoProduct[] All =
    [
        new("Wallet top-up £100", "WALLET", 10_000, null, 22, 45),
        new("Wallet top-up £50", "WALLET", 5_000, 365, 18, 25),
        new("Wallet top-up €80", "WALLET-EUR", 8_000, null, 4, 5),
        new("Wallet top-up $120", "WALLET-USD", 12_000, null, 3, 3),
        new("Ten-hour room package", "ROOM", 600, 180, 12, 35),
        new("Printing pack", "PRINT", 3_000, 365, 10, 20),
        new("Event pass", "EVENT", 5, 365, 15, 25),
        new("Yoga card", "CLASS", 10, 180, 9, 9),
        new("Banner ad package", "BANNER", 3, 120, 6, 4),
        new("Locker for a quarter", "LOCKER", 3, 92, 14, 3),
        new("Day pass, five visits", "DAY", 5, 90, 4, 70),
        new("Welcome gift", "FLEX", 120, 60, 30, 10, CreditSource.Manual),
        new("Sorry about the broken heating", "WALLET", 2_500, null, 5, 1, CreditSource.Manual),
        new("Summer room package", "ROOM", 300, 60, 4, 4, StartsLater: true),
    ];
}
