using CreditLedger.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Queries;

/// <summary>One credit with its owner and the services it covers.</summary>
/// <param name="Credit">Terms and sums.</param>
/// <param name="OwnerName">The owner's name.</param>
/// <param name="OwnerReference">The owner's reference.</param>
/// <param name="OwnerStatus">Where the owner stands.</param>
/// <param name="Services">The services it is limited to; none means all.</param>
public sealed record CreditDetails(
    CreditSummary Credit, string OwnerName, string OwnerReference, MemberStatus OwnerStatus, IReadOnlyList<CoveredService> Services);

/// <summary>One credit. Primary keys; its place in the burn order by <see cref="OwnerCreditsQuery"/>.</summary>
public sealed class CreditQuery(LedgerDbContext db, BenefitServicesQuery services, OwnerCreditsQuery ownerCredits)
{
    /// <summary>The credit, if there is one.</summary>
    public async Task<CreditDetails?> RunAsync(long id, DateTime now, CancellationToken cancellationToken)
    {
        var figures = await db.Credits.Where(credit => credit.Id == id).Figures().FirstOrDefaultAsync(cancellationToken);
        if (figures is null) return null;
        var owner = await db.Members.Where(member => member.Id == figures.OwnerId)
            .Select(member => new { member.Name, member.Reference, member.Status })
            .FirstAsync(cancellationToken);
        var covered = await services.RunAsync([figures.BenefitId], cancellationToken);
        var credit = CreditSummary.Of(figures, now);
        if (credit.Available > 0)
        {
            var all = await ownerCredits.NotOverAsync(credit.OwnerId, credit.Kind, now, cancellationToken);
            credit = credit with { BurnPlace = all.Credits.FirstOrDefault(other => other.Id == id)?.BurnPlace };
        }

        return new CreditDetails(credit, owner.Name, owner.Reference, owner.Status, [.. covered[figures.BenefitId]]);
    }
}
