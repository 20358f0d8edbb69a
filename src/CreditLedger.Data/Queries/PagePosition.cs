namespace CreditLedger.Data.Queries;

/// <summary>Which end of a list, or which side of a row, a page begins at.</summary>
public enum PageAnchor
{
    /// <summary>The first page.</summary>
    First,

    /// <summary>The rows after the anchor.</summary>
    After,

    /// <summary>The rows before the anchor.</summary>
    Before,

    /// <summary>The last page.</summary>
    Last,
}

/// <summary>Where a page of a list begins. The anchor is a row's key: a page stays where it is while rows are added elsewhere.</summary>
/// <param name="Anchor">The end, or the side of the row.</param>
/// <param name="Id">The row's key; 0 for the ends.</param>
public readonly record struct PagePosition(PageAnchor Anchor, long Id = 0)
{
    /// <summary>Whether the rows are to be counted to the last, however many they are.</summary>
    public bool CountsAll { get; init; }

    /// <summary>How far the rows are counted: beyond 10,000 the exact number costs more than it tells, unless it is asked for.</summary>
    internal int CountLimit => CountsAll ? int.MaxValue - 1 : 10_000;

    /// <summary>The first page.</summary>
    public static PagePosition First => new(PageAnchor.First);

    /// <summary>The last page.</summary>
    public static PagePosition Last => new(PageAnchor.Last);

    /// <summary>The page that follows a row.</summary>
    public static PagePosition After(long id) => new(PageAnchor.After, id);

    /// <summary>The page that ends before a row.</summary>
    public static PagePosition Before(long id) => new(PageAnchor.Before, id);
}
