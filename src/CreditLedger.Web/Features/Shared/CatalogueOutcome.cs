using System.Globalization;
using CreditLedger.Data.Setup;
using CreditLedger.Web.Infrastructure.Outcomes;

namespace CreditLedger.Web.Features.Shared;

/// <summary>A row of the catalogue that is stored.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Changed">Whether anything is other than it was.</param>
/// <param name="Name">What people call it.</param>
public sealed record CatalogueSaved(long Id, bool Changed, string Name);

/// <summary>What pages say of an answer of the catalogue.</summary>
public static class CatalogueOutcome
{
    /// <summary>The answer as an outcome.</summary>
    /// <param name="answer">Of the store.</param>
    /// <param name="name">What was to be stored.</param>
    /// <param name="noun">"benefit".</param>
    /// <param name="unique">The field that must be unique.</param>
    public static Outcome Of(CatalogueAnswer answer, string name, string noun, string unique) => answer switch
    {
        CatalogueStored stored => new Done<CatalogueSaved>(new CatalogueSaved(stored.Id, stored.Changed, name)),
        CatalogueRefused refused => new Invalid([.. refused.Refusals.Select(refusal => new FieldError(FieldOf(refusal), refusal.Message))]),
        CatalogueTaken taken => new Invalid(new FieldError(unique, $"{taken.Name} has this {unique.ToLowerInvariant()} already: each {noun} has its own. Give another one.")),
        CatalogueChangedMeanwhile => new Conflict(ChangedMeanwhile(noun)),
        CatalogueMissing => new Missing(),
        _ => throw new InvalidOperationException("The store gave an answer that is not known here."),
    };

    /// <summary>To whoever edits what someone else has edited.</summary>
    public static string ChangedMeanwhile(string noun) =>
        $"Someone changed this {noun} after you opened it; nothing was stored. What you typed is still here: open the {noun} in another tab, compare, and save again to replace what is there now.";

    /// <summary>The name of a line's field, as forms send it.</summary>
    public static string LineField(int row, string field) => string.Create(CultureInfo.InvariantCulture, $"Lines[{row}].{field}");

    // What blames the whole has no field of its own.
    private static string FieldOf(CatalogueRefusal refusal) => refusal.Row is { } row ? LineField(row, refusal.Field) : refusal.Field == "Product" ? "" : refusal.Field;
}
