using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Postings;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Postings;

/// <summary>"Pay with another credit" and "charge to another member": changes how a use was paid (R45).</summary>
[Route("postings/{id:long}/repay")]
[RequirePermission(Permission.Undo, MayAsk = true)]
public sealed class RepayController(
    FormTools tools, OwnerCreditsQuery credits, FindMember find, SiteSettings site, SiteZone zone, TimeProvider clock)
    : ConfirmedFormController<RepayForm, RepayPage>(tools, "change how a use was paid", "/Features/Postings/Repay.cshtml")
{
    protected override async Task<RepayPage?> LoadAsync(long id, RepayForm form, bool isSent, CancellationToken cancellationToken)
    {
        if (!isSent) form.User = Request.Query["user"];
        var standing = await StandingUse.Query(Tools.Db, id).ToListAsync(cancellationToken);
        if ((FormText.Number(form.User) ?? standing.FirstOrDefault()?.UserId) is not { } userId) return null;
        var uses = standing.FindAll(use => use.UserId == userId);
        if (uses.Count == 0) return null;
        form.User = FormText.Of(userId);
        if (!isSent)
        {
            form.What = UsageChoice.OfKind(uses[0].Kind).Text;
            form.Description = await Tools.Db.Postings.Where(posting => posting.Id == id).Select(posting => posting.Description)
                .FirstAsync(cancellationToken);
        }

        var user = await Tools.Db.Members.Where(member => member.Id == userId)
            .Select(member => new MemberChoice(member.Id, member.Name, member.Reference, member.Email, member.Kind))
            .FirstAsync(cancellationToken);
        var options = new UsageOptions(
            await credits.NotOverAsync(userId, uses[0].Kind, clock.Now(), cancellationToken), [], site.Currency, zone);
        return new RepayPage(id, user, uses, options, form)
        {
            Match = string.IsNullOrWhiteSpace(form.Member) ? new MemberMatch("", [], "No")
                : await find.RunAsync(form.Member, cancellationToken),
            MayGoFurtherBack = User.Can(Permission.BackdateFurther),
            MayDespiteStatus = User.Can(Permission.UseDespiteStatus),
        };
    }

    protected override async Task<RepayPage> CompleteAsync(RepayPage page, CancellationToken cancellationToken)
    {
        var owners = (page.Planned?.Entries.Select(entry => entry.OwnerId) ?? []).Concat(page.Skipped.Select(credit => credit.OwnerId))
            .Distinct().ToList();
        return owners.Count == 0 ? page : page with
        {
            Owners = await Tools.Db.Members.Where(member => owners.Contains(member.Id))
                .ToDictionaryAsync(member => member.Id, member => member.Name, cancellationToken),
        };
    }
}
