using CreditLedger.Data.Model;

namespace CreditLedger.Data.Import;

/// <summary>
/// Members by reference. A column that the file does not have leaves what is there; an empty cell of e-mail, tags or date empties it,
/// one of kind or status leaves it.
/// </summary>
internal sealed class MembersImport(LedgerDbContext context, ImportRun run)
{
    private const int RowsPerSave = 1_000;

    private static readonly Dictionary<string, MemberKind> Kinds = Words.Of<MemberKind>();
    private static readonly Dictionary<string, MemberStatus> Statuses = Words.Of<MemberStatus>();

    private readonly Cell _reference = run.Column("reference");
    private readonly Cell _name = run.Column("name");
    private readonly Cell _email = run.Column("email");
    private readonly Cell _kind = run.Column("kind");
    private readonly Cell _status = run.Column("status");
    private readonly Cell _tags = run.Column("tags");
    private readonly Cell _joinedOn = run.Column("joined_on");

    /// <summary>Reads the file to its end in the context's transaction, which the caller commits.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var batch = new List<Row>(RowsPerSave);
        while (run.Next())
        {
            var row = Parse();
            if (!run.IsRefused && row is not null) batch.Add(row);
            if (batch.Count == RowsPerSave) await SaveAsync(batch, cancellationToken);
        }

        await SaveAsync(batch, cancellationToken);
    }

    private Row? Parse()
    {
        var reference = _reference.Text(100, required: true);
        run.RefuseRepeated("reference", reference);
        var name = _name.Text(200, required: true);
        var row = new Row(reference ?? "", name ?? "", Email(), _kind.Choice(Kinds), _status.Choice(Statuses), _tags.Parts(50, 50),
            _joinedOn.Day());
        return reference is null || name is null ? null : row;
    }

    private async Task SaveAsync(List<Row> batch, CancellationToken cancellationToken)
    {
        var references = batch.Select(row => row.Reference).ToList();
        var known = await context.Members.AsTracking().Include(member => member.Tags).Include(member => member.SearchTerms).AsSplitQuery()
            .Where(member => references.Contains(member.Reference))
            .ToDictionaryAsync(member => member.Reference, StringComparer.Ordinal, cancellationToken);
        foreach (var row in batch)
        {
            var isNew = !known.TryGetValue(row.Reference, out var member);
            if (member is null)
            {
                member = new Member { Reference = row.Reference, Name = "", SortName = "" };
                context.Members.Add(member);
            }

            run.Counts.Saved(isNew, Apply(row, member));
        }

        await context.SaveChangesAsync(cancellationToken);
        context.ChangeTracker.Clear();
        batch.Clear();
    }

    private bool Apply(Row row, Member member)
    {
        var email = _email.IsThere ? row.Email : member.Email;
        var joinedOn = _joinedOn.IsThere ? row.JoinedOn : member.JoinedOn;
        var (kind, status) = (row.Kind ?? member.Kind, row.Status ?? member.Status);
        var changed = member.Name != row.Name || member.Email != email || member.Kind != kind || member.Status != status
            || member.JoinedOn != joinedOn;
        (member.Name, member.Email, member.Kind, member.Status, member.JoinedOn) = (row.Name, email, kind, status, joinedOn);
        if (changed)
        {
            member.SortName = SearchText.Fold(row.Name);
            Replace(member.SearchTerms, term => term.Term, SearchText.TermsOf(row.Reference, row.Name, email),
                term => new MemberSearchTerm { Term = term });
        }

        if (_tags.IsThere) changed |= Replace(member.Tags, tag => tag.Tag, row.Tags, tag => new MemberTag { Tag = tag });
        return changed;
    }

    private static bool Replace<T>(
        ICollection<T> present, Func<T, string> textOf, IReadOnlyCollection<string> wanted, Func<string, T> create)
    {
        var gone = present.Where(item => !wanted.Contains(textOf(item), StringComparer.Ordinal)).ToList();
        var come = wanted.Except(present.Select(textOf), StringComparer.Ordinal).ToList();
        gone.ForEach(item => present.Remove(item));
        come.ForEach(text => present.Add(create(text)));
        return gone.Count + come.Count > 0;
    }

    private string? Email()
    {
        if (_email.Text(254) is not { } email) return null;
        var at = email.IndexOf('@', StringComparison.Ordinal);
        if (at > 0 && at < email.Length - 1 && email.IndexOf('@', at + 1) < 0 && !email.Any(char.IsWhiteSpace)) return email;
        _email.Refuse($"'{Cell.Show(email)}' is not an e-mail address, such as ada@example.com.");
        return null;
    }

    private sealed record Row(
        string Reference, string Name, string? Email, MemberKind? Kind, MemberStatus? Status, IReadOnlyList<string> Tags,
        DateOnly? JoinedOn);
}
