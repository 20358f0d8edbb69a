using CreditLedger.Data.Queries;

namespace CreditLedger.Web.Features.Shared;

/// <summary>A credit as a row of its tab.</summary>
/// <param name="Credit">Terms and sums.</param>
/// <param name="Services">The services it covers: none named means all; unknown is not told.</param>
public sealed record CreditCard(CreditSummary Credit, IReadOnlyList<CoveredService>? Services)
{
    /// <summary>How many services a row names.</summary>
    public const int ServicesInRow = 3;
}
