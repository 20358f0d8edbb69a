namespace CreditLedger.Data.Queries.Setup;

/// <summary>Which rows of a catalogue's list.</summary>
public sealed record CatalogueFilter
{
    /// <summary>What the name, or the reference, begins with.</summary>
    public string? Search { get; init; }

    /// <summary>Those that are archived instead of those in use.</summary>
    public bool IsArchived { get; init; }
}

/// <summary>A page of a catalogue's list.</summary>
/// <param name="Page">The rows.</param>
/// <param name="Total">How many match.</param>
/// <param name="HasAny">Whether the catalogue holds anything at all: "none yet" is another sentence than "none match".</param>
public sealed record CatalogueList<T>(KeysetPage<T> Page, BoundedCount Total, bool HasAny);

internal static class CatalogueCount
{
    /// <summary>Catalogues have tens of rows; beyond this nobody asks how many.</summary>
    public const int Limit = 10_000;

    /// <summary>The first text that no longer begins with what was typed, but for letters nobody writes.</summary>
    public static string EndOf(string typed) => typed + '\uffff';
}
