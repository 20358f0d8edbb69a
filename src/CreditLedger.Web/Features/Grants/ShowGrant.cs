using System.Globalization;
using CreditLedger.Data;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Pages;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Grants;

/// <summary>Shows the form with what it would do, decided by the same rule that will record it (R19). Writes nothing.</summary>
public sealed class ShowGrant(LedgerDbContext db, LedgerStore store, SiteZone zone, TimeProvider clock)
{
    /// <summary>The page, none when there is no such member. A form that is not filled in yet has no errors.</summary>
    public async Task<GrantPage?> RunAsync(
        long memberId, GrantForm form, BenefitKind? kind, bool isFilledIn, Actor actor, CancellationToken cancellationToken)
    {
        var name = await db.Members.Where(member => member.Id == memberId).Select(member => member.Name).FirstOrDefaultAsync(cancellationToken);
        if (name is null) return null;

        var today = zone.DayOf(clock.Now());
        var benefits = await GrantableBenefit.Query(db).ToListAsync(cancellationToken);
        form.Key = Guid.TryParse(form.Key, out var key) ? key.ToString("D") : Guid.NewGuid().ToString("D");
        if (!isFilledIn)
        {
            form.StartsOn = DayText.Of(today);
            form.Benefit ??= benefits.FirstOrDefault(benefit => benefit.Kind == kind)?.Id.ToString(CultureInfo.InvariantCulture);
        }

        var chosen = benefits.FirstOrDefault(benefit => benefit.Id.ToString(CultureInfo.InvariantCulture) == form.Benefit);
        var page = new GrantPage
        {
            MemberId = memberId,
            MemberName = name,
            Benefits = benefits,
            Today = today,
            ZoneName = zone.Name,
            Form = form,
            Kind = chosen?.Kind ?? kind ?? BenefitKind.Money,
        };
        return isFilledIn ? await PreviewAsync(page, actor, cancellationToken) : page;
    }

    private async Task<GrantPage> PreviewAsync(GrantPage page, Actor actor, CancellationToken cancellationToken)
    {
        var (reading, errors) = GrantReading.Of(page.Form, page.Benefits, page.Today);
        if (reading is null) return page with { Errors = errors };
        return await store.PreviewAsync(reading.Act(page.MemberId, page.Form.Key!, actor, null, zone), cancellationToken) switch
        {
            Done planned => page with { Effect = new GrantEffect(reading.Will(page.MemberName), reading.Confirm, reading.Token, [.. planned.Notes, .. Notes(reading, page.Today)]) },
            Refused refused => page with { Errors = [GrantCredit.Explain(refused.Refusal)] },
            _ => page,
        };
    }

    private static IEnumerable<string> Notes(GrantReading reading, DateOnly today)
    {
        if (reading.ExpiresOn < today) yield return "It has expired already: nothing of it can be used.";
        else if (reading.StartsOn > today) yield return "It cannot be used before it starts.";
    }
}
