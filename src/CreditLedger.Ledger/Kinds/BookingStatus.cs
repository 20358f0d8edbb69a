namespace CreditLedger.Ledger.Kinds;

/// <summary>Whether a booking takes place. Stored as its number: never renumber.</summary>
public enum BookingStatus
{
    /// <summary>The service is taken for its time.</summary>
    Booked = 1,

    /// <summary>It was cancelled (R43); the time is free again.</summary>
    Cancelled = 2,
}

/// <summary>Whether the participant came (R31). Stored as its number: never renumber.</summary>
public enum Attendance
{
    /// <summary>Nobody has said yet.</summary>
    Unmarked = 1,

    /// <summary>The participant came.</summary>
    Attended = 2,

    /// <summary>The participant did not come.</summary>
    NoShow = 3,
}

/// <summary>How a booking, or the part of it that credits do not cover, is paid (R30). Stored as its number: never renumber.</summary>
public enum PaymentMethod
{
    /// <summary>Credits of money.</summary>
    MoneyCredit = 1,

    /// <summary>A card.</summary>
    Card = 2,

    /// <summary>Cash.</summary>
    Cash = 3,

    /// <summary>A bank transfer.</summary>
    BankTransfer = 4,

    /// <summary>An e-transfer.</summary>
    ETransfer = 5,

    /// <summary>An invoice.</summary>
    Invoice = 6,
}
