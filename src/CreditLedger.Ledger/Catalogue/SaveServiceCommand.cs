using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Catalogue;

/// <summary>Makes a service, or changes one. Bookings that exist keep the policy and the rate that they were made under.</summary>
public sealed record SaveServiceCommand(string IdempotencyKey, Actor Actor) : SaveCommand<ServiceRow>(IdempotencyKey, Actor)
{
    /// <summary>What it is to cost in credits (R47), in order; null: as it is.</summary>
    public IReadOnlyList<ServiceRateRow>? Rates { get; init; }

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        .. base.Needs(state),
        RatesOf(Id),
        .. (Rates ?? []).Select(rate => RowQuery.Of<BenefitRow>(nameof(BenefitRow.Id), rate.BenefitId)).Distinct(),
    ];

    private protected override (string Column, string Text) Unique => (nameof(ServiceRow.Reference), Wanted.Reference);

    // As it is read, so that the same hours written in another way are no change; what cannot be read stays to be refused.
    private protected override ServiceRow WantedIn(LedgerState state) => Wanted with
    {
        OpeningHours = OpeningHours.ReadHours(Wanted.OpeningHours).Windows is { } windows
            ? OpeningHours.Text(windows) : Wanted.OpeningHours,
        ClosedDays = OpeningHours.ReadClosed(Wanted.ClosedDays).Days is { } days ? OpeningHours.Text(days) : Wanted.ClosedDays,
        CancellationPolicy = CancellationPolicy.Read(Wanted.CancellationPolicy).Policy is { } policy
            ? policy.Text : Wanted.CancellationPolicy,
    };

    private protected override SavedParts PartsOf(ServiceRow? seen, LedgerState state, LedgerRules rules, DateTime now)
    {
        if (Rates is null) return SavedParts.None;
        var known = state.Related.Rows<ServiceRateRow>(RatesOf(Id));
        var wanted = Rates.Select((rate, place) => rate with { ServiceId = Id, Position = place + 1 }).ToList();
        return known.OrderBy(rate => rate.Position).SequenceEqual(wanted) ? SavedParts.None : new SavedParts(
            true, (_, id) =>
            [
                .. known.Select(RelatedChange.Delete),
                .. wanted.Select(rate => RelatedChange.Insert(rate with { ServiceId = id })),
            ]);
    }

    private protected override IEnumerable<Refusal> Refuse(ServiceRow? seen, LedgerState state, LedgerRules rules, DateTime now)
    {
        if (Wanted.Reference.Length == 0) yield return Refusals.NoReference(ServiceRow.Noun);
        if (Wanted.IntervalMinutes is < 1 or > BookingStep.MaxMinutes) yield return Refusals.IntervalOutOfRange;
        foreach (var refusal in RefuseBookingTerms(state)) yield return refusal;
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

        // Requests from before there were bookings keep their hash (R9).
        if (Rates is not { Count: > 0 } && Wanted is
            { OpeningHours: null, ClosedDays: null, CancellationPolicy: null, NoShowPercent: 0 }) return;
        writer.Text(Wanted.OpeningHours);
        writer.Text(Wanted.ClosedDays);
        writer.Text(Wanted.CancellationPolicy);
        writer.Number(Wanted.NoShowPercent);
        foreach (var rate in Rates ?? [])
        {
            writer.Number(rate.Days);
            writer.Number(rate.FromMinute);
            writer.Number(rate.ToMinute);
            writer.Number(rate.BenefitId);
            writer.Number(rate.Units);
        }
    }

    private IEnumerable<Refusal> RefuseBookingTerms(LedgerState state)
    {
        var (windows, hours) = OpeningHours.ReadHours(Wanted.OpeningHours);
        if (hours is not null) yield return hours;
        if (OpeningHours.ReadClosed(Wanted.ClosedDays).Wrong is { } closed) yield return closed;
        if (CancellationPolicy.Read(Wanted.CancellationPolicy).Wrong is { } policy) yield return policy;
        if (Wanted.NoShowPercent is < 0 or > 100) yield return Refusals.NoShowOutOfRange;
        if (windows is null || Rates is null) yield break;
        foreach (var rate in ServiceRates.Refuse(Rates, new OpeningHours(windows, []), NameOf)) yield return rate;

        string? NameOf(long benefitId) => state.Related.Row<BenefitRow>(nameof(BenefitRow.Id), benefitId)?.Name;
    }

    private static RowQuery RatesOf(long serviceId) => RowQuery.Of<ServiceRateRow>(nameof(ServiceRateRow.ServiceId), serviceId);
}
