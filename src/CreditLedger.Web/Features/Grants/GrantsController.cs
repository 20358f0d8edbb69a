using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Grants;

/// <summary>"Add credit": gives a member a new credit.</summary>
[Route("members/{id:long}/credits/new")]
[RequirePermission(Permission.Grant, MayAsk = true)]
public sealed class GrantsController(FormTools tools, MemberQuery members, SiteSettings site, TimeProvider clock)
    : ConfirmedFormController<GrantForm, GrantPage>(tools, "grant", "Grant")
{
    protected override async Task<GrantPage?> LoadAsync(long id, GrantForm form, bool isSent, CancellationToken cancellationToken)
    {
        if (await members.RunAsync(id, cancellationToken) is not { } member) return null;
        var today = site.Zone.DayOf(clock.Now());
        var benefits = await GrantableBenefit.Query(Tools.Db).ToListAsync(cancellationToken);
        var tab = BenefitTabs.KindOf(Request.Query["kind"]);
        if (!isSent)
        {
            form.StartsOn = DayText.Of(today);
            var asked = ListReader.Of(Request).Id("benefit");
            form.Benefit = benefits.FirstOrDefault(benefit => asked is null ? benefit.Kind == tab : benefit.Id == asked) is { } first
                ? FormText.Of(first.Id) : null;
        }

        return new GrantPage(id, member.ClearName, benefits, tab, today, site.Zone, site.Currency, form);
    }
}
