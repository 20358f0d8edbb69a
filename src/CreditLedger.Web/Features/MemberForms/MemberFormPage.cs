using CreditLedger.Data.Queries;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Validation;
using Microsoft.AspNetCore.WebUtilities;

namespace CreditLedger.Web.Features.MemberForms;

/// <summary>The form of a member as filled in so far, and what it would change.</summary>
/// <param name="Member">The member as it is; none for a new one.</param>
/// <param name="Form">What was typed; nothing of it is lost.</param>
/// <param name="SeenVersion">The version of the member that was changed.</param>
/// <param name="IsSent">Whether the form was sent: one that is opened changes nothing yet.</param>
/// <param name="Today">The present day.</param>
/// <param name="Zone">The site's zone.</param>
public sealed record MemberFormPage(MemberHead? Member, MemberForm Form, int SeenVersion, bool IsSent, DateOnly Today, SiteZone Zone)
    : ConfirmedPage<MemberForm>(Form)
{
    /// <summary>Candidate references for a new member without a typed one.</summary>
    public IReadOnlyList<string> Proposals { get; init; } = [];

    /// <summary>The skipped periods that may still be issued.</summary>
    public IReadOnlyCollection<SkippedPeriod> Open { get; init; } = [];

    /// <summary>Probable duplicates.</summary>
    public IReadOnlyList<MemberChoice> LookAlikes { get; init; } = [];

    /// <summary>What the member still has.</summary>
    public IReadOnlyList<RemainingAmount> Remaining { get; init; } = [];

    /// <summary>
    /// Whether the edit was begun on an earlier version: it is compared with the member as it is now, to be confirmed against that.
    /// </summary>
    public bool IsStale => Member is not null && Member.Version != SeenVersion;

    /// <summary>The version to send with the next confirmation.</summary>
    public int ShownVersion => MayConfirm ? Form.Version : SeenVersion;

    /// <summary>Whether the member is to leave.</summary>
    public bool Leaves => Member is { Status: not MemberStatus.Left } && Status == MemberStatus.Left;

    /// <summary>What a new status means for the member's memberships.</summary>
    public MemberOutlook Outlook => (Planned?.Effect as SavedMember)?.Outlook ?? MemberOutlook.None;

    /// <summary>The skipped periods that are ticked.</summary>
    public IReadOnlyList<SkippedPeriod> Ticked =>
        Form.SkippedOffered ? [.. Open.Where(period => Form.Skipped.Contains(MemberText.Of(period)))] : [.. Open];

    /// <summary>Whether the user may end memberships; others only see which ones run.</summary>
    public bool MayEnd { get; init; }

    /// <summary>Whether memberships are ended: the box is ticked by default.</summary>
    public bool Ends => Leaves && MayEnd && Form.EndMemberships != false;

    public override string EffectView => "/Features/MemberForms/_MemberEffect.cshtml";

    public override string Path => Member is null ? Routes.NewMember : Routes.Member(Member.Id, "edit");

    public override string NextPath => Member is not null ? Routes.Member(Member.Id) : Form.ReturnUrl ?? Routes.Members;

    public override string Prompt => Member is null ? "Fill in the form. What will be added appears here before you confirm."
        : "Change something. What will change appears here before you confirm.";

    public override bool MayConfirm => Planned is not null && IsSent;

    public override string Will => Member is null ? $"Adds {Wanted.Name} with the reference {SavedReference}"
        : Changes.Count == 0 ? $"Nothing to save: {Member.Name} stays as it is"
        : $"Changes {Member.Name} ({Member.Reference})";

    public override string Confirm => Member is null ? $"Yes, add {Wanted.Name}" : $"Yes, change {Member.Name}";

    public override IReadOnlyList<string> Notes =>
    [
        .. IsStale ? [Refusals.ChangedMeanwhile(MemberRow.Noun).Message] : Array.Empty<string>(),
        .. Changes,
        .. Wanted.JoinedOn > Today ? [$"The day of joining lies ahead: {Wording.Day(Wanted.JoinedOn)}."] : Array.Empty<string>(),
        .. Planned is { Others: > 0 } && Ticked.Count > 0 ? [$"Issues {SupplyText.Sums(Planned.Entries)}."] : Array.Empty<string>(),
    ];

    protected override IEnumerable<string> Covered =>
    [
        .. base.Covered,
        .. LookAlikes.Select(one => $"{one.Id}"),
        .. Outlook.Running.Select(one => one.ToString()),
        .. Outlook.Skipped.Select(one => one.Skip.ToString()),
    ];

    private MemberRow Wanted => ((SaveMemberCommand)Command!).Wanted;

    private string SavedReference => (Planned?.Effect as SavedMember)?.Reference ?? Wanted.Reference;

    private MemberStatus Status => Enum.TryParse<MemberStatus>(Form.Status, out var status) ? status : MemberStatus.Active;

    private IReadOnlyList<string> Changes => Member is null ? [] : MemberText.Changes(Member, Wanted, Tags);

    private IReadOnlyList<string> Tags =>
    [
        .. (Form.Tags ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.Ordinal),
    ];

    public override LedgerCommand Ask(string key, Actor actor, List<FieldError> errors) => new SaveMemberCommand(key, actor)
    {
        Id = Member?.Id ?? 0,
        SeenVersion = SeenVersion,
        Wanted = new MemberRow
        {
            Reference = CatalogueText.Clean(Form.Reference) ?? (Member is null ? "" : Member.Reference),
            Name = CatalogueText.Clean(Form.Name) ?? "",
            Email = CatalogueText.Clean(Form.Email),
            Kind = Enum.TryParse<MemberKind>(Form.Kind, out var kind) ? kind : MemberKind.Person,
            Status = Status,
            JoinedOn = DayText.Read(Form.JoinedOn),
        },
        Tags = Tags,
        Proposals = Member is null ? Proposals : [],
        EndMemberships = Ends,
        IssueSkipped = Member is { Status: not MemberStatus.Active } && Status == MemberStatus.Active ? Ticked : [],
    };

    public override LedgerCommand ToPreview(LedgerCommand asked) => (SaveMemberCommand)asked with { SeenVersion = Form.Version };

    public override string Did(Done recorded) => !recorded.Changed ? $"{Wanted.Name} is unchanged."
        : Member is null ? $"{Wanted.Name} is added." : $"{Wanted.Name} is changed.";

    public override string DonePath(Done recorded) => Member is null && Form.ReturnUrl is { } form
        ? Form.ReturnField is { Length: > 0 } field && recorded.Effect is SavedMember saved
            ? QueryHelpers.AddQueryString(form, field, saved.Reference) : form
        : Routes.Member(recorded.Id);

    public override FormattableString About(Done recorded) => $"member {recorded.Id}";
}
