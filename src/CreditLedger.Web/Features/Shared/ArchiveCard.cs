using CreditLedger.Data.Queries.Setup;

namespace CreditLedger.Web.Features.Shared;

/// <summary>Takes something out of use, or puts it back: <c>&lt;partial name="_ArchiveCard" model="..." /&gt;</c>.</summary>
/// <param name="Path">The row's page.</param>
/// <param name="Name">What people call it.</param>
/// <param name="IsArchived">Whether it is out of use.</param>
/// <param name="Meaning">What "archived" means for it, in a sentence.</param>
public sealed record ArchiveCard(string Path, string Name, bool IsArchived, string Meaning)
{
    /// <summary>What goes on having to do with it, under words that say how.</summary>
    public IReadOnlyList<(string Words, string Path, IReadOnlyList<CatalogueLink> Links)> Uses { get; init; } = [];
}
