using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Queries.Supply;

/// <summary>
/// The lines of running memberships whose next period could not be issued (R25), those of one plan together, as an edit of the plan settles
/// them. IX_MembershipLines_SetAside.
/// </summary>
public sealed class SetAsideQuery(LedgerDbContext db)
{
    /// <summary>The first of them, with member and plan.</summary>
    public async Task<IReadOnlyList<SetAsideMembership>> RunAsync(DateTime now, int take, CancellationToken cancellationToken)
    {
        var lines = await (
            from line in db.MembershipLines
            join planLine in db.PlanLines on line.PlanLineId equals planLine.Id
            join membership in db.Memberships on line.MembershipId equals membership.Id
            where line.SetAsideAt != null && (membership.EndsAt == null || membership.EndsAt > now)
            orderby line.PlanLineId
            select new
            {
                Line = new SetAsideLine(line.MembershipId, planLine.Benefit!.Name, line.SetAsideAt!.Value, line.SetAsideReason),
                MemberName = membership.Member!.Name,
                PlanName = membership.Plan!.Name,
                membership.StartsOn,
                planLine.Period,
                line.NextPeriod,
            })
            .Take(take).ToListAsync(cancellationToken);
        return lines.ConvertAll(line => new SetAsideMembership(
            line.Line, line.MemberName, line.PlanName, Periods.FirstDay(line.StartsOn, line.Period, line.NextPeriod)));
    }

    /// <summary>The keys of their members; a key may occur several times.</summary>
    internal static IQueryable<long> MembersOf(LedgerDbContext db, DateTime now) =>
        from line in db.MembershipLines
        join membership in db.Memberships on line.MembershipId equals membership.Id
        where line.SetAsideAt != null && (membership.EndsAt == null || membership.EndsAt > now)
        select membership.MemberId;
}

/// <summary>A line that was set aside, with its member and plan.</summary>
/// <param name="Line">The line.</param>
/// <param name="MemberName">The member's name.</param>
/// <param name="PlanName">The plan's name.</param>
/// <param name="Since">First day of the period that could not be issued.</param>
public sealed record SetAsideMembership(SetAsideLine Line, string MemberName, string PlanName, DateOnly Since);
