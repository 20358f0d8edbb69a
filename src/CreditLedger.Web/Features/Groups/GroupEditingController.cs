using CreditLedger.Data;
using CreditLedger.Data.Queries.Groups;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Groups;

/// <summary>Changes groups: what they share, who is in them, and how much each may use. Nothing that was used changes.</summary>
[Route("groups")]
[RequirePermission(Permission.ManageGroups)]
public sealed class GroupEditingController(GroupQuery groups, SaveGroup save, SiteSettings site, LedgerDbContext db, TimeProvider clock, AuditLog audit) : Controller
{
    private const string Folder = "/Features/Groups/";

    [HttpGet("new")]
    public IActionResult New([FromQuery] string? owner, [FromQuery] string? kind) =>
        View(Folder + "Edit.cshtml", new GroupFormPage(null, new GroupForm { Owner = owner, Kind = kind, Shares = [.. Enum.GetNames<BenefitKind>()] }));

    [HttpPost("new")]
    public Task<IActionResult> Create([FromForm] GroupForm form, CancellationToken cancellationToken) => SaveAsync(null, null, form, cancellationToken);

    [HttpGet("{id:long}/edit")]
    public async Task<IActionResult> Edit([FromRoute] long id, CancellationToken cancellationToken)
    {
        if (await groups.OneAsync(id, clock.Now(), cancellationToken) is not { } group) return NotFound();
        var form = new GroupForm
        {
            Name = group.Name,
            Kind = group.Kind.ToString(),
            Owner = group.OwnerReference,
            SharedFirst = group.SharedFirst,
            Shares = [.. group.Shares.Select(kind => kind.ToString())],
        };
        return View(Folder + "Edit.cshtml", new GroupFormPage(group, form));
    }

    [HttpPost("{id:long}/edit")]
    public async Task<IActionResult> Change([FromRoute] long id, [FromForm] GroupForm form, CancellationToken cancellationToken) =>
        await groups.OneAsync(id, clock.Now(), cancellationToken) is { } group ? await SaveAsync(id, group, form, cancellationToken) : NotFound();

    [HttpPost("{id:long}/archive")]
    public Task<IActionResult> Archive([FromRoute] long id, CancellationToken cancellationToken) => ArchiveAsync(id, clock.Now(), cancellationToken);

    [HttpPost("{id:long}/restore")]
    public Task<IActionResult> Restore([FromRoute] long id, CancellationToken cancellationToken) => ArchiveAsync(id, null, cancellationToken);

    [HttpPost("{id:long}/members")]
    public async Task<IActionResult> Add([FromRoute] long id, [FromForm] string? member, [FromServices] AddGroupMember add, CancellationToken cancellationToken)
    {
        var outcome = await add.RunAsync(id, member, cancellationToken);
        if (outcome is Missing) return NotFound();
        if (outcome is Done<string>(var name)) return Finish(id, $"{name} was added and may use what is shared.");
        Response.StatusCode = ModelState.Explain(outcome);
        var group = await groups.OneAsync(id, clock.Now(), cancellationToken);
        return View(Folder + "Overview.cshtml", new GroupOverview(new GroupView(group!, GroupTab.Overview), site.Currency, member));
    }

    [HttpGet("{id:long}/members/{memberId:long}")]
    public async Task<IActionResult> Member([FromRoute] long id, [FromRoute] long memberId, CancellationToken cancellationToken)
    {
        if (await PageOfAsync(id, memberId, null, cancellationToken) is not { } page) return NotFound();
        return View(Folder + "Member.cshtml", page);
    }

    [HttpPost("{id:long}/members/{memberId:long}")]
    public async Task<IActionResult> ChangeMember(
        [FromRoute] long id, [FromRoute] long memberId, [FromForm] GroupMemberForm form, [FromServices] SaveGroupMember change, CancellationToken cancellationToken)
    {
        var outcome = await change.RunAsync(id, memberId, form, cancellationToken);
        if (outcome is Done<string>(var name)) return Finish(id, $"What {name} may use was changed.");
        if (outcome is Missing || await PageOfAsync(id, memberId, form, cancellationToken) is not { } page) return NotFound();
        Response.StatusCode = ModelState.Explain(outcome);
        return View(Folder + "Member.cshtml", page);
    }

    [HttpPost("{id:long}/members/{memberId:long}/remove")]
    public async Task<IActionResult> Remove([FromRoute] long id, [FromRoute] long memberId, CancellationToken cancellationToken)
    {
        var name = await db.Members.Where(member => member.Id == memberId).Select(member => member.Name).FirstOrDefaultAsync(cancellationToken);
        if (name is null || !await db.Groups.AnyAsync(group => group.Id == id, cancellationToken)) return NotFound();
        await db.GroupMembers.Where(row => row.GroupId == id && row.MemberId == memberId).ExecuteDeleteAsync(cancellationToken);
        return Finish(id, $"{name} was removed. What was used stays in the history.");
    }

    private async Task<IActionResult> SaveAsync(long? id, GroupDetails? group, GroupForm form, CancellationToken cancellationToken)
    {
        var outcome = ModelState.IsValid ? await save.RunAsync(id, form, cancellationToken) : new Invalid([]);
        if (outcome is Done<long>(var saved)) return Finish(saved, id is null ? $"{form.Name!.Trim()} was made. Add its members." : $"{form.Name!.Trim()} was changed.");
        Response.StatusCode = ModelState.Explain(outcome);
        return View(Folder + "Edit.cshtml", new GroupFormPage(group, form));
    }

    private async Task<IActionResult> ArchiveAsync(long id, DateTime? at, CancellationToken cancellationToken)
    {
        var count = await db.Groups.Where(group => group.Id == id).ExecuteUpdateAsync(set => set.SetProperty(group => group.ArchivedAt, at), cancellationToken);
        return count == 0 ? NotFound() : Finish(id, at is null ? "The group shares again." : "The group was archived: it shares nothing any more.");
    }

    private async Task<GroupMemberPage?> PageOfAsync(long id, long memberId, GroupMemberForm? typed, CancellationToken cancellationToken)
    {
        if (await groups.OneAsync(id, clock.Now(), cancellationToken) is not { } group) return null;
        if (group.Members.FirstOrDefault(row => row.MemberId == memberId) is not { } member) return null;
        return new GroupMemberPage(group, member, typed ?? new GroupMemberForm
        {
            MayUse = member.MayUse,
            Caps =
            [
                .. member.Caps.Select(cap => new CapField
                {
                    Kind = cap.Kind.ToString(),
                    Amount = AmountFormat.ForInput(cap.Cap.Amount, Unit.Of(cap.Kind, site.Currency)),
                    Period = cap.Cap.Period.ToString(),
                }),
            ],
        });
    }

    private IActionResult Finish(long id, string notice)
    {
        audit.Allowed(HttpContext, "change group", $"group {id}");
        return this.Finish($"/groups/{id}", notice);
    }
}
