using System.Globalization;

namespace CreditLedger.Data.Queries.Lists;

/// <summary>Finds the users, API keys and jobs that a typed text may refer to. The accounts are few, so all are read.</summary>
public sealed class ActorsQuery(LedgerDbContext db)
{
    /// <summary>Users by part of their e-mail, jobs by part of their name, and numbered names in full, such as "API key 3".</summary>
    public async Task<IReadOnlyList<Actor>> RunAsync(string text, CancellationToken cancellationToken)
    {
        var jobs = Enum.GetValues<JobName>().Select(Actor.Job)
            .Where(job => ActorNames.Of(job.Kind, job.Id, null).Contains(text.Trim(), StringComparison.OrdinalIgnoreCase));
        var numbered = ((ActorKind[])[ActorKind.User, ActorKind.ApiKey]).Select(kind => Numbered(kind, text.Trim())).OfType<Actor>();
        var pattern = LikePattern.Of(text) ?? "";
        var users = await db.Users.Where(user => EF.Functions.Like(user.Email!, pattern, "\\")).Select(user => user.Id)
            .ToListAsync(cancellationToken);
        return [.. users.Select(Actor.User).Concat(numbered).Concat(jobs).Distinct()];
    }

    // "Former user 7", as pages call a user who was erased.
    private static Actor? Numbered(ActorKind kind, string text)
    {
        var before = ActorNames.Of(kind, 0, null).TrimEnd('0');
        return text.StartsWith(before, StringComparison.OrdinalIgnoreCase)
            && long.TryParse(text[before.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? new Actor(kind, id) : null;
    }
}
