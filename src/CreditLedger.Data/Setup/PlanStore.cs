using CreditLedger.Data.Model;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CreditLedger.Data.Setup;

/// <summary>
/// Writes plans. What a line grants is only ever added to, by the moment from which on it holds, so that no edit reaches back to what was
/// granted (R27); all of an edit stands in one transaction, or nothing of it.
/// </summary>
public sealed class PlanStore(IDbContextFactory<LedgerDbContext> contexts, LedgerRules rules, TimeProvider clock)
{
    /// <summary>Stores a new plan. Its first terms hold from the beginning: memberships may start before the plan was written down.</summary>
    /// <param name="draft">The plan.</param>
    /// <param name="userId">Who asks; none for a job.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<PlanAnswer> CreateAsync(PlanDraft draft, long? userId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (change, refused) = await DecideAsync(db, [], draft, cancellationToken);
        if (refused is not null) return refused;
        if (await TakenAsync(db, draft.Name, 0, cancellationToken) is { } taken) return taken;

        var plan = new Plan { Name = draft.Name, SortName = SearchText.Fold(draft.Name), Description = draft.Description };
        foreach (var (position, line) in change.Lines.Index()) plan.Lines.Add(LineOf(line, position, Model.PlanLineTerms.FromTheBeginning, userId));
        db.Plans.Add(plan);
        return await SaveAsync(db, transaction, 0, draft.Name, () => plan.Id, null, cancellationToken);
    }

    /// <summary>Changes what a plan grants from now on.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="draft">As it shall be.</param>
    /// <param name="seenVersion">The version that the person was shown.</param>
    /// <param name="userId">Who asks; none for a job.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<PlanAnswer> EditAsync(long planId, PlanDraft draft, string? seenVersion, long? userId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await LockAsync(db, planId, cancellationToken)) return new PlanMissing();
        var now = clock.Now();
        var before = (await new PlanQuery(db).RunAsync(planId, now, cancellationToken))!;
        var (change, refused) = await DecideAsync(db, [.. before.Lines.Select(line => line.ForRules)], draft, cancellationToken);
        if (refused is null && IsSame(before, draft, change)) return new PlanStored(planId, false);
        if (before.Version != seenVersion) return new PlanChangedMeanwhile();
        if (refused is not null) return refused;
        if (await TakenAsync(db, draft.Name, planId, cancellationToken) is { } taken) return taken;

        var plan = await db.Plans.Include(one => one.Lines).SingleAsync(one => one.Id == planId, cancellationToken);
        (plan.Name, plan.SortName, plan.Description) = (draft.Name, SearchText.Fold(draft.Name), draft.Description);
        var added = Apply(plan, before, change, After(before, now), userId);
        return await SaveAsync(db, transaction, planId, draft.Name, () => planId, () => StartAsync(db, planId, added, cancellationToken), cancellationToken);
    }

    /// <summary>Takes a plan out of what is assigned, or puts it back. Memberships that run go on either way.</summary>
    /// <returns>The plan's name; none when there is no such plan.</returns>
    public async Task<string?> ArchiveAsync(long planId, bool isArchived, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Plans.FindAsync([planId], cancellationToken) is not { } plan) return null;
        plan.ArchivedAt = isArchived ? plan.ArchivedAt ?? clock.Now() : null;
        await db.SaveChangesAsync(cancellationToken);
        return plan.Name;
    }

    private async Task<(PlanChange Change, PlanInvalid? Refused)> DecideAsync(
        LedgerDbContext db, IReadOnlyList<PlanLineNow> current, PlanDraft draft, CancellationToken cancellationToken)
    {
        var benefits = (await new OfferedBenefitsQuery(db).RunAsync(cancellationToken)).ToDictionary(benefit => benefit.Id);
        var unknown = draft.Lines.Where(line => !benefits.ContainsKey(line.BenefitId))
            .Select(line => new PlanRefusal(line.Row, PlanField.Benefit, "There is no such benefit. Choose one of the list.")).ToList();
        if (unknown.Count > 0) return (new PlanChange([], unknown), new PlanInvalid(unknown));
        var wanted = draft.Lines.Select(line => new PlanLineWanted(line.Row, line.LineId, benefits[line.BenefitId].ForRules, line.Period, line.Terms));
        var change = PlanChange.Of(current, [.. wanted], rules.BookingIntervalMinutes);
        return (change, change.Refusals.Count == 0 ? null : new PlanInvalid(change.Refusals));
    }

    private static bool IsSame(PlanDetails before, PlanDraft draft, PlanChange change) =>
        before.Name == draft.Name && before.Description == draft.Description && change.KeepsAll
        && change.Lines.Select(line => line.LineId).SequenceEqual(before.Lines.Select(line => (long?)line.Id));

    // Terms of one line follow one another, also where the clock was moved back or two edits fall into one millisecond.
    private static DateTime After(PlanDetails before, DateTime now)
    {
        var last = before.AllLines.Max(line => line.History[^1].EffectiveFrom);
        return now > last ? now : last.AddMilliseconds(1);
    }

    private static List<PlanLine> Apply(Plan plan, PlanDetails before, PlanChange change, DateTime from, long? userId)
    {
        var lines = plan.Lines.ToDictionary(line => line.Id);
        var added = new List<PlanLine>();
        foreach (var (position, line) in change.Lines.Index())
        {
            if (line.LineId is { } id)
            {
                lines[id].Position = position + 1;
                if (line.Kind != PlanLineChangeKind.Kept) lines[id].Terms.Add(TermsOf(line.To, from, userId));
                continue;
            }

            added.Add(LineOf(line, position, from, userId));
            plan.Lines.Add(added[^1]);
        }

        // Lines that ended before stand behind the others.
        foreach (var (place, line) in before.AllLines.Where(line => line.IsEnded).Index()) lines[line.Id].Position = change.Lines.Count + 1 + place;
        return added;
    }

    private static PlanLine LineOf(PlanLineChange line, int position, DateTime from, long? userId) => new()
    {
        BenefitId = line.BenefitId,
        Period = line.Period,
        Position = position + 1,
        Terms = { TermsOf(line.To, from, userId) },
    };

    private static PlanLineTerms TermsOf(PlanTerms? terms, DateTime from, long? userId) => new()
    {
        EffectiveFrom = from,
        Amount = terms?.Amount ?? 0,
        RolloverMin = terms?.RolloverMin,
        RolloverMax = terms?.RolloverMax,
        ChangedById = userId,
    };

    // Whoever edits the same plan, or assigns it, waits here; on SQLite the transaction holds the one write lock already.
    private static async Task<bool> LockAsync(LedgerDbContext db, long planId, CancellationToken cancellationToken) =>
        await db.Plans.Where(plan => plan.Id == planId).ExecuteUpdateAsync(plan => plan.SetProperty(one => one.Name, one => one.Name), cancellationToken) == 1;

    // Memberships that run are given the new lines from the first period that their terms reach: the issuing finds it.
    private static async Task StartAsync(LedgerDbContext db, long planId, List<PlanLine> added, CancellationToken cancellationToken)
    {
        foreach (var line in added)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO MembershipLines (MembershipId, PlanLineId, NextPeriod, NextStartsAt)
                SELECT Memberships.Id, PlanLineTerms.PlanLineId, 0, PlanLineTerms.EffectiveFrom
                FROM Memberships INNER JOIN PlanLineTerms ON PlanLineTerms.PlanLineId = {line.Id}
                WHERE Memberships.PlanId = {planId} AND (Memberships.EndsAt IS NULL OR Memberships.EndsAt > PlanLineTerms.EffectiveFrom)
                """,
                cancellationToken);
        }

        // Lines that a rule refused are tried again at once (R25): the edit may have mended them.
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE MembershipLines SET NextStartsAt = SetAsideAt
            WHERE SetAsideAt IS NOT NULL AND PlanLineId IN (SELECT Id FROM PlanLines WHERE PlanId = {planId})
            """,
            cancellationToken);
    }

    private static async Task<PlanNameTaken?> TakenAsync(LedgerDbContext db, string name, long exceptId, CancellationToken cancellationToken)
    {
        var sortName = SearchText.Fold(name);
        var other = await db.Plans.Where(plan => plan.SortName == sortName && plan.Id != exceptId).Select(plan => plan.Name).FirstOrDefaultAsync(cancellationToken);
        return other is null ? null : new PlanNameTaken(other);
    }

    private static async Task<PlanAnswer> SaveAsync(
        LedgerDbContext db, IDbContextTransaction transaction, long planId, string name, Func<long> stored, Func<Task>? beside, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            if (beside is not null) await beside();
            await transaction.CommitAsync(cancellationToken);
            return new PlanStored(stored(), true);
        }
        catch (DbUpdateException exception) when (!DatabaseFaults.IsOutage(exception))
        {
            // Someone was faster with the same name or the same terms: the rows above could not yet tell.
            await transaction.RollbackAsync(cancellationToken);
            return (PlanAnswer?)await TakenAsync(db, name, planId, cancellationToken) ?? new PlanChangedMeanwhile();
        }
    }
}
