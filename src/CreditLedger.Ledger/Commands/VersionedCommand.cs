using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// Changes a row that people edit, or rows that belong to it. A change that was begun on another version of the row is refused, unless it
/// asks for exactly what holds already: then it is done.
/// </summary>
public abstract record VersionedCommand<TRow>(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
    where TRow : VersionedRow, IVersionedRow<TRow>
{
    /// <summary>The row; 0 for a new one.</summary>
    public required long Id { get; init; }

    /// <summary>The version that the person was shown; of no meaning for a new row. Not part of the content.</summary>
    public int SeenVersion { get; init; }

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) => [RowQuery.Of<TRow>(nameof(VersionedRow.Id), Id, forUpdate: true)];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now) => Find(state) is { } row
        ? Decide(row, state, rules, now)
        : Refusals.NoSuchRow(TRow.Noun);

    private protected abstract Decision Decide(TRow row, LedgerState state, LedgerRules rules, DateTime now);

    private protected Draft Nothing => Draft.OfRows(Id);

    private protected TRow? Find(LedgerState state) => state.Related.Row<TRow>(nameof(VersionedRow.Id), Id);

    private protected Refusal? RefuseStale(TRow seen) =>
        SeenVersion == seen.Version ? null : Refusals.ChangedMeanwhile(TRow.Noun);

    private protected Decision Change(TRow seen, TRow wanted, params IReadOnlyList<RelatedChange> changes) =>
        (Decision?)RefuseStale(seen) ?? Draft.OfRows(Id, [RelatedChange.Update(wanted with { Version = seen.Version + 1 }), .. changes]);
}

/// <summary>
/// Archives a row, or restores it; rows that refer to it are not affected. Two people who archive it agree, so no version is checked.
/// </summary>
public record ArchiveCommand<TRow>(string IdempotencyKey, Actor Actor) : VersionedCommand<TRow>(IdempotencyKey, Actor)
    where TRow : VersionedRow, IVersionedRow<TRow>
{
    /// <summary>Whether it is to be archived, and not restored.</summary>
    public required bool Archived { get; init; }

    private protected override Decision Decide(TRow row, LedgerState state, LedgerRules rules, DateTime now) => Archived == row.IsArchived
        ? Nothing
        : (Decision?)Refuse(row, state)
            ?? Draft.OfRows(Id,
            [
                RelatedChange.Update(row with { ArchivedAt = Archived ? now : null, Version = row.Version + 1 }),
                .. PartsOf(row, state, now),
            ]);

    /// <summary>What stands in the way.</summary>
    private protected virtual Refusal? Refuse(TRow row, LedgerState state) => null;

    /// <summary>What becomes of the rows that belong to it.</summary>
    private protected virtual IEnumerable<RelatedChange> PartsOf(TRow row, LedgerState state, DateTime now) => [];

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Text(TRow.Table.Name);
        writer.Number(Id);
        writer.Number(Archived ? 1 : 0);
    }
}

/// <summary>Makes a row that people edit, or changes one: the whole of it as it is to be.</summary>
public abstract record SaveCommand<TRow>(string IdempotencyKey, Actor Actor) : VersionedCommand<TRow>(IdempotencyKey, Actor)
    where TRow : VersionedRow, IVersionedRow<TRow>
{
    /// <summary>The row as it is to be; its key, version and archiving are not looked at.</summary>
    public required TRow Wanted { get; init; }

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) => [.. base.Needs(state), Namesakes];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now) =>
        Id == 0 ? Save(null, state, rules, now) : base.Decide(state, rules, now);

    private protected override Decision Decide(TRow row, LedgerState state, LedgerRules rules, DateTime now) => Save(
        row, state, rules, now);

    /// <summary>The row to save, given the state that the command was shown.</summary>
    private protected virtual TRow WantedIn(LedgerState state) => Wanted;

    /// <summary>The text that no two rows share, and where it stands.</summary>
    private protected abstract (string Column, string Text) Unique { get; }

    /// <summary>What else is wrong.</summary>
    private protected abstract IEnumerable<Refusal> Refuse(TRow? seen, LedgerState state, LedgerRules rules, DateTime now);

    /// <summary>What becomes of the rows that belong to it.</summary>
    private protected virtual SavedParts PartsOf(TRow? seen, LedgerState state, LedgerRules rules, DateTime now) => SavedParts.None;

    /// <summary>Where rows of the same text are found.</summary>
    private protected virtual RowQuery Namesakes => RowQuery.Of<TRow>(Unique.Column, Unique.Text);

    /// <summary>Whether a row that was found there stands in the way.</summary>
    private protected virtual bool IsNamesake(TRow other) => true;

    /// <summary>To a person whose text another row has.</summary>
    private protected virtual Refusal RefuseTaken(TRow other) => Refusals.TextTaken(
        Unique.Column == "Reference" ? RefusedField.Reference : RefusedField.Name, other.Name, TRow.Noun);

    private protected Decision Save(TRow? seen, LedgerState state, LedgerRules rules, DateTime now)
    {
        var parts = PartsOf(seen, state, rules, now);
        var wanted = WantedIn(state) with { Id = Id, ArchivedAt = seen?.ArchivedAt, Version = seen?.Version ?? 0 };
        if (wanted == seen && !parts.Change) return Nothing with { Effect = parts.Effect };
        if (seen is not null && RefuseStale(seen) is { } stale) return stale;
        var refusals = RefuseTexts(wanted).Concat(Refuse(seen, state, rules, now)).Concat(RefuseNamesake(state));
        if (Refusal.Of([.. refusals]) is { } refusal) return refusal;
        return Draft.Nothing with
        {
            MadeId = Id,
            Effect = parts.Effect,
            Related = made =>
            {
                var row = wanted with { Id = seen is null ? made.Made(TRow.Table) : Id, Version = wanted.Version + 1 };
                return [seen is null ? RelatedChange.Insert(row) : RelatedChange.Update(row), .. parts.Rows(made, row.Id)];
            },
        };
    }

    private static IEnumerable<Refusal> RefuseTexts(TRow wanted)
    {
        if (wanted.Name.Length == 0) yield return Refusals.NoName(TRow.Noun);
        foreach (var column in TRow.Table.Columns.Where(column => column.Type == ColumnType.Text && column.Length > 0))
        {
            if (column.Property.GetValue(wanted) is not string text || text.Length <= column.Length) continue;
            // The folded name is derived of the name, and longer where a letter is written as two.
            var field = Enum.TryParse<RefusedField>(column.Name, out var known) ? known : RefusedField.Name;
            yield return Refusals.TextTooLong(field, column.Length, text.Length);
        }
    }

    private IEnumerable<Refusal> RefuseNamesake(LedgerState state) => state.Related.Rows<TRow>(Namesakes)
        .Where(other => other.Id != Id && IsNamesake(other)).Select(RefuseTaken);
}

/// <summary>What becomes of the rows that belong to a row that is saved.</summary>
/// <param name="Change">Whether any of them is other than it was.</param>
/// <param name="Rows">The changes, once the row has its key.</param>
/// <param name="Effect">What the page shows of it before it is confirmed.</param>
internal sealed record SavedParts(bool Change, Func<DraftRows, long, IEnumerable<RelatedChange>> Rows, object? Effect = null)
{
    public static readonly SavedParts None = new(false, (_, _) => []);
}
