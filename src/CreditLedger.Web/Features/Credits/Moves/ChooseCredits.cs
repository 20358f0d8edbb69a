using System.Globalization;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Credits.Moves;

/// <summary>Which credits of the list were ticked, or all that match.</summary>
public sealed class ChooseCredits(CreditListQuery credits, TimeProvider clock, SiteZone zone)
{
    /// <summary>Of this request's address.</summary>
    public async Task<ChosenCredits> RunAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var state = CreditListState.Read(request);
        if (request.Query["all"] != "1") return new ChosenCredits(Ticked(request), state.Address.Query, IsCut: false);
        var now = clock.Now();
        var ids = await credits.IdsAsync(state.Filter(zone, now), RemainderCommand.MaxCredits + 1, now, cancellationToken);
        return new ChosenCredits([.. ids.Take(RemainderCommand.MaxCredits)], state.Address.Query,
            ids.Count > RemainderCommand.MaxCredits);
    }

    private static List<long> Ticked(HttpRequest request)
    {
        var ids = new List<long>();
        foreach (var text in request.Query["credit"].Take(RemainderCommand.MaxCredits))
        {
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0) ids.Add(id);
        }

        return ids;
    }
}

/// <summary>Credits that were chosen.</summary>
/// <param name="CreditIds">Their numbers.</param>
/// <param name="List">The state of the list.</param>
/// <param name="IsCut">Whether more match than go into one posting.</param>
public sealed record ChosenCredits(IReadOnlyList<long> CreditIds, string List, bool IsCut);
