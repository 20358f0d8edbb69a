using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.EndToEnd.Tests.Story;

/// <summary>A live credit on which something is left, of an active person.</summary>
/// <param name="Id">The credit.</param>
/// <param name="BenefitId">Its benefit.</param>
/// <param name="Benefit">What people call it.</param>
/// <param name="MemberId">Its owner.</param>
/// <param name="Member">The owner's name.</param>
/// <param name="Reference">The owner's reference.</param>
public sealed record HeldCredit(long Id, long BenefitId, string Benefit, long MemberId, string Member, string Reference)
{
    /// <summary>One of a kind; each test that changes something takes another.</summary>
    /// <param name="site">The site.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="skip">How many to leave to other tests.</param>
    /// <param name="atLeast">What must be left on it.</param>
    public static async Task<HeldCredit> FindAsync(LiveSite site, BenefitKind kind, int skip = 0, long atLeast = 2)
    {
        var now = site.Services.GetRequiredService<TimeProvider>().Now();
        await using var context = await site.ContextAsync();
        return await context.Credits
            .Where(credit => credit.BenefitKind == kind && credit.StartsAt <= now && credit.Balance!.Balance >= atLeast
                && !credit.Balance.Revoked
                && (credit.ExpiresAt == null || credit.ExpiresAt > now.AddDays(1)) && credit.Owner!.Status == MemberStatus.Active
                && credit.Owner.Kind == MemberKind.Person && (kind != BenefitKind.Money || credit.Benefit!.Currency == "GBP"))
            .OrderBy(credit => credit.Id).Skip(skip)
            .Select(credit => new HeldCredit(
                credit.Id, credit.BenefitId, credit.Benefit!.Name, credit.OwnerId, credit.Owner!.Name, credit.Owner.Reference))
            .FirstAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What is left on it now.</summary>
    public async Task<long> BalanceAsync(LiveSite site)
    {
        await using var context = await site.ContextAsync();
        return await context.CreditBalances.Where(balance => balance.CreditId == Id).Select(balance => balance.Balance)
            .SingleAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>An amount of a kind as the pages show it.</summary>
    public static string Shown(BenefitKind kind, long amount) =>
        AmountFormat.Format(amount, Unit.Of(kind, BenefitKinds.Of(kind).HasCurrency ? "GBP" : null));
}
