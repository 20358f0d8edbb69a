using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Postings;

/// <summary>Reads a page of the list of transactions.</summary>
public sealed class GetPostingsPage(PostingListQuery postings, ActorsQuery actors, TimeProvider clock, SiteZone zone)
{
    private const int PageSize = 50;

    /// <summary>The page.</summary>
    public async Task<PostingsPage> RunAsync(PostingListState state, string self, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var filter = await state.FilterAsync(actors, zone, now, cancellationToken);
        return new PostingsPage(state, await postings.RunAsync(filter, state.Position, PageSize, now, cancellationToken), self);
    }
}
