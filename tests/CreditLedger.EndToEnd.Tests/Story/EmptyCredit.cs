using CreditLedger.Data.Model;
using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.EndToEnd.Tests.Story;

/// <summary>A live time credit on which nothing is left, of a member who holds nothing else of that benefit.</summary>
/// <param name="CreditId">The credit.</param>
/// <param name="Benefit">What people call it.</param>
/// <param name="Member">Its owner.</param>
public sealed record EmptyCredit(long CreditId, string Benefit, Member Member)
{
    /// <summary>The first one whose benefit's name contains a word, by the site's own clock.</summary>
    /// <param name="site">The site.</param>
    /// <param name="benefit">A part of the benefit's name.</param>
    /// <param name="skip">How many to leave to other tests.</param>
    public static async Task<EmptyCredit> FindAsync(LiveSite site, string benefit, int skip = 0)
    {
        var now = site.Services.GetRequiredService<TimeProvider>().Now();
        await using var context = await site.ContextAsync();
        var live = context.Credits.Where(credit =>
            credit.BenefitKind == BenefitKind.Time && credit.Benefit!.Name.Contains(benefit) && credit.StartsAt <= now
                && (credit.ExpiresAt == null || credit.ExpiresAt > now));
        var found = await live
            .Where(credit => credit.Balance!.Balance == 0 && !credit.Balance.Revoked && credit.Owner!.MergedIntoId == null)
            .Where(credit =>
                !live.Any(other => other.OwnerId == credit.OwnerId && other.BenefitId == credit.BenefitId && other.Balance!.Balance > 0))
            .OrderBy(credit => credit.Id).Skip(skip)
            .Select(credit => new EmptyCredit(credit.Id, credit.Benefit!.Name, credit.Owner!))
            .FirstOrDefaultAsync(TestContext.Current.CancellationToken);
        return found ?? throw new InvalidOperationException($"No live credit of '{benefit}' is used up at {now:O}.");
    }
}
