using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Catalogue;

/// <summary>What is booked or bought: room, desk, class, print job, event ticket.</summary>
public record ServiceRow : VersionedRow, IVersionedRow<ServiceRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<ServiceRow> Table { get; } = new(
        "Services",
        Column.Of((ServiceRow row) => row.Id, key: true),
        Column.Of((ServiceRow row) => row.Reference, length: 100, exact: true),
        Column.Of((ServiceRow row) => row.Name, length: MaxNameLength),
        Column.Of((ServiceRow row) => row.Category, length: 100),
        Column.Of((ServiceRow row) => row.IntervalMinutes),
        Column.Of((ServiceRow row) => row.Price),
        Column.Of((ServiceRow row) => row.Currency, length: 3, exact: true),
        Column.Of((ServiceRow row) => row.OpeningHours, length: Bookings.OpeningHours.MaxHoursLength),
        Column.Of((ServiceRow row) => row.ClosedDays, length: Bookings.OpeningHours.MaxClosedLength),
        Column.Of((ServiceRow row) => row.CancellationPolicy, length: Bookings.CancellationPolicy.MaxLength),
        Column.Of((ServiceRow row) => row.NoShowPercent),
        Column.Of((ServiceRow row) => row.ArchivedAt),
        Column.Of((ServiceRow row) => row.Version));

    /// <inheritdoc />
    public static string Noun => "service";

    /// <summary>Unique text, 1 to 100 characters; imports name the service by it.</summary>
    public string Reference { get; init; } = "";

    /// <summary>For reports, up to 100 characters.</summary>
    public string? Category { get; init; }

    /// <summary>Booking interval in minutes, 1 to 1440; none: the site's.</summary>
    public int? IntervalMinutes { get; init; }

    /// <summary>List price in the currency's minor unit (R1), 0 or more.</summary>
    public long? Price { get; init; }

    /// <summary>ISO 4217 code of <see cref="Price"/>.</summary>
    public string? Currency { get; init; }

    /// <summary>When it can be booked, in the site's zone: one window a line; none: always.</summary>
    public string? OpeningHours { get; init; }

    /// <summary>Days on which it cannot be booked, one or a range a line.</summary>
    public string? ClosedDays { get; init; }

    /// <summary>What comes back when a booking is cancelled (R43): one step a line; none: everything, until it starts.</summary>
    public string? CancellationPolicy { get; init; }

    /// <summary>What comes back when the participant does not come, 0 to 100 per cent (R43).</summary>
    public int NoShowPercent { get; init; }

    /// <summary>When it can be booked.</summary>
    public OpeningHours Hours => Bookings.OpeningHours.Of(OpeningHours, ClosedDays);
}

/// <summary>A catalogue item: what a credit is good for.</summary>
public record BenefitRow : VersionedRow, IVersionedRow<BenefitRow>
{
    /// <summary>The priority of a benefit of which nothing else is said.</summary>
    public const int DefaultPriority = 50;

    /// <summary>The columns.</summary>
    public static LedgerTable<BenefitRow> Table { get; } = new(
        "Benefits",
        Column.Of((BenefitRow row) => row.Id, key: true),
        Column.Of((BenefitRow row) => row.Reference, length: 100, exact: true),
        Column.Of((BenefitRow row) => row.Name, length: MaxNameLength),
        Column.Of((BenefitRow row) => row.Kind, isFixed: true),
        Column.Of((BenefitRow row) => row.Currency, length: 3, exact: true, isFixed: true),
        Column.Of((BenefitRow row) => row.Category, length: 100),
        Column.Of((BenefitRow row) => row.StepMinutes),
        Column.Of((BenefitRow row) => row.Priority),
        Column.Of((BenefitRow row) => row.Shared),
        Column.Of((BenefitRow row) => row.VisibleToMembers),
        Column.Of((BenefitRow row) => row.RolloverMin),
        Column.Of((BenefitRow row) => row.RolloverMax),
        Column.Of((BenefitRow row) => row.ArchivedAt),
        Column.Of((BenefitRow row) => row.Version));

    /// <inheritdoc />
    public static string Noun => "benefit";

    /// <summary>Unique text, 1 to 100 characters; imports name the benefit by it.</summary>
    public string Reference { get; init; } = "";

    /// <summary>What its credits are counted in. Never changes.</summary>
    public BenefitKind Kind { get; init; }

    /// <summary>ISO 4217 code of money and printing. Never changes.</summary>
    public string? Currency { get; init; }

    /// <summary>For reports, up to 100 characters.</summary>
    public string? Category { get; init; }

    /// <summary>Booking step of a Time benefit in minutes, 1 to 1440; none: the site's interval (R20).</summary>
    public int? StepMinutes { get; init; }

    /// <summary>Default priority of its credits, 0 to 1000: lower is used first (R14).</summary>
    public int Priority { get; init; } = DefaultPriority;

    /// <summary>Whether the owner's groups may use it (R13).</summary>
    public bool Shared { get; init; }

    /// <summary>Whether members see it on their own page.</summary>
    public bool VisibleToMembers { get; init; } = true;

    /// <summary>The rollover rule that a new plan line of it begins with: the least (R26); none: what remains expires.</summary>
    public long? RolloverMin { get; init; }

    /// <summary>The most that rolls over; none beside a minimum: everything.</summary>
    public long? RolloverMax { get; init; }
}

/// <summary>One service that a benefit may be used for; a benefit with none is good for all.</summary>
public record BenefitServiceRow : ILedgerRow<BenefitServiceRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<BenefitServiceRow> Table { get; } = new(
        "BenefitServices",
        Column.Of((BenefitServiceRow row) => row.BenefitId, key: true),
        Column.Of((BenefitServiceRow row) => row.ServiceId, key: true));

    /// <summary>The benefit.</summary>
    public long BenefitId { get; init; }

    /// <summary>The service.</summary>
    public long ServiceId { get; init; }
}
