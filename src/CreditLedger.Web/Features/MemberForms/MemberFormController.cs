using CreditLedger.Data.Queries;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.MemberForms;

/// <summary>"New member" and "Edit": previews the change and names probable duplicates (R19, R54).</summary>
[Route("members/new")]
[Route("members/{id:long:min(1)}/edit")]
[RequirePermission(Permission.EditMembers)]
public sealed class MemberFormController(
    FormTools tools, MemberQuery members, LookAlikes lookAlikes, RemainingQuery remaining, SiteZone zone, TimeProvider clock)
    : ConfirmedFormController<MemberForm, MemberFormPage>(tools, "edit member", "/Features/MemberForms/Form.cshtml")
{
    protected override bool IsUndoOffered => false;

    protected override string ActOf(MemberFormPage page) => page.Member is null ? "create member" : base.ActOf(page);

    protected override async Task<MemberFormPage?> LoadAsync(long id, MemberForm form, bool isSent, CancellationToken cancellationToken)
    {
        var member = id == 0 ? null : await members.RunAsync(id, cancellationToken);
        if (id != 0 && member is null) return null;
        if (!isSent) Open(form, member);
        if (form.ReturnUrl is not null && !Url.IsLocalUrl(form.ReturnUrl)) form.ReturnUrl = null;
        var now = clock.Now();
        var page = new MemberFormPage(member, form, form.Version, isSent, zone.DayOf(now), zone)
        {
            MayEnd = User.Can(Permission.Supply),
            Proposals = member is null ? await lookAlikes.ProposeAsync(cancellationToken) : [],
            Open = member is null or { Status: MemberStatus.Active } ? [] : await OpenAsync(id, now, cancellationToken),
        };
        form.Version = member?.Version ?? 0;
        return page;
    }

    protected override async Task<MemberFormPage> CompleteAsync(MemberFormPage page, CancellationToken cancellationToken)
    {
        if (!page.MayConfirm) return page;
        var wanted = ((SaveMemberCommand)page.Command!).Wanted;
        return page with
        {
            LookAlikes = await lookAlikes.RunAsync(wanted, page.Member, cancellationToken),
            Remaining = !page.Leaves ? []
                : (await remaining.RunAsync([page.Member!.Id], clock.Now(), cancellationToken))[page.Member.Id].Own,
        };
    }

    // An edit of an earlier version is sent on, because its refusal says what happened meanwhile.
    protected override bool IsConfirmed(MemberFormPage page) =>
        base.IsConfirmed(page) || (page.IsStale && page.Form.Confirmed is not null);

    private void Open(MemberForm form, MemberHead? member)
    {
        (form.ReturnUrl, form.ReturnField) = (Request.Query["returnUrl"], Request.Query["returnField"]);
        (form.Kind, form.Status) = (nameof(MemberKind.Person), nameof(MemberStatus.Active));
        if (member is null)
        {
            form.Name = Request.Query["name"];
            form.JoinedOn = DayText.Of(zone.DayOf(clock.Now()));
            return;
        }

        (form.Version, form.Reference, form.Name, form.Email) = (member.Version, member.Reference, member.Name, member.Email);
        (form.Kind, form.Status) = (member.Kind.ToString(), member.Status.ToString());
        (form.Tags, form.JoinedOn) = (string.Join(", ", member.Tags), member.JoinedOn is { } day ? DayText.Of(day) : null);
    }

    // IX_MembershipSkips_MemberId.
    private async Task<IReadOnlyCollection<SkippedPeriod>> OpenAsync(long id, DateTime now, CancellationToken cancellationToken) =>
    [
        .. (await Tools.Db.MembershipSkips
            .Where(skip => skip.MemberId == id && skip.IssuedAt == null && skip.EndsAt > now).ToListAsync(cancellationToken))
            .Select(SkippedPeriod.Of),
    ];
}
