using System.Net;
using CreditLedger.Data;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Web.Tests.Features;

/// <summary>
/// A site with a small space to act on. The tests of a class share the benefit of each kind, which is there before the first of them: a
/// form that is opened offers the same, whichever test runs first. Every test adds the members and credits that it needs.
/// </summary>
public sealed class LedgerSpace : SiteFactory, IAsyncLifetime
{
    private readonly SemaphoreSlim _catalogue = new(1, 1);
    private readonly Dictionary<UserRole, CookieContainer> _signedIn = [];
    private readonly Dictionary<(string? Test, UserRole Role), SiteBrowser> _browsers = [];

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        foreach (var kind in Enum.GetValues<BenefitKind>()) await BenefitAsync(kind);
    }

    /// <summary>
    /// Someone of a role, the same for the whole of a test. They came in through the sign-in form once for all tests of the class, but each
    /// test has a browser of its own: a notice that one test left unread is not shown to the next.
    /// </summary>
    public async Task<SiteBrowser> AsAsync(UserRole role)
    {
        await _catalogue.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            var key = (TestContext.Current.Test?.UniqueID, role);
            if (_browsers.TryGetValue(key, out var browser)) return browser;
            if (_signedIn.TryGetValue(role, out var session))
            {
                // A test that signed out, or moved the clock, ended it for the tests after it.
                browser = With(session);
                if ((await browser.GetAsync("/")).Status == HttpStatusCode.OK) return _browsers[key] = browser;
            }

            _signedIn[role] = session = new CookieContainer();
            await SignInAsync(role, session);
            return _browsers[key] = With(session);

            SiteBrowser With(CookieContainer kept)
            {
                var cookies = new CookieContainer();
                cookies.Add(kept.GetAllCookies());
                return Visitor(cookies);
            }
        }
        finally
        {
            _catalogue.Release();
        }
    }

    /// <summary>Reads.</summary>
    public async Task<T> ReadAsync<T>(Func<LedgerDbContext, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<LedgerDbContext>());
    }

    /// <summary>A new member.</summary>
    public Task<long> AddMemberAsync(string name = "Ada Brown") => ReadAsync(async db =>
    {
        var member = new Member { Reference = Guid.NewGuid().ToString("N"), Name = name, SortName = SearchText.Fold(name) };
        db.Members.Add(member);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return member.Id;
    });

    /// <summary>The benefit of a kind; created when it is not there.</summary>
    public async Task<long> BenefitAsync(BenefitKind kind, string? currency = null, int? stepMinutes = null)
    {
        await _catalogue.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            currency ??= kind is BenefitKind.Money or BenefitKind.Printing ? "GBP" : null;
            var reference = $"{kind}-{currency}-{stepMinutes}";
            return await ReadAsync(async db =>
            {
                if (await db.Benefits.FirstOrDefaultAsync(one => one.Reference == reference, TestContext.Current.CancellationToken) is
                    { } there)
                    return there.Id;
                var benefit = new Benefit
                {
                    Reference = reference,
                    Name = $"{kind} credit",
                    Kind = kind,
                    Currency = currency,
                    StepMinutes = stepMinutes
                };
                db.Benefits.Add(benefit);
                await db.SaveChangesAsync(TestContext.Current.CancellationToken);
                return benefit.Id;
            });
        }
        finally
        {
            _catalogue.Release();
        }
    }

    /// <summary>A new credit of a new member that began a month ago and lasts, unless told otherwise.</summary>
    public async Task<SpaceCredit> AddCreditAsync(
        BenefitKind kind, long amount, DateTime? expiresAt = null, string? currency = null, int? stepMinutes = null,
        string owner = "Ada Brown")
    {
        var member = await AddMemberAsync(owner);
        var recorded = await RecordAsync(new GrantCommand(Guid.NewGuid().ToString(), Actor.Job(JobName.DemoSeed))
        {
            MemberId = member,
            BenefitId = await BenefitAsync(kind, currency, stepMinutes),
            Amount = amount,
            StartsAt = Clock.GetUtcNow().UtcDateTime.AddDays(-30),
            ExpiresAt = expiresAt,
        });
        return new SpaceCredit(recorded.Entries[0].CreditId, member, recorded.PostingId);
    }

    /// <summary>Records an act without a page.</summary>
    public async Task<Done> RecordAsync(LedgerCommand act) =>
        Assert.IsType<Done>(await Services.GetRequiredService<LedgerStore>().ExecuteAsync(act, TestContext.Current.CancellationToken));

    /// <summary>Adjusts without a page.</summary>
    public Task<Done> AdjustAsync(long creditId, long by) =>
        RecordAsync(new AdjustmentCommand(Guid.NewGuid().ToString(), Actor.User(1))
        { CreditId = creditId, By = by, Description = "Behind the form's back" });

    /// <summary>The sum of a credit's entries (R5).</summary>
    public Task<long> BalanceAsync(long creditId) =>
        ReadAsync(db => db.LedgerEntries.Where(entry => entry.CreditId == creditId)
            .SumAsync(entry => entry.Amount, TestContext.Current.CancellationToken));

    /// <summary>The last entry of a credit with its posting.</summary>
    public Task<LedgerEntry> LastEntryAsync(long creditId) => ReadAsync(db => db.LedgerEntries.Include(entry => entry.Posting)
        .Where(entry => entry.CreditId == creditId).OrderByDescending(entry => entry.Sequence)
        .FirstAsync(TestContext.Current.CancellationToken));

    /// <summary>How many entries a member has.</summary>
    public Task<int> EntriesOfAsync(long memberId) =>
        ReadAsync(db => db.LedgerEntries.CountAsync(entry => entry.OwnerId == memberId, TestContext.Current.CancellationToken));
}

/// <summary>A credit of a test.</summary>
/// <param name="Id">Its number.</param>
/// <param name="MemberId">Its owner.</param>
/// <param name="GrantPostingId">The posting that gave it.</param>
public sealed record SpaceCredit(long Id, long MemberId, long GrantPostingId);
