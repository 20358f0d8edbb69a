using CreditLedger.Data.Queries.Groups;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Groups;

/// <summary>Who is in a group, and how much each may use. Nothing that was used changes.</summary>
[Route("groups/{id:long}/members")]
[RequirePermission(Permission.ManageGroups)]
public sealed class GroupMembersController(
    FormTools tools, GroupQuery groups, FindMember find, SiteSettings site, TimeProvider clock) : Controller
{
    [HttpPost("")]
    public async Task<IActionResult> Add([FromRoute] long id, [FromForm] string? member, [FromForm] VersionedForm edit,
        CancellationToken cancellationToken)
    {
        if (await groups.OneAsync(id, clock.Now(), cancellationToken) is not { } group) return NotFound();
        var meant = await find.RunAsync(member, cancellationToken);
        var problem = meant.Text.Length == 0 ? "Say who it is: a reference, an e-mail or a name." : meant.Problem;
        var outcome = meant.Only is not { } found
            ? new Invalid(new FieldError("Member", problem))
            : await tools.Store.RunAsync(
                new AddGroupMemberCommand(edit.Key ?? "", User.Actor()) { Id = id, SeenVersion = edit.Version, Member = found.AsParty() },
                CommandOutcome.FieldOf, cancellationToken);
        var page = new GroupOverview(new GroupView(group, GroupTab.Overview), site.Currency, member);
        return Answer(group, outcome, $"{meant.Only?.Name} was added and may use what is shared.", "Overview", page);
    }

    [HttpGet("{memberId:long}")]
    public async Task<IActionResult> Member([FromRoute] long id, [FromRoute] long memberId, CancellationToken cancellationToken) =>
        await PageOfAsync(id, memberId, null, cancellationToken) is { } page ? View("/Features/Groups/Member.cshtml", page) : NotFound();

    [HttpPost("{memberId:long}")]
    public async Task<IActionResult> Change(
        [FromRoute] long id, [FromRoute] long memberId, [FromForm] GroupMemberForm form, CancellationToken cancellationToken)
    {
        if (await PageOfAsync(id, memberId, form, cancellationToken) is not { } page) return NotFound();
        var (caps, errors) = CapsOf(form);
        var command = new ChangeGroupMemberCommand(form.Key ?? "", User.Actor())
        {
            Id = id,
            SeenVersion = form.Version,
            MemberId = memberId,
            MayUse = form.MayUse,
            Caps = caps,
        };
        var outcome = errors.Count > 0 ? new Invalid(errors) : await tools.Store.RunAsync(command, FieldOf, cancellationToken);
        if (outcome is KeyTaken) form.Key = null;
        return Answer(page.Group, outcome, $"What {page.Member.Name} may use was changed.", "Member", page);

        string FieldOf(Refusal refusal) => refusal.Row is { } kind
            ? $"Caps[{form.Caps!.Index().First(cap => cap.Item.Kind == ((BenefitKind)kind).ToString()).Index}].{refusal.Field}"
            : "";
    }

    [HttpPost("{memberId:long}/remove")]
    public async Task<IActionResult> Remove(
        [FromRoute] long id, [FromRoute] long memberId, [FromForm] VersionedForm edit, CancellationToken cancellationToken)
    {
        if (await groups.OneAsync(id, clock.Now(), cancellationToken) is not { } group) return NotFound();
        var name = group.Members.FirstOrDefault(row => row.MemberId == memberId)?.Name ?? "The member";
        var command = new RemoveGroupMemberCommand(edit.Key ?? "", User.Actor())
        { Id = id, SeenVersion = edit.Version, MemberId = memberId };
        var outcome = await tools.Store.RunAsync(command, _ => "", cancellationToken);
        var page = new GroupOverview(new GroupView(group, GroupTab.Overview), site.Currency, null);
        return Answer(group, outcome, $"{name} was removed. What was used stays in the history.", "Overview", page);
    }

    private IActionResult Answer(GroupDetails group, Outcome outcome, string notice, string view, object page)
    {
        if (outcome is Done<Done>)
        {
            tools.Audit.Allowed(HttpContext, "change group", $"group {group.Id}");
            return this.Finish(Routes.Group(group.Id), notice);
        }

        if (outcome is Missing) return NotFound();
        Response.StatusCode = ModelState.Explain(outcome);
        return View($"/Features/Groups/{view}.cshtml", page);
    }

    private (Dictionary<BenefitKind, Cap> Caps, List<FieldError> Errors) CapsOf(GroupMemberForm form)
    {
        var (caps, errors) = (new Dictionary<BenefitKind, Cap>(), new List<FieldError>());
        foreach (var (index, field) in form.Caps!.Index())
        {
            if (string.IsNullOrWhiteSpace(field.Amount)) continue;
            var kind = Enum.Parse<BenefitKind>(field.Kind!);
            var parsed = AmountParser.Parse(field.Amount, Unit.Of(kind, site.Currency), allowZero: true);
            if (parsed.Error is { } wrong) errors.Add(new FieldError($"Caps[{index}].Amount", wrong));
            caps[kind] = new Cap(parsed.Amount, Enum.TryParse<Period>(field.Period, out var period) ? period : default);
        }

        return (caps, errors);
    }

    // A field for each kind, with what was typed about it.
    private async Task<GroupMemberPage?> PageOfAsync(long id, long memberId, GroupMemberForm? typed, CancellationToken cancellationToken)
    {
        if (await groups.OneAsync(id, clock.Now(), cancellationToken) is not { } group) return null;
        if (group.Members.FirstOrDefault(row => row.MemberId == memberId) is not { } member) return null;
        var form = typed ?? new GroupMemberForm { Version = group.Version, MayUse = member.MayUse };
        form.Caps = [.. Enum.GetValues<BenefitKind>()
            .Select(kind => typed?.Caps?.FirstOrDefault(cap => cap.Kind == kind.ToString()) ?? FieldOf(member, kind))];
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
