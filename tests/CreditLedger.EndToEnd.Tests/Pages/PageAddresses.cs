using CreditLedger.Data;
using CreditLedger.Data.Model;
using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Approvals;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.EndToEnd.Tests.Pages;

/// <summary>Every page that an admin can open, on rows that show as much of it as there is.</summary>
internal static class PageAddresses
{
    public static async Task<List<string>> AllAsync(LiveSite site)
    {
        var now = site.Services.GetRequiredService<TimeProvider>().Now();
        await using var context = await site.ContextAsync();
        var live = context.Credits.Where(credit => credit.StartsAt <= now && (credit.ExpiresAt == null || credit.ExpiresAt > now));
        var money = await FirstAsync(live.Where(credit => credit.BenefitKind == BenefitKind.Money && credit.Balance!.Balance > 0));
        var time = await FirstAsync(
            live.Where(credit => credit.BenefitKind == BenefitKind.Time && credit.Balance!.Balance > 0 && credit.Balance.Used > 0));
        var printing = await FirstAsync(live.Where(credit => credit.BenefitKind == BenefitKind.Printing && credit.Balance!.Balance > 0));
        var item = await FirstAsync(live.Where(credit => credit.BenefitKind == BenefitKind.Uses));
        var expired = await FirstAsync(context.Credits.Where(credit => credit.ExpiresAt <= now && credit.Balance!.Balance > 0));
        var ending = await FirstAsync(live.Where(credit => credit.ExpiresAt != null && credit.Balance!.Balance > 0));
        var member = time.OwnerId;
        var adjusted = await context.Postings.Where(posting => posting.Kind == PostingKind.Adjustment)
            .OrderByDescending(posting => posting.Id)
            .Select(posting => posting.Id).FirstAsync(TestContext.Current.CancellationToken);
        var used = await context.Postings.Where(posting => posting.Kind == PostingKind.Usage
                && !context.Reversals.Any(later => context.LedgerEntries.Any(
                    entry => entry.PostingId == posting.Id && entry.Id == later.ReversesEntryId)))
            .OrderByDescending(posting => posting.Id)
            .Select(posting => posting.Id).FirstAsync(TestContext.Current.CancellationToken);
        var membership = await context.Memberships.Where(row => row.EndsAt == null).OrderBy(row => row.Id)
            .FirstOrDefaultAsync(TestContext.Current.CancellationToken);
        string[] supply = membership is null ? [] :
        [
            $"/members/{membership.MemberId}/activity?past=1", $"/memberships/{membership.Id}", $"/memberships/{membership.Id}/end",
            $"/memberships/{membership.Id}/change", $"/memberships/{membership.Id}/pause", $"/memberships/{membership.Id}/resume",
            $"/memberships/{membership.Id}/continue", $"/setup/plans/{membership.PlanId}", $"/setup/plans/{membership.PlanId}/edit",
        ];
        var user = await context.Users.OrderByDescending(row => row.Id).Select(row => row.Id)
            .FirstAsync(TestContext.Current.CancellationToken);
        string[] setup =
        [
            "/setup/users", "/setup/users?search=zzzz", "/setup/users/new", $"/setup/users/{user}", $"/setup/users/{user}/role",
            $"/setup/users/{user}/disable", $"/setup/users/{user}/enable", $"/setup/users/{user}/reset",
            "/setup/audit", "/setup/audit?act=sign&outcome=denied&who=zzzz",
            "/setup", "/setup/settings", "/setup/settings/lock", "/setup/demo",
            "/setup/services", "/setup/services/new", "/setup/services/1", "/setup/benefits",
            "/setup/benefits?search=zzzz", "/setup/benefits/new", $"/setup/benefits/{time.BenefitId}",
            "/setup/plans", "/setup/plans?archived=1", "/setup/plans/new", "/setup/products", "/setup/products/new", "/setup/products/1",
        ];
        var contact = await context.GroupMembers.OrderBy(row => row.GroupId).ThenBy(row => row.MemberId)
            .FirstAsync(row => row.Caps.Count > 0, TestContext.Current.CancellationToken);
        string[] sharing =
        [
            "/groups", "/groups?kind=family&search=zzzz", "/groups/new", $"/groups/{contact.GroupId}", $"/groups/{contact.GroupId}/edit",
            $"/groups/{contact.GroupId}/benefits",
            $"/groups/{contact.GroupId}/use?from=2020-01-01", $"/groups/{contact.GroupId}/history/time",
            $"/groups/{contact.GroupId}/members/{contact.MemberId}", $"/groups/{contact.GroupId}/members/{contact.MemberId}/remove",
            $"/groups/{contact.GroupId}/benefits/1", "/members?credit=none",
            $"/members/{contact.MemberId}/groups", $"/members/{contact.MemberId}/benefits/time",
            $"/members/{contact.MemberId}/benefits/history/time",
            $"/members/{contact.MemberId}/usages/new?what=kind:time",
        ];
        var empty = await FirstAsync(live.Where(credit => credit.Balance!.Balance == 0 && !credit.Balance.Revoked
            && credit.Owner!.Status == MemberStatus.Active && credit.Owner.MergedIntoId == null));
        var asked = await RequestAsync(site, context, time.Id);
        string[] bookings =
        [
            "/bookings", "/bookings?time=past&state=noshow", "/bookings?member=zzzz", "/bookings/new", "/bookings/day", "/bookings/1",
            .. await BookedAsync(context, now), $"/members/{member}/bookings/new",
            $"/members/{member}/activity/bookings", $"/members/{member}/activity/bookings?past=1",
        ];
        string[] members =
        [
            "/members/new", $"/members/{member}/edit", $"/members/{member}/credits", $"/members/{member}/remaining",
            $"/members/{contact.MemberId}", $"/members/{empty.OwnerId}?show=usedup", $"/members/{empty.OwnerId}/remaining",
            $"/members/{empty.OwnerId}/benefits/{BenefitTabs.SlugOf(empty.BenefitKind)}/why", $"/members/{member}/benefits/time/why",
            $"/members/{member}/merge", .. await MergedAsync(context),
            "/approvals", $"/approvals/{asked}", $"/credits/{time.Id}/use?approval={asked}", await PutBackAsync(site, context),
        ];
        return
        [
            .. supply, .. setup, .. sharing, .. bookings, .. members, $"/members/{member}/activity", $"/members/{member}/activity/packages",
            $"/members/{member}/memberships/new", $"/members/{member}/sales/new",
            "/", "/members", "/members?search=zzzz", "/members?search=an&status=active&sort=joined", $"/members/{member}",
            $"/members/{money.OwnerId}/benefits/money", $"/members/{member}/benefits/time", $"/members/{member}/benefits/time?past=1",
            $"/members/{printing.OwnerId}/benefits/printing",
            $"/members/{item.OwnerId}/benefits/items", $"/members/{member}/benefits/passes",
            $"/members/{money.OwnerId}/benefits/history/money", $"/members/{member}/benefits/history/time",
            $"/members/{printing.OwnerId}/benefits/history/printing",
            $"/members/{item.OwnerId}/benefits/history/items", $"/members/{member}/benefits/history/time?text=zzzz&part=used",
            "/credits", "/credits?status=expired&kind=time", "/credits?owner=zzzz&within=7", $"/credits/{ending.Id}/extend",
            $"/credits/{money.Id}/extend", $"/credits/{money.Id}/transfer",
            $"/credits/{ending.Id}/revoke", "/credits/many/extend?all=1&status=any&owner=an", "/credits/many/transfer?all=1&within=7",
            "/credits/many/revoke",
            $"/credits/{time.Id}", $"/credits/{expired.Id}", $"/credits/{time.Id}/history", $"/credits/{money.Id}/adjust",
            $"/credits/{time.Id}/use", $"/credits/{printing.Id}/use",
            $"/credits/{time.Id}/set-balance", $"/credits/{expired.Id}/set-balance", $"/members/{member}/credits/new",
            "/postings", "/postings?kind=adjustment&days=7&by=admin", "/postings?member=zzzz",
            $"/postings/{adjusted}?postings=kind%3Dadjustment",
            $"/postings/{adjusted}", $"/postings/{adjusted}/undo", $"/postings/{used}/repay", "/no-such-page",
        ];
    }

    // One to come that can be changed or cancelled, one that is over, and one of which something is to be refunded.
    private static async Task<IEnumerable<string>> BookedAsync(LedgerDbContext context, DateTime now)
    {
        var stop = TestContext.Current.CancellationToken;
        var booked = context.Bookings.Where(row => row.Status == BookingStatus.Booked);
        var ahead = await booked.Where(row => row.StartsAt > now).OrderBy(row => row.Id).Select(row => row.Id).FirstAsync(stop);
        var past = await booked.Where(row => row.StartsAt < now).OrderBy(row => row.Id).Select(row => row.Id).FirstAsync(stop);
        var refund = await context.Bookings.Where(row => row.ToRefund > 0).OrderBy(row => row.Id).Select(row => row.Id)
            .FirstOrDefaultAsync(stop);
        var cancelled = await context.Bookings.Where(row => row.Status == BookingStatus.Cancelled).OrderBy(row => row.Id)
            .Select(row => row.Id).FirstAsync(stop);
        return
        [
            $"/bookings/{cancelled}", $"/bookings/{cancelled}/restore",
            $"/bookings/{ahead}", $"/bookings/{ahead}/change", $"/bookings/{ahead}/cancel", $"/bookings/attendance?booking={past}",
            .. refund == 0 ? Array.Empty<string>() : [$"/bookings/{refund}/refund"],
        ];
    }

    // A request that waits for an admin; the key makes it one, however often it is asked for.
    private static async Task<long> RequestAsync(LiveSite site, LedgerDbContext context, long creditId)
    {
        var asking = new AskApprovalCommand("a request to look at", Actor.User(1))
        {
            Path = $"/credits/{creditId}/use",
            Fields = """{"Amount":["-60"],"Description":["Late opening"]}""",
            Summary = "Adjust a credit: Adds 1 h",
        };
        await site.RunAsync(asking);
        return await context.Approvals.OrderBy(row => row.Id).Select(row => row.Id).FirstAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IEnumerable<string>> MergedAsync(LedgerDbContext context) =>
        await context.MemberMerges.Where(row => row.UndoneAt == null).Take(1)
            .Select(row => new[] { $"/merges/{row.Id}/undo", $"/members/{row.IntoId}" }).FirstAsync(TestContext.Current.CancellationToken);

    // Of the last member of the last group, whom nothing else here is about; taken out of it the first time.
    private static async Task<string> PutBackAsync(LiveSite site, LedgerDbContext context)
    {
        var last = await context.GroupMembers.Include(row => row.Group).Where(row => row.Caps.Count == 0 && row.Group!.ArchivedAt == null)
            .OrderByDescending(row => row.GroupId).ThenByDescending(row => row.MemberId).FirstAsync(TestContext.Current.CancellationToken);
        if (last.EndsAt is null)
        {
            await site.RunAsync(new RemoveGroupMemberCommand("a member to put back", Actor.User(1))
            { Id = last.GroupId, MemberId = last.MemberId, SeenVersion = last.Group!.Version });
        }

        return $"/groups/{last.GroupId}/members/{last.MemberId}/put-back";
    }

    private static Task<Credit> FirstAsync(IQueryable<Credit> credits) =>
        credits.OrderBy(credit => credit.Id).FirstAsync(TestContext.Current.CancellationToken);
}
