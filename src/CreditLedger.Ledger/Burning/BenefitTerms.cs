using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Ledger.Burning;

/// <summary>What the rules need to know of a benefit.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Name">What people call it; messages use it.</param>
/// <param name="Unit">What its credits count.</param>
/// <param name="StepMinutes">Its own booking step (R20).</param>
/// <param name="Priority">Priority of a credit that is given none (R14).</param>
/// <param name="ServiceIds">The services it may be used for; empty means all.</param>
public sealed record BenefitTerms(long Id, string Name, Unit Unit, int? StepMinutes, int Priority, IReadOnlySet<long> ServiceIds)
{
    /// <summary>Whether members of its owner's groups may use its credits (R13).</summary>
    public bool Shared { get; init; }

    /// <summary>Its kind.</summary>
    public BenefitKind Kind => Unit.Kind;

    /// <summary>Whether it is good for named services only.</summary>
    public bool IsLimited => ServiceIds.Count > 0;

    /// <summary>Whether it may be used for a service; without a service, always.</summary>
    public bool Covers(long? serviceId) => serviceId is not { } id || !IsLimited || ServiceIds.Contains(id);
}
