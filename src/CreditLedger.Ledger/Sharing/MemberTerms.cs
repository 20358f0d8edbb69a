using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Ledger.Sharing;

/// <summary>What a member of a group may use of what it shares, and how much (R13).</summary>
public sealed record MemberTerms
{
    /// <summary>Whether the member has the right to use anything.</summary>
    public bool MayUse { get; init; } = true;

    /// <summary>The benefits that the right names, each once; none means all that is shared.</summary>
    public IReadOnlyList<long>? Benefits { get; init; }

    /// <summary>The caps; a kind without one is not limited.</summary>
    public IReadOnlyDictionary<BenefitKind, Cap> Caps { get; init; } = new Dictionary<BenefitKind, Cap>();

    /// <summary>Whether both say the same.</summary>
    public bool IsSameAs(MemberTerms other) => MayUse == other.MayUse
        && (Benefits is null ? other.Benefits is null : other.Benefits is not null && Benefits.ToHashSet().SetEquals(other.Benefits))
        && Caps.Count == other.Caps.Count && Caps.All(cap => other.Caps.TryGetValue(cap.Key, out var same) && same == cap.Value);

    internal void Write(CanonicalWriter writer)
    {
        writer.Number(MayUse ? 1 : 0);
        writer.Number((long?)Benefits?.Count);
        foreach (var benefit in Benefits?.Order() ?? Enumerable.Empty<long>()) writer.Number(benefit);
        foreach (var (kind, cap) in Caps.OrderBy(cap => cap.Key))
        {
            writer.Number((long)kind);
            writer.Number(cap.Amount);
            writer.Number((long)cap.Period);
        }
    }

    // The row is the kind's number.
    internal IEnumerable<Refusal> Refuse(LedgerState state)
    {
        if (MayUse && Benefits is []) yield return Refusals.NoBenefitNamed;
        if (Benefits?.Any(id => state.Benefit(id) is null) == true) yield return Refusals.NoSuchBenefit(RefusedField.Benefit);
        foreach (var (kind, cap) in Caps)
            if (Refuse(cap) is { } refusal) yield return refusal with { Row = (int)kind };
    }

    private static Refusal? Refuse(Cap cap)
    {
        if (cap.Amount < 0) return Refusals.CapBelowZero;
        if (cap.Amount > AmountLimit.Largest) return Refusals.AmountTooLarge(RefusedField.Amount);
        return Enum.IsDefined(cap.Period) ? null : Refusals.NoSuchCapPeriod;
    }
}
