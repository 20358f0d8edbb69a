namespace CreditLedger.Ledger.Kinds;

/// <summary>The act that recorded a posting. Stored as its number: never renumber.</summary>
public enum PostingKind
{
    /// <summary>A credit was given.</summary>
    Grant = 1,

    /// <summary>Credits were used.</summary>
    Usage = 2,

    /// <summary>A balance was corrected.</summary>
    Adjustment = 3,

    /// <summary>An earlier posting was undone (R24).</summary>
    Reversal = 4,

    /// <summary>A remainder moved to another member (R23).</summary>
    Transfer = 5,

    /// <summary>A remainder was taken (R23).</summary>
    Revocation = 6,

    /// <summary>A remainder moved to a credit that lasts longer (R23).</summary>
    Extension = 7,

    /// <summary>A remainder moved into the next period (R26).</summary>
    Rollover = 8,

    /// <summary>A booking was changed (R44).</summary>
    Change = 9,

    /// <summary>A booking was cancelled (R43).</summary>
    Cancellation = 10,

    /// <summary>A use was paid with another credit, or charged to another member (R45).</summary>
    Repayment = 11,

    /// <summary>Two records of one person became one (R50).</summary>
    Merge = 12,

    /// <summary>A merge was taken back (R50).</summary>
    Unmerge = 13,
}
