using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Ledger.Supply;

/// <summary>What is paid for a credit, or the part of a plan's or product's price that falls to one (R40).</summary>
/// <param name="Amount">In the currency's minor unit, net of tax; not below zero.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record Allocation(long Amount, string Currency)
{
    /// <summary>Of two columns; none where nobody said.</summary>
    public static Allocation? Of(long? amount, string? currency) =>
        amount is { } paid && currency is { } code ? new Allocation(paid, code) : null;

    /// <summary>Why it cannot be.</summary>
    public Refusal? Refuse()
    {
        if (!Amounts.Currency.TryGet(Currency, out _)) return Refusals.NoSuchPaidCurrency;
        if (Amount < 0) return Refusals.PaidBelowZero;
        return Amount > AmountLimit.Largest ? Refusals.AmountTooLarge(RefusedField.Paid) : null;
    }
}
