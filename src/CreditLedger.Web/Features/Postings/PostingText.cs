using CreditLedger.Data.Queries.Lists;

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

    /// <summary>On how many members' credits a posting is.</summary>
    public static string Members(int count) => $"{AmountFormat.Bare(count)} {(count == 1 ? "member" : "members")}";

    /// <summary>Whether postings were undone.</summary>
    public static string Of(UndoneChoice undone) => undone switch
    {
        UndoneChoice.Yes => "Was undone",
        UndoneChoice.Partly => "Partly undone",
        UndoneChoice.No => "Not undone",
    };

    /// <summary>How much of a posting was undone, in a file.</summary>
    public static string Of(UndoneState undone) => undone switch
    {
        UndoneState.Nothing => "no",
        UndoneState.Partly => "partly",
        UndoneState.Wholly => "yes",
    };

    /// <summary>What a posting comes to; where it takes as much as it adds, what it moves.</summary>
    public static string Of(PostingAmount amount) => amount is { Sum: 0, Added: > 0 }
        ? $"{AmountFormat.Format(amount.Added, amount.Unit)} moved"
        : AmountFormat.WithSign(amount.Sum, amount.Unit);

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
