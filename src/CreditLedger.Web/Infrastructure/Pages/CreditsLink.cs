namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>Links from a sum to the list of the credits in it.</summary>
public static class CreditsLink
{
    /// <summary>The live credits of one unit with something left.</summary>
    /// <param name="unit">Kind and currency.</param>
    /// <param name="within">Only those that expire within this many days.</param>
    public static string Of(Unit unit, int? within = null) => ListAddress.Of(Routes.Credits)
        .With("kind", unit.Kind.ToString().ToLowerInvariant())
        .With("currency", unit.Currency?.Code.ToLowerInvariant())
        .With("within", within is { } days ? FormText.Of(days) : null).ToString();
}
