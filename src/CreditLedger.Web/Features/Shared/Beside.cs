using CreditLedger.Data.Queries.Lists;

namespace CreditLedger.Web.Features.Shared;

/// <summary>The records beside one, in the list that its page was opened from.</summary>
/// <param name="Label">What they are, to screen readers.</param>
/// <param name="PreviousUrl">The same page of the one before.</param>
/// <param name="NextUrl">The same page of the one after.</param>
public sealed record Beside(string Label, string? PreviousUrl, string? NextUrl)
{
    /// <summary>The records beside.</summary>
    public static Beside Of(string label, Neighbours neighbours, Func<long, string> urlOf) => new(
        label, neighbours.PreviousId is { } previous ? urlOf(previous) : null, neighbours.NextId is { } next ? urlOf(next) : null);
}
