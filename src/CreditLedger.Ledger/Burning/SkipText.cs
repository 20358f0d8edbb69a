using CreditLedger.Ledger.Commands;

namespace CreditLedger.Ledger.Burning;

/// <summary>Why a usage skipped a credit (R15), in the few words of a page or of an import's report.</summary>
public static class SkipText
{
    /// <summary>The words, with the name of the credit that a remainder moved to.</summary>
    public static string Of(SkippedCredit credit) => credit is { Reason: SkipReason.MovedAndUsedSince, MovedTo: { } to }
        ? $"moved to {CreditName.Of(to, credit.Zone)} and used there since" : Of(credit.Reason);

    /// <summary>The words.</summary>
    public static string Of(SkipReason reason) => reason switch
    {
        SkipReason.NotStarted => "not started by then",
        SkipReason.Expired => "expired by then",
        SkipReason.Revoked => "revoked",
        SkipReason.UsedUp => "used up",
        SkipReason.Committed => "committed to bookings",
        SkipReason.DoesNotCoverService => "does not cover the service",
        SkipReason.NotShared => "not shared with the member then",
        SkipReason.CapReached => "cap reached",
        SkipReason.NotHeldSince => "later uses need what it held then",
        SkipReason.MovedAndUsedSince => "moved on and used there since",
        SkipReason.NotEnough => "not enough",
        SkipReason.NotAWholeStep => "not a whole step",
        SkipReason.NeverExpires => "never expires",
        SkipReason.EndsNoEarlier => "lasts as long already",
        SkipReason.OverEvenThen => "would be over even then",
        SkipReason.Unlimited => "is unlimited",
        SkipReason.SameOwner => "belongs to that member already",
    };
}
