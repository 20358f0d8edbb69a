namespace CreditLedger.Data.Queries.Supply;

/// <summary>
/// The lines of running memberships whose next period could not be issued (R25), those of one plan together, as an edit of the plan settles
/// them. IX_MembershipLines_SetAside.
/// </summary>
public sealed class SetAsideQuery(LedgerDbContext db)
{
    /// <summary>The first of them, with whose they are.</summary>
    public Task<List<SetAsideMembership>> RunAsync(DateTime now, int take, CancellationToken cancellationToken) => (
        from line in db.MembershipLines
        join planLine in db.PlanLines on line.PlanLineId equals planLine.Id
        join membership in db.Memberships on line.MembershipId equals membership.Id
        where line.SetAsideAt != null && (membership.EndsAt == null || membership.EndsAt > now)
        orderby line.PlanLineId
        select new SetAsideMembership(
            new SetAsideLine(line.MembershipId, planLine.Benefit!.Name, line.SetAsideAt!.Value, line.SetAsideReason),
            membership.Member!.Name, membership.Plan!.Name))
        .Take(take).ToListAsync(cancellationToken);
}

/// <summary>A line that was set aside, with whose it is.</summary>
/// <param name="Line">The line.</param>
/// <param name="MemberName">Whose membership it is.</param>
/// <param name="PlanName">Of which plan.</param>
public sealed record SetAsideMembership(SetAsideLine Line, string MemberName, string PlanName);
