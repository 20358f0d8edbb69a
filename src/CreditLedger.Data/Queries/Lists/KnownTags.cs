using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Queries.Lists;

/// <summary>
/// The tags that are offered as filters. Read again after half a minute: nobody waits for a new one in a list of filters.
/// </summary>
public sealed class KnownTags(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private volatile Known? _known;

    /// <summary>The first of them in order.</summary>
    public async Task<IReadOnlyList<string>> GetAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known && clock.GetElapsedTime(known.ReadAt) < Lifetime) return known.Tags;
        var readAt = clock.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        var tags = await scope.ServiceProvider.GetRequiredService<MemberTagsQuery>().RunAsync(cancellationToken);
        _known = new Known(tags, readAt);
        return tags;
    }

    private sealed record Known(IReadOnlyList<string> Tags, long ReadAt);
}
