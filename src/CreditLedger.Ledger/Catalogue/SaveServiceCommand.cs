using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Ledger.Catalogue;

/// <summary>Makes a service, or changes one.</summary>
public sealed record SaveServiceCommand(string IdempotencyKey, Actor Actor) : SaveCommand<ServiceRow>(IdempotencyKey, Actor)
{
    private protected override (string Column, string Text) Unique => (nameof(ServiceRow.Reference), Wanted.Reference);

    private protected override IEnumerable<Refusal> Refuse(ServiceRow? seen, LedgerState state, LedgerRules rules, DateTime now)
    {
        if (Wanted.Reference.Length == 0) yield return Refusals.NoReference(ServiceRow.Noun);
        if (Wanted.IntervalMinutes is < 1 or > BookingStep.MaxMinutes) yield return Refusals.IntervalOutOfRange;
        if (Wanted.Price is null) yield break;
        if (Wanted.Currency is null) yield return Refusals.PriceWithoutCurrency;
        if (Wanted.Price < 0) yield return Refusals.PriceBelowZero;
        if (Wanted.Price > AmountLimit.Largest) yield return Refusals.PriceTooLarge;
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(Id);
        writer.Text(Wanted.Reference);
        writer.Text(Wanted.Name);
        writer.Text(Wanted.Category);
        writer.Number(Wanted.IntervalMinutes);
        writer.Number(Wanted.Price);
        writer.Text(Wanted.Currency);
    }
}
