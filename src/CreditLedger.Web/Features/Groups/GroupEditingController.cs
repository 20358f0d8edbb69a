using CreditLedger.Data.Queries.Groups;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Features.Shared;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Groups;

/// <summary>Changes groups: what they share, who is in them, and how much each may use. Nothing that was used changes.</summary>
[Route("groups")]
[RequirePermission(Permission.ManageGroups)]
public sealed class GroupEditingController(GroupQuery groups, ChangeGroup change, SiteSettings site, TimeProvider clock, AuditLog audit) : Controller
{
    private const string Folder = "/Features/Groups/";

    [HttpGet("new")]
    public IActionResult New([FromQuery] string? owner, [FromQuery] string? kind) =>
        View(Folder + "Edit.cshtml", new GroupFormPage(null, new GroupForm { Owner = owner, Kind = kind, Shares = [.. Enum.GetNames<BenefitKind>()] }));

    [HttpPost("new")]
    public Task<IActionResult> Create([FromForm] GroupForm form, CancellationToken cancellationToken) => SaveAsync(0, form, cancellationToken);

    [HttpGet("{id:long}/edit")]
    public async Task<IActionResult> Edit([FromRoute] long id, CancellationToken cancellationToken)
    {
        if (await groups.OneAsync(id, clock.Now(), cancellationToken) is not { } group) return NotFound();
        var form = new GroupForm
        {
            Version = group.Version,
            Name = group.Name,
            Kind = group.Kind.ToString(),
            Owner = group.OwnerReference,
            SharedFirst = group.SharedFirst,
            Shares = [.. group.Shares.Select(kind => kind.ToString())],
        };
        return View(Folder + "Edit.cshtml", new GroupFormPage(group, form));
    }

    [HttpPost("{id:long:min(1)}/edit")]
    public Task<IActionResult> Change([FromRoute] long id, [FromForm] GroupForm form, CancellationToken cancellationToken) =>
        SaveAsync(id, form, cancellationToken);

    [HttpPost("{id:long}/archive")]
    public async Task<IActionResult> Archive([FromRoute] long id, [FromForm] VersionedForm edit, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await change.ArchiveAsync(id, true, edit, User.Actor(), cancellationToken), null, cancellationToken);

    [HttpPost("{id:long}/restore")]
    public async Task<IActionResult> Restore([FromRoute] long id, [FromForm] VersionedForm edit, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await change.ArchiveAsync(id, false, edit, User.Actor(), cancellationToken), null, cancellationToken);

    [HttpPost("{id:long}/members")]
    public async Task<IActionResult> Add([FromRoute] long id, [FromForm] string? member, [FromForm] VersionedForm edit, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await change.AddAsync(id, member, edit, User.Actor(), cancellationToken), member, cancellationToken);

    [HttpGet("{id:long}/members/{memberId:long}")]
    public async Task<IActionResult> Member([FromRoute] long id, [FromRoute] long memberId, CancellationToken cancellationToken) =>
        await PageOfAsync(id, memberId, null, cancellationToken) is { } page ? View(Folder + "Member.cshtml", page) : NotFound();

    [HttpPost("{id:long}/members/{memberId:long}")]
    public async Task<IActionResult> ChangeMember(
        [FromRoute] long id, [FromRoute] long memberId, [FromForm] GroupMemberForm form, CancellationToken cancellationToken)
    {
        var outcome = await change.ChangeMemberAsync(id, memberId, form, User.Actor(), cancellationToken);
        if (outcome is KeyUsed) form.Key = null;
        return Answer(outcome, "Member.cshtml", outcome is Done<GroupChanged> ? null : await PageOfAsync(id, memberId, form, cancellationToken));
    }

    [HttpPost("{id:long}/members/{memberId:long}/remove")]
    public async Task<IActionResult> Remove([FromRoute] long id, [FromRoute] long memberId, [FromForm] VersionedForm edit, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await change.RemoveAsync(id, memberId, edit, User.Actor(), cancellationToken), null, cancellationToken);

    private async Task<IActionResult> SaveAsync(long id, GroupForm form, CancellationToken cancellationToken)
    {
        var outcome = ModelState.IsValid ? await change.SaveAsync(id, form, User.Actor(), cancellationToken) : new Invalid([]);
        if (outcome is KeyUsed) form.Key = null;
        var group = id == 0 ? null : await groups.OneAsync(id, clock.Now(), cancellationToken);
        return Answer(outcome, "Edit.cshtml", id != 0 && group is null ? null : new GroupFormPage(group, form));
    }

    // What was refused on the group's own page is explained there.
    private async Task<IActionResult> AnswerAsync(long id, Outcome outcome, string? member, CancellationToken cancellationToken)
    {
        var group = await groups.OneAsync(id, clock.Now(), cancellationToken);
        var page = group is null ? null : new GroupOverview(new GroupView(group, GroupTab.Overview), site.Currency, member);
        return Answer(outcome, "Overview.cshtml", page);
    }

    private IActionResult Answer(Outcome outcome, string view, object? page)
    {
        if (outcome is Done<GroupChanged>(var changed))
        {
            audit.Allowed(HttpContext, "change group", $"group {changed.Id}");
            return this.Finish($"/groups/{changed.Id}", changed.Notice);
        }

        if (outcome is Missing || page is null) return NotFound();
        Response.StatusCode = ModelState.Explain(outcome);
        return View(Folder + view, page);
    }

    private async Task<GroupMemberPage?> PageOfAsync(long id, long memberId, GroupMemberForm? typed, CancellationToken cancellationToken)
    {
        if (await groups.OneAsync(id, clock.Now(), cancellationToken) is not { } group) return null;
        if (group.Members.FirstOrDefault(row => row.MemberId == memberId) is not { } member) return null;
        var form = typed ?? new GroupMemberForm { Version = group.Version, MayUse = member.MayUse };
        form.Caps = [.. Enum.GetValues<BenefitKind>().Select(kind => typed?.Caps?.FirstOrDefault(cap => cap.Kind == kind.ToString()) ?? FieldOf(member, kind))];
        return new GroupMemberPage(group, member, form);
    }

    private CapField FieldOf(GroupMemberDetails member, BenefitKind kind)
    {
        var cap = member.Caps.FirstOrDefault(cap => cap.Kind == kind)?.Cap;
        return new CapField
        {
            Kind = kind.ToString(),
            Amount = cap is { } set ? AmountFormat.ForInput(set.Amount, Unit.Of(kind, site.Currency)) : null,
            Period = (cap?.Period ?? Period.Month).ToString(),
        };
    }
}
