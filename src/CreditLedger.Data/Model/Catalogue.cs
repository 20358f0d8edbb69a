using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Data.Model;

/// <summary>What is booked or bought: room, desk, class, print job, event ticket.</summary>
public sealed class Service
{
    /// <summary>Database key.</summary>
    public long Id { get; set; }

    /// <summary>Unique text, 1 to 100 characters.</summary>
    public required string Reference { get; set; }

    /// <summary>Display name, 1 to 200 characters.</summary>
    public required string Name { get; set; }

    /// <summary>For reports, up to 100 characters.</summary>
    public string? Category { get; set; }

    /// <summary>Booking interval in minutes.</summary>
    public int? IntervalMinutes { get; set; }

    /// <summary>List price in the currency's minor unit (R1).</summary>
    public long? Price { get; set; }

    /// <summary>ISO 4217 code of <see cref="Price"/>.</summary>
    public string? Currency { get; set; }

    /// <summary>Since when no new benefit or booking may name it.</summary>
    public DateTime? ArchivedAt { get; set; }
}

/// <summary>A catalogue item: what a credit is good for.</summary>
public sealed class Benefit
{
    /// <summary>Database key.</summary>
    public long Id { get; set; }

    /// <summary>Unique text, 1 to 100 characters.</summary>
    public required string Reference { get; set; }

    /// <summary>Display name, 1 to 200 characters.</summary>
    public required string Name { get; set; }

    /// <summary>What its credits are counted in. Never changes once a credit of it exists: the database's foreign key from credits holds it.</summary>
    public BenefitKind Kind { get; set; }

    /// <summary>For reports, up to 100 characters.</summary>
    public string? Category { get; set; }

    /// <summary>ISO 4217 code, for Money and Printing; never changes once a credit exists.</summary>
    public string? Currency { get; set; }

    /// <summary>Booking step of a Time benefit in minutes; without it the site's interval holds (R20).</summary>
    public int? StepMinutes { get; set; }

    /// <summary>Default priority of its credits: lower is used first (R14).</summary>
    public int Priority { get; set; } = 50;

    /// <summary>Whether the owner's groups may use it (R13).</summary>
    public bool Shared { get; set; }

    /// <summary>Whether members see it on their own page.</summary>
    public bool VisibleToMembers { get; set; } = true;

    /// <summary>The rollover rule that a new plan line of it begins with: the least (R26); none: what remains lapses.</summary>
    public long? RolloverMin { get; set; }

    /// <summary>The most that rolls over; none beside a minimum: everything.</summary>
    public long? RolloverMax { get; set; }

    /// <summary>Since when no new plan, product or credit may grant it; credits and plans that have it go on.</summary>
    public DateTime? ArchivedAt { get; set; }

    /// <summary>The services it may be used for; none named means all.</summary>
    public ICollection<BenefitService> Services { get; } = [];
}

/// <summary>One service that a benefit may be used for.</summary>
public sealed class BenefitService
{
    /// <summary>The benefit.</summary>
    public long BenefitId { get; set; }

    /// <summary>The service.</summary>
    public long ServiceId { get; set; }

    /// <summary>The service itself.</summary>
    public Service? Service { get; set; }
}
