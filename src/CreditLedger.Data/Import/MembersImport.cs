using CreditLedger.Ledger.Commands;

namespace CreditLedger.Data.Import;

/// <summary>
/// Members by reference. A column that the file does not have leaves what is there; an empty cell of e-mail, tags or date empties it,
/// one of kind or status leaves it.
/// </summary>
internal sealed class MembersImport(ImportRun run) : CatalogueImport<MemberRow>(run)
{
    private static readonly Dictionary<string, MemberKind> Kinds = Words.Of<MemberKind>();
    private static readonly Dictionary<string, MemberStatus> Statuses = Words.Of<MemberStatus>();

    private readonly Cell _email = run.Column("email");
    private readonly Cell _kind = run.Column("kind");
    private readonly Cell _status = run.Column("status");
    private readonly Cell _tags = run.Column("tags");
    private readonly Cell _joinedOn = run.Column("joined_on");

    protected override Func<MemberRow?, SaveCommand<MemberRow>> Parse(string reference, string name)
    {
        var (email, kind, status) = (Email(), _kind.Choice(Kinds), _status.Choice(Statuses));
        var (tags, joinedOn) = (_tags.Parts(MemberTagRow.MaxLength, MemberRule.MaxTags), _joinedOn.Day());
        return known => new SaveMemberCommand(NewKey(), Actor)
        {
            Id = known?.Id ?? 0,
            SeenVersion = known?.Version ?? 0,
            Wanted = (known ?? new MemberRow()) with
            {
                Reference = reference,
                Name = name,
                Email = _email.IsThere ? email : known?.Email,
                Kind = kind ?? known?.Kind ?? MemberKind.Person,
                Status = status ?? known?.Status ?? MemberStatus.Active,
                JoinedOn = _joinedOn.IsThere ? joinedOn : known?.JoinedOn,
            },
            Tags = _tags.IsThere ? tags : null,
        };
    }

    // R54: name the members who are no longer active and their memberships that still run.
    protected override void Saved(MemberRow? known, SaveCommand<MemberRow> command, Done done)
    {
        if (known is null || known.Status == command.Wanted.Status || command.Wanted.Status == MemberStatus.Active) return;
        var running = (done.Effect as SavedMember)?.Outlook.Running ?? [];
        if (running.Count == 0) return;
        var status = command.Wanted.Status == MemberStatus.Left ? "is marked as left" : "is suspended";
        var plans = string.Join(", ", running.Select(membership => membership.PlanName));
        Run.Notes.Add($"{command.Wanted.FullName} {status}; still running: {plans}.");
    }

    private string? Email()
    {
        if (_email.Text(MemberRow.MaxEmailLength) is not { } email) return null;
        if (MemberRule.IsEmail(email)) return email;
        _email.Refuse($"'{Cell.Show(email)}' is not an e-mail address, such as ada@example.com.");
        return null;
    }
}
