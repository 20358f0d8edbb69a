namespace CreditLedger.Data.Queries;

/// <summary>
/// Members who have used up their own live time credits and may not use any shared ones (R13). IX_CreditBalances_Outstanding; shared
/// credits are looked up only for these few members, by IX_GroupMembers_MemberId and IX_Credits_OwnerId_ExpiresAt.
/// </summary>
internal static class NoCreditLeft
{
    /// <summary>The members, each with when the first of the used up credits ends.</summary>
    public static IQueryable<OwnerAtZero> Of(LedgerDbContext db, DateTime now)
    {
        // Two ranges of the index: asked for in one, SQLite reads all that an owner ever had.
        var held = db.Credits.Where(credit => credit.BenefitKind == BenefitKind.Time && credit.StartsAt <= now
            && (credit.Balance!.Balance > 0 || credit.Unlimited) && !credit.Balance.Revoked && credit.Benefit!.Shared);
        var (ending, endless) = (held.Where(credit => credit.ExpiresAt > now), held.Where(credit => credit.ExpiresAt == null));
        var sharing = db.GroupMembers.Where(row => row.MayUse && row.StartsAt <= now && (row.EndsAt == null || row.EndsAt > now)
            && row.Group!.ArchivedAt == null
            && row.Group.Shares.Any(share => share.Kind == BenefitKind.Time && share.StartsAt <= now
                && (share.EndsAt == null || share.EndsAt > now))
            && !row.Caps.Any(cap => cap.Kind == BenefitKind.Time && cap.Amount == 0)
            && (ending.Any(credit => credit.OwnerId == row.Group.OwnerId
                    && (!row.NamedOnly || row.Benefits.Any(named => named.BenefitId == credit.BenefitId)))
                || endless.Any(credit => credit.OwnerId == row.Group.OwnerId
                    && (!row.NamedOnly || row.Benefits.Any(named => named.BenefitId == credit.BenefitId)))));
        var unlimited = db.Credits.Where(credit => credit.BenefitKind == BenefitKind.Time && credit.StartsAt <= now
            && credit.Unlimited && !credit.Balance!.Revoked);
        return db.CreditBalances
            .Where(balance => balance.BenefitKind == BenefitKind.Time && balance.ExpiresAt > now && balance.StartsAt <= now
                && !balance.Revoked)
            .GroupBy(balance => balance.OwnerId)
            .Where(owner => owner.Sum(balance => balance.Balance) == 0)
            .Select(owner => new OwnerAtZero { OwnerId = owner.Key, Until = owner.Min(balance => balance.ExpiresAt) })
            .Where(owner => !unlimited.Any(credit => credit.OwnerId == owner.OwnerId && credit.ExpiresAt > now)
                && !unlimited.Any(credit => credit.OwnerId == owner.OwnerId && credit.ExpiresAt == null))
            .Where(owner => !sharing.Any(row => row.MemberId == owner.OwnerId))
            .Where(owner => !db.Members.Any(member => member.Id == owner.OwnerId && member.MergedIntoId != null));
    }
}

/// <summary>A member without credit.</summary>
internal sealed record OwnerAtZero
{
    /// <summary>The member.</summary>
    public required long OwnerId { get; init; }

    /// <summary>When the first of the used up credits ends.</summary>
    public required DateTime Until { get; init; }
}
