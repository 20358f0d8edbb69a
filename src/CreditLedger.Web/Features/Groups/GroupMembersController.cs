using CreditLedger.Data.Queries.Groups;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Time;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Groups;

/// <summary>Adds members to a group, from a first day on.</summary>
[Route("groups/{id:long:min(1)}/members")]
[RequirePermission(Permission.ManageGroups)]
public sealed class GroupMembersController(
    FormTools tools, GroupQuery groups, FindMember find, SiteSettings site, SiteZone zone, TimeProvider clock) : Controller
{
    [HttpPost("")]
    public async Task<IActionResult> Add([FromRoute] long id, [FromForm] GroupAddForm form, CancellationToken cancellationToken)
    {
        if (await groups.OneAsync(id, clock.Now(), cancellationToken) is not { } group) return NotFound();
        var errors = ModelState.Errors().ToList();
        var meant = await find.RunAsync(form.Member, cancellationToken);
        if (meant.Only is null && meant.Text.Length > 0) errors.Add(new FieldError(nameof(form.Member), meant.Problem));
        var outcome = errors.Count > 0 || meant.Only is not { } found
            ? new Invalid(errors)
            : await tools.Store.RunAsync(
                AuditLog.NoteOf(HttpContext, "change group", _ => $"group {group.Id}, member {found.Id}"),
                new AddGroupMemberCommand(form.Key ?? "", User.Actor())
                {
                    Id = id,
                    SeenVersion = form.Version,
                    Member = found.AsParty(),
                    FirstDay = DayText.Read(form.FirstDay) ?? zone.DayOf(clock.Now()),
                    LastDay = DayText.Read(form.LastDay),
                },
                FieldOf, cancellationToken);
        if (outcome is Done<Done>)
            return this.Finish(Routes.Group(group.Id), $"{meant.Only?.Name} was added and may use what is shared.");
        if (outcome is Missing) return NotFound();
        Response.StatusCode = ModelState.Explain(outcome);
        return View("/Features/Groups/Overview.cshtml",
            new GroupOverview(new GroupView(group, GroupTab.Overview), site.Currency, zone, form));
    }

    private static string FieldOf(Refusal refusal) =>
        refusal.Field == RefusedField.EndsOn ? nameof(GroupAddForm.LastDay) : CommandOutcome.FieldOf(refusal);
}

/// <summary>Who is added to a group, and when, as it was typed.</summary>
public sealed class GroupAddForm : VersionedForm
{
    /// <summary>Reference, e-mail or name.</summary>
    public string? Member { get; set; }

    /// <summary>The first day; empty means today.</summary>
    public string? FirstDay { get; set; }

    /// <summary>The last day; empty: no end is known.</summary>
    public string? LastDay { get; set; }
}

/// <summary>The shape of the form; whether the member may be in the group, the command says.</summary>
public sealed class GroupAddFormValidator : AbstractValidator<GroupAddForm>
{
    public GroupAddFormValidator()
    {
        RuleFor(form => form.Member).Must(member => !string.IsNullOrWhiteSpace(member))
            .WithMessage("Say who it is: a reference, an e-mail or a name.");
        RuleFor(form => form.FirstDay).Must(day => string.IsNullOrWhiteSpace(day) || DayText.TryRead(day, out _))
            .WithMessage(DayText.NotADay);
        RuleFor(form => form.LastDay).Must(day => string.IsNullOrWhiteSpace(day) || DayText.TryRead(day, out _))
            .WithMessage(DayText.NotADay);
    }
}
