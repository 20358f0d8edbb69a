using CreditLedger.Data.Queries;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Usages;

/// <summary>"Record usage": uses a member's credits by hand (R33).</summary>
[Route("members/{id:long}/usages/new")]
[RequirePermission(Permission.RecordUsage)]
public sealed class UsagesController(
    FormTools tools, MemberQuery members, OwnerCreditsQuery credits, LedgerRules rules, SiteSettings site, SiteZone zone,
    TimeProvider clock)
    : ConfirmedFormController<UsageForm, UsagePage>(tools, "record usage", "Usage")
{
    protected override async Task<UsagePage?> LoadAsync(long id, UsageForm form, bool isSent, CancellationToken cancellationToken)
    {
        if (await members.RunAsync(id, cancellationToken) is not { } member) return null;
        var (now, today) = (clock.Now(), zone.DayOf(clock.Now()));
        var services = await Tools.Db.Services.Where(service => service.ArchivedAt == null)
            .OrderBy(service => service.Name).ThenBy(service => service.Id)
            .Select(service => new CoveredService(service.Id, service.Name)).ToListAsync(cancellationToken);
        var options = new UsageOptions(await credits.NotOverAsync(id, null, now, cancellationToken), services, site.Currency, zone);
        if (!isSent)
        {
            form.What = UsageChoice.Read(Request.Query["what"])?.Text;
            form.UsedOn = DayText.Of(today);
            form.Quantity = OneOf(UsageChoice.Read(form.What), options);
        }

        return new UsagePage(member, options, today, zone, User.Can(Permission.BackdateFurther) ? null : rules.BackdatingDays, form)
        {
            MayDespiteStatus = User.Can(Permission.UseDespiteStatus),
        };
    }

    protected override async Task<UsagePage> CompleteAsync(UsagePage page, CancellationToken cancellationToken)
    {
        var owners = page.Skipped.Select(credit => credit.OwnerId).Concat(page.Planned?.Entries.Select(entry => entry.OwnerId) ?? [])
            .Where(owner => owner != page.Member.Id).Distinct().ToList();
        return owners.Count == 0 ? page : page with
        {
            Owners = await Tools.Db.Members.Where(member => owners.Contains(member.Id))
                .ToDictionaryAsync(member => member.Id, member => member.Name, cancellationToken),
        };
    }

    // R33: one; of time one step.
    private string? OneOf(UsageChoice? choice, UsageOptions options)
    {
        if (choice is not { } chosen || options.UnitOf(chosen) is not { } unit) return null;
        var step = BookingStep.Of(unit.Kind, options.CreditOf(chosen)?.StepMinutes, rules.BookingIntervalMinutes);
        return unit.Traits.UsualUse(step) is { } usual ? AmountFormat.ForInput(usual, unit) : null;
    }
}
