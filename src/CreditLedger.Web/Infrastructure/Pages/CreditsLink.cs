namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>The way from a sum over credits to the list of them.</summary>
public static class CreditsLink
{
    /// <summary>The credits of one unit that hold something now.</summary>
    /// <param name="unit">Kind and currency.</param>
    /// <param name="within">Of them, those that expire within so many days.</param>
    public static string Of(Unit unit, int? within = null) => ListAddress.Of(Routes.Credits)
        .With("kind", unit.Kind.ToString().ToLowerInvariant())
        .With("currency", unit.Currency?.Code.ToLowerInvariant())
        .With("within", within is { } days ? FormText.Of(days) : null).ToString();
}
