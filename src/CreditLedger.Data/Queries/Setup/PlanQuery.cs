using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

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
    public string NameOf(long? userId) => userId is { } id ? ActorNames.Of(ActorKind.User, id, Users.GetValueOrDefault(id)) : "Set up by a job";

    /// <summary>The lines that grant something.</summary>
    public IEnumerable<PlanLineDetails> Lines => AllLines.Where(line => !line.IsEnded);

    /// <summary>Stands for all that an edit changes: an edit that was begun on another version is refused instead of undoing someone's.</summary>
    public string Version
    {
        get
        {
            var content = new StringBuilder().Append(Name).Append('\n').Append(Description).Append('\n');
            foreach (var line in AllLines)
            {
                content.Append(CultureInfo.InvariantCulture, $"{line.Id} {line.Position} {line.History.Count} {line.History[^1].EffectiveFrom.Ticks}\n");
            }

            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())))[..32];
        }
    }
}

/// <summary>One plan by its key; its lines by IX_PlanLines_PlanId, its memberships by IX_Memberships_PlanId.</summary>
public sealed class PlanQuery(LedgerDbContext db)
{
    /// <summary>The plan, if there is one.</summary>
    public async Task<PlanDetails?> RunAsync(long planId, DateTime now, CancellationToken cancellationToken)
    {
        if (await db.Plans.AsNoTracking().FirstOrDefaultAsync(plan => plan.Id == planId, cancellationToken) is not { } plan) return null;
        var lines = await PlanLineReading.OfPlansAsync(db, [planId], cancellationToken);
        var running = await PlanLineReading.RunningAsync(db, [planId], now, cancellationToken);
        var setBy = lines[planId].SelectMany(line => line.History).Select(terms => terms.ChangedById).OfType<long>().Distinct().ToList();
        var users = await db.Users.AsNoTracking().Where(user => setBy.Contains(user.Id)).Select(user => new { user.Id, user.Email }).ToListAsync(cancellationToken);
        return new PlanDetails
        {
            Id = plan.Id,
            Name = plan.Name,
            Description = plan.Description,
            ArchivedAt = plan.ArchivedAt,
            Running = running.GetValueOrDefault(planId),
            AllLines = [.. lines[planId]],
            Users = users.ToDictionary(user => user.Id, user => user.Email ?? ""),
        };
    }
}
