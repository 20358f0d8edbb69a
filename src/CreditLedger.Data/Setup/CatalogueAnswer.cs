namespace CreditLedger.Data.Setup;

/// <summary>What became of a row of the catalogue that was to be stored.</summary>
public abstract record CatalogueAnswer;

/// <summary>It is stored.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Changed">Whether anything is other than it was.</param>
public sealed record CatalogueStored(long Id, bool Changed) : CatalogueAnswer;

/// <summary>Nothing is stored: it cannot be as it is wanted.</summary>
/// <param name="Refusals">Why, field by field.</param>
public sealed record CatalogueRefused(params IReadOnlyList<CatalogueRefusal> Refusals) : CatalogueAnswer;

/// <summary>Nothing is stored: another row has the reference, or the name that must be unique.</summary>
/// <param name="Name">As that row writes its name.</param>
public sealed record CatalogueTaken(string Name) : CatalogueAnswer;

/// <summary>Nothing is stored: someone changed it after it was shown.</summary>
public sealed record CatalogueChangedMeanwhile : CatalogueAnswer;

/// <summary>Nothing is stored: there is no such row.</summary>
public sealed record CatalogueMissing : CatalogueAnswer;

/// <summary>Why something cannot be as it is wanted.</summary>
/// <param name="Row">The caller's number of the line; none for what is no line's.</param>
/// <param name="Field">The field to blame.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record CatalogueRefusal(int? Row, string Field, string Message);
