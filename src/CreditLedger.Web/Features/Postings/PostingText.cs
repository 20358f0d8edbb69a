namespace CreditLedger.Web.Features.Postings;

/// <summary>Kinds as people call them.</summary>
public static class PostingText
{
    /// <summary>What a posting was.</summary>
    public static string Of(PostingKind kind) => kind switch
    {
        PostingKind.Grant => "Credit added",
        PostingKind.Usage => "Credit used",
        PostingKind.Adjustment => "Balance adjusted",
        PostingKind.Reversal => "Undone",
        PostingKind.Transfer => "Credit transferred",
        PostingKind.Revocation => "Credit revoked",
        PostingKind.Extension => "Credit extended",
        PostingKind.Rollover => "Credit rolled over",
        PostingKind.Change => "Booking changed",
        PostingKind.Cancellation => "Booking cancelled",
        PostingKind.Repayment => "Paid another way",
        PostingKind.Merge => "Members merged",
        PostingKind.Unmerge => "Merge undone",
    };

    /// <summary>What an entry does.</summary>
    public static string Of(EntryKind kind, EntryKind effectiveKind) => kind switch
    {
        EntryKind.Grant => "Grant",
        EntryKind.Usage => "Use",
        EntryKind.Adjustment => "Adjustment",
        EntryKind.Transfer => "Transfer",
        EntryKind.Revocation => "Revocation",
        EntryKind.Allowance => "Allowance",
        EntryKind.Reversal => effectiveKind switch
        {
            EntryKind.Grant => "Undoes a grant",
            EntryKind.Usage => "Undoes a use",
            EntryKind.Adjustment => "Undoes an adjustment",
            EntryKind.Transfer => "Undoes a transfer",
            EntryKind.Revocation => "Undoes a revocation",
            EntryKind.Allowance => "Undoes an allowance",
            EntryKind.Reversal => throw new ArgumentException("Nothing undoes an undoing (R24).", nameof(effectiveKind)),
        },
    };
}
