using CreditLedger.Ledger.Catalogue;

namespace CreditLedger.Data.Model;

/// <summary>A service.</summary>
public sealed record Service : ServiceRow;

/// <summary>A benefit with what it refers to.</summary>
public sealed record Benefit : BenefitRow
{
    /// <summary>The services it may be used for; none named means all.</summary>
    public ICollection<BenefitService> Services { get; } = [];
}

/// <summary>One service that a benefit may be used for.</summary>
public sealed record BenefitService : BenefitServiceRow
{
    /// <summary>The service itself.</summary>
    public Service? Service { get; init; }
}
