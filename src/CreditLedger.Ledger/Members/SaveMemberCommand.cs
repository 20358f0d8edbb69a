using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Members;

/// <summary>Makes a member, or changes one, with what belongs to them: tags, search terms, and where they stand (R54).</summary>
/// <remarks>Its effect is a <see cref="SavedMember"/>.</remarks>
public sealed record SaveMemberCommand(string IdempotencyKey, Actor Actor) : SaveCommand<MemberRow>(IdempotencyKey, Actor)
{
    /// <summary>The tags, each once; null: those that the member has.</summary>
    public IReadOnlyCollection<string>? Tags { get; init; }

    /// <summary>
    /// Candidates for the reference of a new member when none was typed; the first free one is taken. Not part of the content, so that
    /// sending the form again is the same request.
    /// </summary>
    public IReadOnlyList<string> Proposals { get; init; } = [];

    /// <summary>Whether memberships end, each with its period, when the member leaves.</summary>
    public bool EndMemberships { get; init; }

    /// <summary>The skipped periods to be issued when the member becomes active again.</summary>
    public IReadOnlyCollection<SkippedPeriod> IssueSkipped { get; init; } = [];

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        .. base.Needs(state),
        .. IsProposed ? Proposals.Select(ByReference) : [],
        .. Id != 0 && Tags is not null ? [RowQuery.Of<MemberTagRow>(nameof(MemberTagRow.MemberId), Id)] : Array.Empty<RowQuery>(),
        .. Find(state) is { } seen ? NeedsOf(seen, state) : [],
    ];

    /// <inheritdoc />
    public override IEnumerable<long> Benefits(LedgerState state) =>
        MemberSupply.Known(state, Id) is { } supply ? supply.Benefits : [];

    /// <inheritdoc />
    public override IReadOnlyList<LedgerCommand> Following(LedgerState state, long madeId, LedgerRules rules, DateTime now) =>
        MemberSupply.Known(state, Id) is not { } supply ? []
        : Wanted.Status == MemberStatus.Active ? supply.Issue(IssueSkipped, rules.Zone, now, Actor)
        : EndMemberships ? supply.End(rules.Zone, now, IdempotencyKey, Actor)
        : [];

    /// <inheritdoc />
    public override IEnumerable<long> Reviewed(LedgerState state) => MemberSupply.Known(state, Id) is null ? [] : [Id];

    private protected override (string Column, string Text) Unique => (nameof(MemberRow.Reference), Wanted.Reference);

    private protected override RowQuery Namesakes => ByReference(Wanted.Reference);

    private protected override Refusal RefuseTaken(MemberRow other) => Refusals.ReferenceTaken(other);

    private protected override MemberRow WantedIn(LedgerState state) => Wanted with
    {
        Reference = IsProposed
            ? Proposals.FirstOrDefault(text => state.Related.Rows<MemberRow>(ByReference(text)).Count == 0) ?? "" : Wanted.Reference,
        SortName = SearchText.Fold(Wanted.Name),
        MergedIntoId = Find(state)?.MergedIntoId,
    };

    private protected override IEnumerable<Refusal> Refuse(MemberRow? seen, LedgerState state, LedgerRules rules, DateTime now) =>
    [
        .. seen?.MergedIntoId is null ? [] : new[] { Refusals.IsPointer },
        .. MemberRule.Refuse(WantedIn(state), Tags ?? [], rules.Zone.DayOf(now)),
    ];

    private protected override SavedParts PartsOf(MemberRow? seen, LedgerState state, LedgerRules rules, DateTime now)
    {
        var wanted = WantedIn(state);
        var present = seen is null || Tags is null ? []
            : state.Related.Rows<MemberTagRow>(nameof(MemberTagRow.MemberId), Id).Select(row => row.Tag).ToList();
        var gone = Tags is null ? [] : present.Except(Tags, StringComparer.Ordinal).ToList();
        var come = (Tags ?? []).Except(present, StringComparer.Ordinal).ToList();
        return new SavedParts(
            gone.Count + come.Count > 0,
            (_, id) =>
            [
                .. gone.Select(tag => RelatedChange.Delete(new MemberTagRow { MemberId = id, Tag = tag })),
                .. come.Select(tag => RelatedChange.Insert(new MemberTagRow { MemberId = id, Tag = tag })),
                .. Terms(id, seen, wanted, state),
                .. Statuses(id, seen, state, now),
            ],
            new SavedMember(wanted.Reference, MemberSupply.Known(state, Id)?.Outlook(rules.Zone, now) ?? MemberOutlook.None));
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(Id);
        writer.Text(Wanted.Reference);
        writer.Text(Wanted.Name);
        writer.Text(Wanted.Email);
        writer.Number((long)Wanted.Kind);
        writer.Number((long)Wanted.Status);
        writer.Number((long?)Wanted.JoinedOn?.DayNumber);
        writer.Number((long?)Tags?.Count);
        foreach (var tag in (Tags ?? []).Order(StringComparer.Ordinal)) writer.Text(tag);
        writer.Number(EndMemberships ? 1 : 0);
        foreach (var one in IssueSkipped.OrderBy(one => (one.MembershipId, one.PlanLineId, one.Number))) one.Write(writer);
    }

    private bool IsProposed => Wanted.Reference.Length == 0;

    private static RowQuery ByReference(string reference) =>
        RowQuery.With<MemberRow>(nameof(MemberRow.ReferenceKey), MemberRow.KeyOf(reference), nameof(MemberRow.ReferenceKey));

    private IEnumerable<RowQuery> NeedsOf(MemberRow seen, LedgerState state)
    {
        if (ChangesTerms(seen, WantedIn(state)))
        {
            yield return SearchTerms.Of(Id);
            yield return SearchTerms.Pointers(Id);
            foreach (var pointer in PointersIn(state, seen)) yield return SearchTerms.Of(pointer.Id);
        }

        if (seen.Status == Wanted.Status) yield break;
        yield return RowQuery.Of<MemberStatusRow>(nameof(MemberStatusRow.MemberId), Id);
        foreach (var query in MemberSupply.Needs(state, Id)) yield return query;
    }

    private static IReadOnlyList<MemberRow> PointersIn(LedgerState state, MemberRow? seen) =>
        seen is null ? [] : state.Related.Rows<MemberRow>(SearchTerms.Pointers(seen.Id));

    private static bool ChangesTerms(MemberRow? seen, MemberRow wanted) =>
        seen is null || seen.Reference != wanted.Reference || seen.Name != wanted.Name || seen.Email != wanted.Email;

    private static IEnumerable<RelatedChange> Terms(long id, MemberRow? seen, MemberRow wanted, LedgerState state) =>
        !ChangesTerms(seen, wanted) ? [] : SearchTerms.Changes(state, [wanted with { Id = id }, .. PointersIn(state, seen)]);

    // The first status holds from the beginning: memberships may start before the member was added.
    private IEnumerable<RelatedChange> Statuses(long id, MemberRow? seen, LedgerState state, DateTime now)
    {
        if (seen?.Status == Wanted.Status) yield break;
        if (seen is not null && state.Related.Rows<MemberStatusRow>(nameof(MemberStatusRow.MemberId), id).Count == 0)
            yield return RelatedChange.Insert(StatusRow(id, 0, seen.Status, MemberStatusRow.FromTheBeginning, now) with
            { ActorKind = null, ActorId = null });
        yield return RelatedChange.Insert(StatusRow(
            id, (seen?.Version ?? 0) + 1, Wanted.Status, seen is null ? MemberStatusRow.FromTheBeginning : now, now));
    }

    private MemberStatusRow StatusRow(long id, int version, MemberStatus status, DateTime fromAt, DateTime now) => new()
    {
        MemberId = id,
        Version = version,
        Status = status,
        FromAt = fromAt,
        RecordedAt = now,
        ActorKind = Actor.Kind,
        ActorId = Actor.Id,
    };
}

/// <summary>The effect of saving a member.</summary>
/// <param name="Reference">The reference, typed or proposed.</param>
/// <param name="Outlook">What a new status means for the member's memberships.</param>
public sealed record SavedMember(string Reference, MemberOutlook Outlook);
