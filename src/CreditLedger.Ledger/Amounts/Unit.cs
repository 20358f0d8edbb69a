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
        if (!BenefitKinds.Of(kind).HasCurrency) return new Unit(kind, null);
        return new Unit(kind, Currency.Of(currencyCode ?? throw new ArgumentException($"{kind} needs a currency.", nameof(currencyCode))));
    }

    /// <summary>Money of a currency.</summary>
    public static Unit OfMoney(string? currencyCode) => Of(BenefitKind.Money, currencyCode);

    /// <summary>The name other programs read: <c>minute</c>, <c>GBP:2</c>, <c>use</c>, <c>pass</c>.</summary>
    public string Code => BenefitKinds.Of(Kind).UnitCode ?? $"{Currency!.Code}:{Currency.Decimals}";
}
