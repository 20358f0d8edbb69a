using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Queries.Supply;

/// <summary>What an end of a membership leaves: when it would be, and the credits that are not over by now.</summary>
/// <param name="EndsAt">When it would end.</param>
/// <param name="Credits">Its credits that have not expired and were not revoked, with something left.</param>
public sealed record EndingOutlook(DateTime EndsAt, IReadOnlyList<CreditSummary> Credits);

/// <summary>Looks ahead to an end (R28). IX_MembershipCredits_MembershipId.</summary>
public sealed class EndingQuery(LedgerDbContext db, PlanSupplyQuery plans, SiteZone zone)
{
    /// <summary>Of a membership that is there.</summary>
    public async Task<EndingOutlook> RunAsync(MembershipSummary membership, MembershipEnd when, DateTime now, CancellationToken cancellationToken)
    {
        var ids = await db.MembershipLines.Where(line => line.MembershipId == membership.Id).Select(line => line.PlanLineId).ToListAsync(cancellationToken);
        var lines = await plans.LinesAsync(ids, cancellationToken);
        var endsAt = MembershipEnds.Of(membership.StartsOn, lines.Values.Select(line => (line.Period, line.Terms)), when, now, zone);
        var credits = await (
            from granted in db.MembershipCredits
            join credit in db.Credits on granted.CreditId equals credit.Id
            where granted.MembershipId == membership.Id && (credit.ExpiresAt == null || credit.ExpiresAt > now)
            orderby granted.CreditId
            select credit).Figures().ToListAsync(cancellationToken);
        return new EndingOutlook(endsAt, [.. credits.Select(figures => CreditSummary.Of(figures, now)).Where(credit => credit.Balance > 0 && !credit.IsPast)]);
    }
}
