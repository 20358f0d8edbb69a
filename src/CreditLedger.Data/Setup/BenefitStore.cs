using CreditLedger.Data.Model;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Setup;

/// <summary>A benefit as it shall be. Kind and currency count for a new one only: credits and lines are counted in them.</summary>
public sealed record BenefitDraft
{
    /// <summary>Unique, 1 to 100 characters.</summary>
    public required string Reference { get; init; }

    /// <summary>1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it is counted in.</summary>
    public required BenefitKind Kind { get; init; }

    /// <summary>ISO 4217 code of money and printing.</summary>
    public string? Currency { get; init; }

    /// <summary>Up to 100 characters.</summary>
    public string? Category { get; init; }

    /// <summary>Booking step of time, 1 to 1440 minutes; none: the site's.</summary>
    public int? StepMinutes { get; init; }

    /// <summary>0 to 1000; lower is used first.</summary>
    public int Priority { get; init; } = 50;

    /// <summary>Whether the owner's groups may use it.</summary>
    public bool Shared { get; init; }

    /// <summary>Whether members see it.</summary>
    public bool VisibleToMembers { get; init; } = true;

    /// <summary>The least that new plan lines roll over; none: what remains lapses.</summary>
    public long? RolloverMin { get; init; }

    /// <summary>The most.</summary>
    public long? RolloverMax { get; init; }

    /// <summary>The services it is limited to; none: good for all.</summary>
    public IReadOnlyCollection<long> ServiceIds { get; init; } = [];
}

/// <summary>Writes benefits.</summary>
public sealed class BenefitStore(IDbContextFactory<LedgerDbContext> contexts, LedgerRules rules, TimeProvider clock)
{
    /// <summary>Stores a new benefit, or changes one.</summary>
    /// <param name="benefitId">The benefit; none for a new one.</param>
    /// <param name="draft">As it shall be.</param>
    /// <param name="seenVersion">The version that the person was shown.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<CatalogueAnswer> SaveAsync(long? benefitId, BenefitDraft draft, string? seenVersion, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var benefit = benefitId is { } id
            ? await LockAsync(db, id, cancellationToken)
            : new Benefit { Reference = "", Name = "", Kind = draft.Kind, Currency = draft.Currency };
        if (benefit is null) return new CatalogueMissing();

        var before = BenefitDetails.VersionOf(benefit);
        var named = benefit.Services.Select(link => link.ServiceId).ToHashSet();
        Apply(benefit, draft);
        if (benefitId is not null && BenefitDetails.VersionOf(benefit) == before) return new CatalogueStored(benefit.Id, false);
        if (benefitId is not null && before != seenVersion) return new CatalogueChangedMeanwhile();
        var refusals = RefuseRollover(benefit).Concat(await RefuseServicesAsync(db, draft.ServiceIds.Where(service => !named.Contains(service)).ToList(), cancellationToken)).ToList();
        if (refusals.Count > 0) return new CatalogueRefused(refusals);
        if (benefitId is null) db.Benefits.Add(benefit);
        if (await TakenAsync() is { } taken) return taken;
        return await CatalogueWriting.SaveAsync(db, transaction, () => benefit.Id, TakenAsync, cancellationToken);

        async Task<CatalogueTaken?> TakenAsync()
        {
            var name = await db.Benefits.Where(other => other.Reference == draft.Reference && other.Id != (benefitId ?? 0)).Select(other => other.Name).FirstOrDefaultAsync(cancellationToken);
            return name is null ? null : new CatalogueTaken(name);
        }
    }

    /// <summary>Takes a benefit out of what is offered, or puts it back. Credits, plans and products that have it go on either way.</summary>
    /// <returns>Its name; none when there is no such benefit.</returns>
    public async Task<string?> ArchiveAsync(long benefitId, bool isArchived, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Benefits.FindAsync([benefitId], cancellationToken) is not { } benefit) return null;
        benefit.ArchivedAt = isArchived ? benefit.ArchivedAt ?? clock.Now() : null;
        await db.SaveChangesAsync(cancellationToken);
        return benefit.Name;
    }

    // Whoever edits the same row waits here; on SQLite the transaction holds the one write lock already.
    private static async Task<Benefit?> LockAsync(LedgerDbContext db, long id, CancellationToken cancellationToken)
    {
        await db.Benefits.Where(benefit => benefit.Id == id).ExecuteUpdateAsync(benefit => benefit.SetProperty(one => one.Name, one => one.Name), cancellationToken);
        return await db.Benefits.Include(benefit => benefit.Services).FirstOrDefaultAsync(benefit => benefit.Id == id, cancellationToken);
    }

    private IEnumerable<CatalogueRefusal> RefuseRollover(Benefit benefit) =>
        SupplyRule.RefuseRollover(benefit.RolloverMin, benefit.RolloverMax, BookingStep.Of(benefit.Kind, benefit.StepMinutes, rules.BookingIntervalMinutes))
            .Select(refusal => new CatalogueRefusal(null, refusal.Field.ToString(), refusal.Message));

    private static async Task<IEnumerable<CatalogueRefusal>> RefuseServicesAsync(LedgerDbContext db, List<long> added, CancellationToken cancellationToken)
    {
        var known = await db.Services.Where(service => added.Contains(service.Id))
            .Select(service => new { service.Id, service.Name, IsArchived = service.ArchivedAt != null }).ToListAsync(cancellationToken);
        return added.Except(known.Select(service => service.Id)).Take(1).Select(_ => "There is no such service. Tick those of the list.")
            .Concat(known.Where(service => service.IsArchived).Select(service => $"{service.Name} is archived: no benefit names it anew. Restore it first, or leave it out."))
            .Select(message => new CatalogueRefusal(null, "Services", message));
    }

    private static void Apply(Benefit benefit, BenefitDraft draft)
    {
        (benefit.Reference, benefit.Name, benefit.Category, benefit.StepMinutes, benefit.Priority) = (draft.Reference, draft.Name, draft.Category, draft.StepMinutes, draft.Priority);
        (benefit.Shared, benefit.VisibleToMembers, benefit.RolloverMin, benefit.RolloverMax) = (draft.Shared, draft.VisibleToMembers, draft.RolloverMin, draft.RolloverMax);
        foreach (var gone in benefit.Services.Where(link => !draft.ServiceIds.Contains(link.ServiceId)).ToList()) benefit.Services.Remove(gone);
        foreach (var come in draft.ServiceIds.Except(benefit.Services.Select(link => link.ServiceId)).ToList()) benefit.Services.Add(new BenefitService { ServiceId = come });
    }
}
