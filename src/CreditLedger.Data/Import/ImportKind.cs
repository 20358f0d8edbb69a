namespace CreditLedger.Data.Import;

/// <summary>What an import file holds; each has its own headings.</summary>
public enum ImportKind
{
    /// <summary>People and businesses, created or changed by reference.</summary>
    Members,

    /// <summary>Services, created or changed by reference.</summary>
    Services,

    /// <summary>Benefits, created or changed by reference.</summary>
    Benefits,

    /// <summary>Credits, granted once each.</summary>
    Credits,

    /// <summary>Usages, posted once each, in the order of their dates.</summary>
    Usages,

    /// <summary>Bookings, made once each, in the order of their starts: past ones are usages, later ones commitments (R42).</summary>
    Bookings,
}
