using CreditLedger.Data.Model;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Demo;

/// <summary>What the demo space offers: its rooms and desks, its benefits, and the plans that grant them.</summary>
internal sealed class DemoCatalogue
{
    public static readonly DemoPlan[] Plans =
    [
        new("Hot Desk Lite", 24, false, [new("DESK", 1_200), new("PRINT", 500)]),
        new("Hot Desk Plus", 22, false, [new("DESK", 3_600), new("ROOM", 120) { Rollover = new(0, 120) }, new("PRINT", 1_000)]),
        new("Resident", 16, false, [new("ROOM", 300) { Rollover = new(0, 150) }, new("PRINT", 2_000), new("EVENT", 2, Period.Quarter)]),
        new("Meeting Pro", 12, false, [new("ROOM", 600) { Rollover = new(60, 300) }, new("WALLET", 2_000) { Rollover = new(0, null) }]),
        new("Night Owl", 8, false, [new("FLEX", 240, Period.Week), new("CLASS", 2)]),
        new("Team Studio", 60, true, [new("ROOM", 1_200) { Rollover = new(0, 600) }, new("FLEX", 1_200), new("PRINT", 5_000),
            new("GUEST", 10), new("BANNER", 1, Period.Quarter)]),
        new("Virtual Office", 40, true, [new("ROOM", 60), new("WALLET", 500)]),
    ];

    private readonly Dictionary<string, Service> _services = new(StringComparer.Ordinal);

    public DemoCatalogue()
    {
        Add("Meeting room", 15, 2_400, "Board Room", "Think Tank", "Green Room", "Podcast Studio", "Workshop Hall", "Phone Booth");
        Add("Desk", 60, 400, "Hot Desk", "Quiet Desk", "Window Desk", "Standing Desk", "Garden Desk", "Drawing Table");
        Add("Printing", null, 10, "Print job");
        Add("Event", null, 1_500, "Founders' Breakfast", "Design Talks", "Summer Party");
        Add("Class", null, 900, "Yoga class", "Accounting clinic");
        Add("Extra", null, 2_500, "Locker", "Banner ad", "Guest visit", "Day visit");
        Benefits =
        [
            Benefit("ROOM", "Meeting room time", BenefitKind.Time, "Workspace", null, Of("Meeting room")),
            Benefit("DESK", "Desk time", BenefitKind.Time, "Workspace", null, Of("Desk")),
            Benefit("FLEX", "Flexible time", BenefitKind.Time, "Workspace", null, [], priority: 60),
            Benefit("WALLET", "Booking wallet", BenefitKind.Money, "Money", "GBP", []),
            Benefit("WALLET-EUR", "Booking wallet (euro)", BenefitKind.Money, "Money", "EUR", []),
            Benefit("WALLET-USD", "Booking wallet (US dollar)", BenefitKind.Money, "Money", "USD", []),
            Benefit("PRINT", "Printing", BenefitKind.Printing, "Office", "GBP", Of("Printing")),
            Benefit("EVENT", "Event tickets", BenefitKind.Uses, "Community", null, Of("Event")),
            Benefit("CLASS", "Classes", BenefitKind.Uses, "Community", null, Of("Class")),
            Benefit("BANNER", "Banner ads", BenefitKind.Uses, "Promotion", null, [_services["Banner ad"]]),
            Benefit("LOCKER", "Locker months", BenefitKind.Uses, "Office", null, [_services["Locker"]]),
            Benefit("DAY", "Day passes", BenefitKind.Pass, "Workspace", null, [_services["Day visit"]]),
            Benefit("GUEST", "Guest passes", BenefitKind.Pass, "Workspace", null, [_services["Guest visit"]]),
        ];
    }

    public IReadOnlyCollection<Service> Services => _services.Values;

    public IReadOnlyList<Benefit> Benefits { get; }

    public Benefit Find(string reference) => Benefits.First(benefit => benefit.Reference == reference);

    /// <summary>The services that a benefit is good for; all rooms and desks for one that is good for everything.</summary>
    public IReadOnlyList<Service> ServicesOf(Benefit benefit) => benefit.Reference switch
    {
        "ROOM" or "WALLET" or "WALLET-EUR" or "WALLET-USD" => Of("Meeting room"),
        "DESK" => Of("Desk"),
        "FLEX" => [.. Of("Meeting room"), .. Of("Desk")],
        _ => [.. benefit.Services.Select(link => link.Service!)],
    };

    private List<Service> Of(string category) => [.. _services.Values.Where(service => service.Category == category)];

    private void Add(string category, int? interval, long price, params string[] names)
    {
        foreach (var name in names)
        {
            _services[name] = new Service
            {
                Reference = $"S-{_services.Count + 1:000}",
                Name = name,
                Category = category,
                IntervalMinutes = interval,
                Price = price,
                Currency = "GBP",
                OpeningHours = category == "Meeting room" ? "Mon-Fri 08:00-20:00\nSat 09:00-17:00" : null,
                CancellationPolicy = category == "Meeting room" ? "24 h: 100 %\n4 h: 50 %" : null,
            };
        }
    }

    private static Benefit Benefit(
        string reference, string name, BenefitKind kind, string category, string? currency, IReadOnlyList<Service> services,
        int priority = 50)
    {
        var benefit = new Benefit
        {
            Reference = reference,
            Name = name,
            Kind = kind,
            Category = category,
            Currency = currency,
            Priority = priority,
            StepMinutes = kind == BenefitKind.Time ? 15 : null,
            Shared = reference is not ("DESK" or "LOCKER" or "DAY"),
        };
        foreach (var service in services) benefit.Services.Add(new BenefitService { Service = service });
        return benefit;
    }
}

/// <summary>A plan of the demo space, and how often it is chosen.</summary>
internal sealed record DemoPlan(string Name, int Weight, bool ForBusinesses, DemoLine[] Lines);

/// <summary>What a plan grants each period.</summary>
internal sealed record DemoLine(string Benefit, long Amount, Period Period = Period.Month)
{
    /// <summary>What becomes of a remainder; none: it expires.</summary>
    public RolloverRule? Rollover { get; init; }
}
