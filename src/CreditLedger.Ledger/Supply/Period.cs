namespace CreditLedger.Ledger.Supply;

/// <summary>How often a plan's line grants, and the window of a cap (R13, R25). Stored as its number: never renumber.</summary>
public enum Period
{
    /// <summary>Each local day, of 23, 24 or 25 hours.</summary>
    Day = 1,

    /// <summary>Seven local days.</summary>
    Week = 2,

    /// <summary>A month, clipped at the month's end.</summary>
    Month = 3,

    /// <summary>Three months.</summary>
    Quarter = 4,

    /// <summary>Twelve months.</summary>
    Year = 5,
}
