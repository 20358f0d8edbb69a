using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Catalogue;

/// <summary>Makes a benefit, or changes one. Kind and currency never change: credits are counted in them (R1).</summary>
public sealed record SaveBenefitCommand(string IdempotencyKey, Actor Actor) : SaveCommand<BenefitRow>(IdempotencyKey, Actor)
{
    /// <summary>The services that it is limited to, each once; empty: good for all; null: those that it is limited to already.</summary>
    public IReadOnlyCollection<long>? ServiceIds { get; init; }

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        .. base.Needs(state),
        RowQuery.Of<BenefitServiceRow>(nameof(BenefitServiceRow.BenefitId), Id),
        .. (ServiceIds ?? []).Select(id => RowQuery.Of<ServiceRow>(nameof(ServiceRow.Id), id)),
    ];

    private protected override (string Column, string Text) Unique => (nameof(BenefitRow.Reference), Wanted.Reference);

    private protected override SavedParts PartsOf(BenefitRow? seen, LedgerState state, LedgerRules rules, DateTime now)
    {
        var gone = Named(state).Where(link => ServiceIds?.Contains(link.ServiceId) == false).ToList();
        var added = Added(state).ToList();
        return new SavedParts(gone.Count + added.Count > 0, (_, id) =>
        [
            .. gone.Select(RelatedChange.Delete),
            .. added.Select(serviceId => RelatedChange.Insert(new BenefitServiceRow { BenefitId = id, ServiceId = serviceId })),
        ]);
    }

    private protected override IEnumerable<Refusal> Refuse(BenefitRow? seen, LedgerState state, LedgerRules rules, DateTime now)
    {
        if (Wanted.Reference.Length == 0) yield return Refusals.NoReference(BenefitRow.Noun);
        if (seen is not null && seen.Kind != Wanted.Kind) yield return Refusals.KindIsFixed(seen.Kind);
        else if (seen is not null && seen.Currency != Wanted.Currency) yield return Refusals.CurrencyIsFixed(seen.Currency);
        else if (RefuseUnit() is { } unit) yield return unit;
        if (Wanted.StepMinutes is not null && !BenefitKinds.Where(kind => kind.IsStepped).Contains(Wanted.Kind))
            yield return Refusals.KindHasNoStep;
        var isStepValid = Wanted.StepMinutes is null or (>= 1 and <= BookingStep.MaxMinutes);
        if (!isStepValid) yield return Refusals.StepOutOfRange;
        if (Wanted.Priority is < 0 or > 1000) yield return Refusals.PriorityOutOfRange;
        var step = BookingStep.Of(Wanted.Kind, isStepValid ? Wanted.StepMinutes : null, rules.BookingIntervalMinutes);
        foreach (var refusal in CatalogueRule.RefuseRollover(Wanted.RolloverMin, Wanted.RolloverMax, step)) yield return refusal;
        foreach (var refusal in RefuseServices(state)) yield return refusal;
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(Id);
        writer.Text(Wanted.Reference);
        writer.Text(Wanted.Name);
        writer.Number((long)Wanted.Kind);
        writer.Text(Wanted.Currency);
        writer.Text(Wanted.Category);
        writer.Number(Wanted.StepMinutes);
        writer.Number(Wanted.Priority);
        writer.Number(Wanted.Shared ? 1 : 0);
        writer.Number(Wanted.VisibleToMembers ? 1 : 0);
        writer.Number(Wanted.RolloverMin);
        writer.Number(Wanted.RolloverMax);
        writer.Number((long?)ServiceIds?.Count);
        foreach (var id in (ServiceIds ?? []).Order()) writer.Number(id);
    }

    private IReadOnlyList<BenefitServiceRow> Named(LedgerState state) =>
        state.Related.Rows<BenefitServiceRow>(nameof(BenefitServiceRow.BenefitId), Id);

    private IEnumerable<long> Added(LedgerState state) => (ServiceIds ?? []).Except(Named(state).Select(link => link.ServiceId));

    private Refusal? RefuseUnit()
    {
        if (!Enum.IsDefined(Wanted.Kind)) return Refusals.NoSuchKind;
        if (BenefitKinds.Of(Wanted.Kind).HasCurrency)
            return Currency.TryGet(Wanted.Currency, out _) ? null : Refusals.KindWithoutCurrency;
        return Wanted.Currency is null ? null : Refusals.KindHasNoCurrency(Wanted.Kind);
    }

    // An archived service stays where it is named, and comes nowhere else.
    private IEnumerable<Refusal> RefuseServices(LedgerState state)
    {
        foreach (var id in Added(state))
        {
            if (state.Related.Row<ServiceRow>(nameof(ServiceRow.Id), id) is not { } service)
                yield return Refusals.NoSuchService;
            else if (service.IsArchived) yield return Refusals.ServiceArchived(service.Name);
        }
    }
}
