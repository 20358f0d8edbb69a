using System.Linq.Expressions;
using CreditLedger.Data.Model;
using CreditLedger.Data.Queries.Bookings;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Queries;

/// <summary>One credit with its owner and the services it covers.</summary>
/// <param name="Credit">Terms and sums.</param>
/// <param name="OwnerName">The owner's name.</param>
/// <param name="OwnerReference">The owner's reference.</param>
/// <param name="OwnerStatus">Where the owner stands.</param>
/// <param name="Services">The services it is limited to; none means all.</param>
public sealed record CreditDetails(
    CreditSummary Credit, string OwnerName, string OwnerReference, MemberStatus OwnerStatus, IReadOnlyList<CoveredService> Services)
{
    /// <summary>The credits that what remained of it went to: extended, transferred or rolled over, unless that was undone.</summary>
    public IReadOnlyList<RelatedCredit> Successors { get; init; } = [];

    /// <summary>The credit whose remainder it is.</summary>
    public RelatedCredit? Origin { get; init; }
}

/// <summary>A credit that a remainder came from or went to.</summary>
public sealed record RelatedCredit
{
    /// <summary>Database key.</summary>
    public required long Id { get; init; }

    /// <summary>Its benefit.</summary>
    public required string BenefitName { get; init; }

    /// <summary>How it was given.</summary>
    public required CreditSource Source { get; init; }

    /// <summary>The plan, product or import that gave it.</summary>
    public required string? SourceName { get; init; }

    /// <summary>Its end.</summary>
    public required DateTime? ExpiresAt { get; init; }

    /// <summary>Whose it is.</summary>
    public required long OwnerId { get; init; }

    /// <summary>The owner's name.</summary>
    public required string OwnerName { get; init; }

    /// <summary>What it is called.</summary>
    public string NameIn(SiteZone zone) => CreditName.Of(BenefitName, Source, SourceName, ExpiresAt, zone);
}

/// <summary>One credit. Primary keys; its place in the burn order by <see cref="OwnerCreditsQuery"/>.</summary>
public sealed class CreditQuery(
    LedgerDbContext db, BenefitServicesQuery services, OwnerCreditsQuery ownerCredits, CommittedQuery committed)
{
    private const int MaxSuccessors = 20;

    private static readonly Expression<Func<Credit, RelatedCredit>> Related = credit => new RelatedCredit
    {
        Id = credit.Id,
        BenefitName = credit.Benefit!.Name,
        Source = credit.Source,
        SourceName = credit.SourceName,
        ExpiresAt = credit.ExpiresAt,
        OwnerId = credit.OwnerId,
        OwnerName = credit.Owner!.Name,
    };

    /// <summary>The credit, if there is one.</summary>
    public async Task<CreditDetails?> RunAsync(long id, DateTime now, CancellationToken cancellationToken)
    {
        var figures = await db.Credits.Where(credit => credit.Id == id).Figures().FirstOrDefaultAsync(cancellationToken);
        if (figures is null) return null;
        var owner = await db.Members.Where(member => member.Id == figures.OwnerId)
            .Select(member => new { member.Name, member.Reference, member.Status })
            .FirstAsync(cancellationToken);
        var covered = await services.RunAsync([figures.BenefitId], cancellationToken);
        var credit = CreditSummary.Of(figures, now) with
        { Committed = await committed.OfCreditAsync(figures.OwnerId, id, cancellationToken) };
        if (credit.Available > 0)
        {
            var all = await ownerCredits.NotOverAsync(credit.OwnerId, credit.Kind, now, cancellationToken);
            credit = credit with { BurnPlace = all.Credits.FirstOrDefault(other => other.Id == id)?.BurnPlace };
        }

        return new CreditDetails(credit, owner.Name, owner.Reference, owner.Status, [.. covered[figures.BenefitId]])
        {
            Successors = await SuccessorsAsync(id, cancellationToken),
            Origin = credit.OriginCreditId is { } origin
                ? await db.Credits.Where(one => one.Id == origin).Select(Related).FirstAsync(cancellationToken) : null,
        };
    }

    // IX_Credits_OriginCreditId: parts may have gone to several members.
    private async Task<IReadOnlyList<RelatedCredit>> SuccessorsAsync(long id, CancellationToken cancellationToken) =>
        await db.Credits.Where(credit => credit.OriginCreditId == id
                && !db.LedgerEntries.Any(
                    entry => entry.CreditId == credit.Id && entry.Kind == EntryKind.Reversal && entry.EffectiveKind == EntryKind.Grant))
            .OrderBy(credit => credit.Id).Take(MaxSuccessors)
            .Select(Related)
            .ToListAsync(cancellationToken);
}
