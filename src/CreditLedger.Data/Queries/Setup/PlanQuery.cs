namespace CreditLedger.Data.Queries.Setup;

/// <summary>A plan with its lines, those that ended included.</summary>
public sealed record PlanDetails
{
    /// <summary>Database key.</summary>
    public required long Id { get; init; }

    /// <summary>Display name.</summary>
    public required string Name { get; init; }

    /// <summary>For staff.</summary>
    public required string? Description { get; init; }

    /// <summary>Since when it is no longer assigned.</summary>
    public required DateTime? ArchivedAt { get; init; }

    /// <summary>Memberships that have not ended.</summary>
    public required int Running { get; init; }

    /// <summary>All its lines, in their order.</summary>
    public required IReadOnlyList<PlanLineDetails> AllLines { get; init; }

    /// <summary>E-mails of the users who set its terms, by their keys.</summary>
    public required IReadOnlyDictionary<long, string> Users { get; init; }

    /// <summary>Who set terms.</summary>
    public string NameOf(long? userId) => userId is { } id ? ActorNames.Of(
        ActorKind.User, id, Users.GetValueOrDefault(id)) : "Set up by a job";

    /// <summary>The lines that grant something.</summary>
    public IEnumerable<PlanLineDetails> Lines => AllLines.Where(line => !line.IsEnded);

    /// <summary>What an edit names that is begun on it.</summary>
    public required int Version { get; init; }
}

/// <summary>One plan by its key; its lines by IX_PlanLines_PlanId, its memberships by IX_Memberships_PlanId.</summary>
public sealed class PlanQuery(LedgerDbContext db)
{
    /// <summary>The plan, if there is one.</summary>
    public async Task<PlanDetails?> RunAsync(long planId, DateTime now, CancellationToken cancellationToken)
    {
        if (await db.Plans.FirstOrDefaultAsync(plan => plan.Id == planId, cancellationToken) is not { } plan) return null;
        var lines = await PlanLineReader.OfPlansAsync(db, [planId], cancellationToken);
        var running = await PlanLineReader.RunningAsync(db, [planId], now, cancellationToken);
        var setBy = lines[planId].SelectMany(line => line.History).Select(terms => terms.ChangedById).OfType<long>().Distinct().ToList();
        var users = await db.Users.Where(user => setBy.Contains(user.Id)).Select(user => new { user.Id, user.Email })
            .ToListAsync(cancellationToken);
        return new PlanDetails
        {
            Id = plan.Id,
            Name = plan.Name,
            Description = plan.Description,
            ArchivedAt = plan.ArchivedAt,
            Version = plan.Version,
            Running = running.GetValueOrDefault(planId),
            AllLines = [.. lines[planId]],
            Users = users.ToDictionary(user => user.Id, user => user.Email ?? ""),
        };
    }
}
