using CreditLedger.Ledger.Bookings;

namespace CreditLedger.Data.Model;

/// <summary>A booking with what it refers to. Written by <c>LedgerStore</c> alone.</summary>
public sealed record Booking : BookingRow
{
    /// <summary>Who booked.</summary>
    public Member? Member { get; init; }

    /// <summary>The member who takes part, where that is someone else.</summary>
    public Member? Participant { get; init; }

    /// <summary>What is booked.</summary>
    public Service? Service { get; init; }
}

/// <summary>What a credit that is not live yet gives for a booking (R42). Written by <c>LedgerStore</c> alone.</summary>
public sealed record Commitment : CommitmentRow;

/// <summary>What a service costs in credits at some times (R47).</summary>
public sealed record ServiceRate : ServiceRateRow;
