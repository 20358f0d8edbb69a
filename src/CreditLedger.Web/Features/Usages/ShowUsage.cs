using System.Globalization;
using CreditLedger.Data;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Pages;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Usages;

/// <summary>Shows the form with what it would draw from where, decided by the same rule that will record it (R19, R33). Writes nothing.</summary>
public sealed class ShowUsage(
    LedgerDbContext db, MemberQuery members, OwnerCreditsQuery credits, LedgerStore store, LedgerRules rules, SiteSettings site, SiteZone zone, TimeProvider clock)
{
    /// <summary>The page, none when there is no such member. A form that is not filled in yet has no errors.</summary>
    public async Task<UsagePage?> RunAsync(
        long memberId, UsageForm form, bool isFilledIn, bool mayGoFurtherBack, Actor actor, CancellationToken cancellationToken)
    {
        if (await members.RunAsync(memberId, cancellationToken) is not { } member) return null;
        var now = clock.Now();
        var today = zone.DayOf(now);
        var options = await OptionsAsync(memberId, now, cancellationToken);
        form.Key = Guid.TryParse(form.Key, out var key) ? key.ToString("D") : Guid.NewGuid().ToString("D");
        var choice = UsageChoice.Read(form.What);
        if (!isFilledIn) FillIn(form, choice, options, today);
        var page = new UsagePage
        {
            Member = member,
            Options = options,
            Today = today,
            DateHint = mayGoFurtherBack
                ? "Today or any earlier day."
                : $"Today or up to {rules.BackdatingDays.ToString(CultureInfo.InvariantCulture)} days back; an admin may go further.",
            Form = form,
            Kind = (choice is { } chosen ? options.UnitOf(chosen)?.Kind : null) ?? BenefitKind.Money,
        };
        return isFilledIn || form.Quantity is { Length: > 0 } && form.What is not null ? await PreviewAsync(page, mayGoFurtherBack, actor, cancellationToken) : page;
    }

    internal async Task<UsageOptions> OptionsAsync(long memberId, DateTime now, CancellationToken cancellationToken)
    {
        var services = await db.Services.Where(service => service.ArchivedAt == null)
            .OrderBy(service => service.Name).ThenBy(service => service.Id)
            .Select(service => new CoveredService(service.Id, service.Name)).ToListAsync(cancellationToken);
        return new UsageOptions(await credits.NotOverAsync(memberId, null, now, cancellationToken), services, site.Currency);
    }

    // R33: today, and one: of what is counted one, of time one step.
    private void FillIn(UsageForm form, UsageChoice? choice, UsageOptions options, DateOnly today)
    {
        form.UsedOn = DayText.Of(today);
        form.Quantity = (choice is { } chosen ? options.UnitOf(chosen)?.Kind : null) switch
        {
            BenefitKind.Time => StepOf(choice!.Value, options).ToString(CultureInfo.InvariantCulture),
            BenefitKind.Money or BenefitKind.Printing => null,
            _ => "1",
        };
    }

    private int StepOf(UsageChoice choice, UsageOptions options)
    {
        var credit = options.Credits.FirstOrDefault(one => one.Id == choice.CreditId || one.BenefitId == choice.BenefitId || one.Kind == choice.Kind);
        return BookingStep.Of(BenefitKind.Time, credit?.StepMinutes, rules.BookingIntervalMinutes);
    }

    private async Task<UsagePage> PreviewAsync(UsagePage page, bool mayGoFurtherBack, Actor actor, CancellationToken cancellationToken)
    {
        var (reading, errors) = UsageReading.Of(page.Form, page.Options, page.Today);
        if (reading is null) return page with { Errors = errors };
        var act = reading.Act(page.Member.Id, page.Form.Key!, actor, null, mayGoFurtherBack, page.Today, zone);
        switch (await store.PreviewAsync(act, cancellationToken))
        {
            case Done planned:
                var names = await NamesAsync(page.Member.Id, planned.Entries.Select(entry => entry.OwnerId), cancellationToken);
                return page with { Effect = UsageWords.EffectOf(page.Member.Name, reading, planned.Entries, names) };
            case Refused { Refusal: var refusal }:
                var owners = await NamesAsync(page.Member.Id, refusal.Skipped.Select(credit => credit.OwnerId), cancellationToken);
                return page with { Errors = [RecordUsage.Explain(refusal)], Skipped = [.. refusal.Skipped.OrderBy(IsOver).Select(credit => UsageWords.Of(credit, owners))] };
            default:
                return page;
        }
    }

    // What could still give something, or nearly did, is told before what is long over.
    private static bool IsOver(SkippedCredit credit) => credit.Reason is SkipReason.Expired or SkipReason.Revoked;

    // Whose credits they are, where they are not the member's own.
    private async Task<Dictionary<long, string>> NamesAsync(long memberId, IEnumerable<long> ownerIds, CancellationToken cancellationToken)
    {
        var others = ownerIds.Where(owner => owner != memberId).Distinct().ToList();
        return others.Count == 0
            ? []
            : await db.Members.Where(member => others.Contains(member.Id)).ToDictionaryAsync(member => member.Id, member => member.Name, cancellationToken);
    }
}
