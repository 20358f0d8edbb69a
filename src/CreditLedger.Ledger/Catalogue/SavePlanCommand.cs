using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Catalogue;

/// <summary>A plan's line as it is to be.</summary>
/// <param name="Row">The caller's number of it, which refusals name.</param>
/// <param name="LineId">The line that it is to go on as; none for a new one.</param>
/// <param name="BenefitId">What it is to grant.</param>
/// <param name="Period">How often.</param>
/// <param name="Terms">How much.</param>
public sealed record PlanLineDraft(int Row, long? LineId, long BenefitId, Period Period, PlanTerms Terms);

/// <summary>
/// Makes a plan, or changes what one grants from the next period on, never what was granted: terms are only added, by the moment from which
/// on they hold (R27). The effect is the <see cref="PlanChange"/>.
/// </summary>
public sealed record SavePlanCommand(string IdempotencyKey, Actor Actor) : SaveCommand<PlanRow>(IdempotencyKey, Actor)
{
    /// <summary>What it is to grant, in order.</summary>
    public required IReadOnlyList<PlanLineDraft> Lines { get; init; }

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state)
    {
        var known = Known(state);
        return
        [
            .. base.Needs(state),
            RowQuery.Of<PlanLineRow>(nameof(PlanLineRow.PlanId), Id),
            .. Lines.Select(line => RowQuery.Of<BenefitRow>(nameof(BenefitRow.Id), line.BenefitId)).Distinct(),
            .. known.Select(line => RowQuery.Of<PlanLineTermsRow>(nameof(PlanLineTermsRow.PlanLineId), line.Id)),
            .. known.Select(SetAside),
            .. known.Select(Committed),
            .. Id != 0 && Lines.Any(line => !known.Any(row => IsOf(line, row)))
                ? new[] { RowQuery.Of<MembershipRow>(nameof(MembershipRow.PlanId), Id) } : [],
        ];
    }

    /// <summary>Of lines that are new nothing can be committed yet.</summary>
    public override IEnumerable<long> Reviewed(LedgerState state) => Known(state).Select(Committed).Where(state.Related.Knows)
        .SelectMany(state.Related.Rows<CommitmentRow>).Select(row => row.OwnerId).Distinct().Order();

    private protected override (string Column, string Text) Unique => (nameof(PlanRow.SortName), Wanted.SortName);

    private protected override SavedParts PartsOf(PlanRow? seen, LedgerState state, LedgerRules rules, DateTime now)
    {
        var change = ChangeOf(state, rules);
        var known = Known(state);
        var isSame = change.KeepsAll && change.Lines.Select(line => line.LineId)
            .SequenceEqual(known.Where(line => !TermsOf(state, line).Terms.IsNothing).Select(line => (long?)line.Id));
        return new SavedParts(!isSame, (made, id) => isSame ? [] : Rows(made, id, state, change, known, From(state, known, now), now),
            change);
    }

    private protected override IEnumerable<Refusal> Refuse(PlanRow? seen, LedgerState state, LedgerRules rules, DateTime now)
    {
        var (_, unknown) = CatalogueRule.Find(state, Lines, line => line.BenefitId, line => line.Row);
        return unknown.Count > 0 ? unknown : ChangeOf(state, rules).Refusals;
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(Id);
        writer.Text(Wanted.Name);
        writer.Text(Wanted.Description);
        foreach (var line in Lines)
        {
            writer.Number(line.LineId);
            writer.Number(line.BenefitId);
            writer.Number((long)line.Period);
            writer.Number(line.Terms.Amount);
            writer.Number(line.Terms.RolloverMin);
            writer.Number(line.Terms.RolloverMax);
        }

        CatalogueRule.WritePaid(writer, Lines.Select(line => line.Terms.Paid));
        CatalogueRule.WriteTracking(writer, Lines.Select(line => line.Terms.Tracking));
    }

    private IEnumerable<RelatedChange> Rows(
        DraftRows made, long planId, LedgerState state, PlanChange change, IReadOnlyList<PlanLineRow> known, DateTime since, DateTime now)
    {
        // Lines that ended before stand behind the others.
        var ended = known.Where(line => TermsOf(state, line).Terms.IsNothing);
        var placed = change.Lines.Select(line => known.FirstOrDefault(row => row.Id == line.LineId) ?? new PlanLineRow
        {
            Id = made.Ids.NextId(PlanLineRow.Table),
            PlanId = planId,
            BenefitId = line.BenefitId,
            Period = line.Period,
        }).Concat(ended).Select((row, index) => row with { Position = index + 1 }).ToList();
        var added = placed.Where(row => known.All(line => line.Id != row.Id)).ToList();
        return
        [
            .. added.Select(RelatedChange.Insert),
            .. placed.Except(added).Except(known).Select(RelatedChange.Update),
            .. change.Lines.Zip(placed).Where(line => line.First.Kind != PlanLineChangeKind.Kept)
                .Select(line => RelatedChange.Insert(TermsFrom(line.Second.Id, since, line.First.To))),
            .. added.SelectMany(line => Start(state, line, since)),

            // Lines that a rule refused are tried again at once (R25): the edit may have removed the cause.
            .. known.SelectMany(line => state.Related.Rows<MembershipLineRow>(SetAside(line)))
            .Select(line => RelatedChange.Update(line with { NextStartsAt = now })),
        ];
    }

    private PlanLineTermsRow TermsFrom(long lineId, DateTime since, PlanTerms? terms) => new()
    {
        PlanLineId = lineId,
        EffectiveFrom = since,
        Amount = terms?.Amount ?? 0,
        RolloverMin = terms?.RolloverMin,
        RolloverMax = terms?.RolloverMax,
        PaidAmount = terms?.Paid?.Amount,
        PaidCurrency = terms?.Paid?.Currency,
        Tracking = terms?.Tracking ?? LineTracking.Limited,
        ChangedById = Actor.Kind == ActorKind.User ? Actor.Id : null,
    };

    // Memberships that run are given a new line from the first period that its terms reach: the issuing finds it.
    private IEnumerable<RelatedChange> Start(LedgerState state, PlanLineRow line, DateTime since) => Id == 0
        ? []
        : state.Related.Rows<MembershipRow>(nameof(MembershipRow.PlanId), Id)
            .Where(membership => membership.EndsAt is null || membership.EndsAt > since)
            .Select(membership =>
                RelatedChange.Insert(new MembershipLineRow { MembershipId = membership.Id, PlanLineId = line.Id, NextStartsAt = since }));

    // Terms of one line follow one another, also where the clock was moved back or two edits fall into one millisecond.
    private DateTime From(LedgerState state, IReadOnlyList<PlanLineRow> known, DateTime now)
    {
        if (Id == 0) return PlanLineTermsRow.FromTheBeginning;
        var last = known.Max(line => TermsOf(state, line).EffectiveFrom);
        return now > last ? now : last.AddMilliseconds(1);
    }

    private PlanChange ChangeOf(LedgerState state, LedgerRules rules) => PlanChange.Of(
        [
            .. from line in Known(state)
               let terms = TermsOf(state, line)
               where !terms.Terms.IsNothing
               select new PlanLineNow(line.Id, line.BenefitId, line.Period, terms.Terms),
        ],
        [
            .. CatalogueRule.Find(state, Lines, line => line.BenefitId, line => line.Row).Known
                .Select(line => new PlanLineWanted(line.Line.Row, line.Line.LineId, line.Benefit, line.Line.Period, line.Line.Terms)),
        ],
        rules.BookingIntervalMinutes);

    private static bool IsOf(PlanLineDraft line, PlanLineRow row) =>
        line.LineId == row.Id && line.BenefitId == row.BenefitId && line.Period == row.Period;

    private static RowQuery SetAside(PlanLineRow line) =>
        RowQuery.With<MembershipLineRow>(nameof(MembershipLineRow.PlanLineId), line.Id, present: nameof(MembershipLineRow.SetAsideAt));

    private static RowQuery Committed(PlanLineRow line) =>
        RowQuery.With<CommitmentRow>(nameof(CommitmentRow.PlanLineId), line.Id, present: nameof(CommitmentRow.DueAt));

    private IReadOnlyList<PlanLineRow> Known(LedgerState state) =>
        [.. state.Related.Rows<PlanLineRow>(nameof(PlanLineRow.PlanId), Id).OrderBy(line => line.Position).ThenBy(line => line.Id)];

    private static PlanLineTermsRow TermsOf(LedgerState state, PlanLineRow line) =>
        state.Related.Rows<PlanLineTermsRow>(nameof(PlanLineTermsRow.PlanLineId), line.Id).MaxBy(terms => terms.EffectiveFrom)!;
}
