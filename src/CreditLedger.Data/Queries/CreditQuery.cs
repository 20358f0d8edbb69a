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
    public IReadOnlyList<SuccessorCredit> Successors { get; init; } = [];
}

/// <summary>A credit that a remainder went to.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Source">How: extension, transfer or rollover.</param>
/// <param name="OwnerName">Whose it is.</param>
public sealed record SuccessorCredit(long Id, CreditSource Source, string OwnerName);

/// <summary>One credit. Primary keys; its place in the burn order by <see cref="OwnerCreditsQuery"/>.</summary>
public sealed class CreditQuery(LedgerDbContext db, BenefitServicesQuery services, OwnerCreditsQuery ownerCredits)
{
    private const int MaxSuccessors = 20;

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

        return new CreditDetails(credit, owner.Name, owner.Reference, owner.Status, [.. covered[figures.BenefitId]])
        {
            Successors = await SuccessorsAsync(id, cancellationToken),
        };
    }

    // IX_Credits_OriginCreditId: parts may have gone to several members.
    private async Task<IReadOnlyList<SuccessorCredit>> SuccessorsAsync(long id, CancellationToken cancellationToken) =>
        await db.Credits.Where(credit => credit.OriginCreditId == id
                && !db.LedgerEntries.Any(
                    entry => entry.CreditId == credit.Id && entry.Kind == EntryKind.Reversal && entry.EffectiveKind == EntryKind.Grant))
            .OrderBy(credit => credit.Id).Take(MaxSuccessors)
            .Select(credit => new SuccessorCredit(credit.Id, credit.Source, credit.Owner!.Name))
            .ToListAsync(cancellationToken);
}
