using System.Globalization;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Late;
using CreditLedger.Ledger.Members;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// Moves what came back to credits of a record that was merged on to the survivor (R50): a booking that moved was cancelled, or an earlier
/// use was undone. It follows in the same transaction, so that nothing stays where nobody can use it.
/// </summary>
public sealed record ForwardCommand : LedgerCommand
{
    private readonly long _fromId;
    private readonly long _intoId;
    private readonly IReadOnlyList<long> _creditIds;

    private ForwardCommand(string key, Actor actor, long fromId, long intoId, IReadOnlyList<long> creditIds)
        : base(key, actor) => (_fromId, _intoId, _creditIds) = (fromId, intoId, creditIds);

    /// <summary>One command for each such record that got something back; none for nearly every transaction.</summary>
    /// <param name="state">The state after what was recorded.</param>
    /// <param name="entries">What was recorded.</param>
    /// <param name="command">By which command.</param>
    /// <param name="now">The moment of recording.</param>
    public static IReadOnlyList<ForwardCommand> Of(
        LedgerState state, IEnumerable<EntryOutcome> entries, LedgerCommand command, DateTime now) =>
    [
        .. from entry in entries
           where entry.Amount > 0
           let intoId = state.SurvivorOf(entry.OwnerId)
           where intoId is not null && Remains(state.Credit(entry.CreditId), now) > 0
           group entry.CreditId by (FromId: entry.OwnerId, IntoId: intoId.Value) into owner
           select new ForwardCommand(
               string.Create(CultureInfo.InvariantCulture, $"{command.IdempotencyKey}/merged/{owner.Key.FromId}"), command.Actor,
               owner.Key.FromId, owner.Key.IntoId, [.. owner.Distinct().Order()]),
    ];

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => new(_intoId, null, null, null, now) { MoreCreditIds = _creditIds };

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        MemberMergeRow.Of(_fromId), .. Merge(state) is { } merge ? [MergedRow.Of(merge.Id)] : Array.Empty<RowQuery>(),
        .. _creditIds.Select(LateScope.LinkOf),
        .. Memberships(state).Select(MembershipCreditRow.Of),
    ];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        var credits = _creditIds.Select(state.Credit).OfType<CreditState>().Where(credit => Remains(credit, now) > 0).ToList();
        var merge = Merge(state)!;
        var known = state.Related.Rows<MergedRow>(MergedRow.Of(merge.Id)).Where(row => row.Kind == MergedKind.Credit)
            .Select(row => row.RowId).ToHashSet();
        return new Draft(PostingKind.Merge, null,
        [
            .. credits.SelectMany(credit => RemainderCommand.Moving(
                credit, Remains(credit, now), _intoId, credit.Terms.ExpiresAt, CreditSource.Transfer, null, now)),
        ])
        {
            Related = made =>
            [
                .. RecordMove.Successors(
                    Memberships(state).SelectMany(id => state.Related.Rows<MembershipCreditRow>(MembershipCreditRow.Of(id))), credits,
                    made.Credits),
                .. credits.Where(credit => !known.Contains(credit.Terms.Id)).Select(credit => RelatedChange.Insert(
                    new MergedRow { MergeId = merge.Id, Kind = MergedKind.Credit, RowId = credit.Terms.Id })),
            ],
        };
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        foreach (var id in _creditIds) writer.Number(id);
    }

    // An expired credit gives nothing any more, wherever it is.
    private static long Remains(CreditState? credit, DateTime now) =>
        credit is null || credit.IsRevoked || credit.Terms.IsExpiredAt(now) ? 0 : credit.History.LowestSince(now);

    private MemberMergeRow? Merge(LedgerState state) =>
        state.Related.Rows<MemberMergeRow>(MemberMergeRow.Of(_fromId)).FirstOrDefault(row => row.UndoneAt is null);

    private IEnumerable<long> Memberships(LedgerState state) => _creditIds
        .SelectMany(id => state.Related.Rows<MembershipCreditRow>(LateScope.LinkOf(id))).Select(row => row.MembershipId).Distinct();
}
