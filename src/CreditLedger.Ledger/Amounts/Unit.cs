namespace CreditLedger.Ledger.Amounts;

/// <summary>What a credit's whole numbers count (R1): minutes, a currency's minor unit, or things.</summary>
/// <param name="Kind">The benefit's kind.</param>
/// <param name="Currency">The currency of Money and Printing, none for the others.</param>
public sealed record Unit(BenefitKind Kind, Currency? Currency)
{
    /// <summary>The unit of a benefit.</summary>
    /// <exception cref="ArgumentException">Money or printing without a currency.</exception>
    public static Unit Of(BenefitKind kind, string? currencyCode)
    {
        if (!HasCurrency(kind)) return new Unit(kind, null);
        return new Unit(kind, Currency.Of(currencyCode ?? throw new ArgumentException($"{kind} needs a currency.", nameof(currencyCode))));
    }

    /// <summary>Whether a kind is counted in a currency.</summary>
    public static bool HasCurrency(BenefitKind kind) => kind is BenefitKind.Money or BenefitKind.Printing;

    /// <summary>The name other programs read: <c>minute</c>, <c>GBP:2</c>, <c>use</c>, <c>pass</c>.</summary>
    public string Code => Kind switch
    {
        BenefitKind.Time => "minute",
        BenefitKind.Uses => "use",
        BenefitKind.Pass => "pass",
        _ => $"{Currency!.Code}:{Currency.Decimals}",
    };
}
