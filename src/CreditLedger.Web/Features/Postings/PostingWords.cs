using CreditLedger.Data.Queries.Postings;
using CreditLedger.Ledger.Words;

namespace CreditLedger.Web.Features.Postings;

/// <summary>Kinds and actors as people call them.</summary>
public static class PostingWords
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
        _ => "Credit rolled over",
    };

    /// <summary>What an entry does.</summary>
    public static string Of(EntryKind kind, EntryKind effectiveKind) => kind switch
    {
        EntryKind.Grant => "Grant",
        EntryKind.Usage => "Use",
        EntryKind.Adjustment => "Adjustment",
        EntryKind.Transfer => "Transfer",
        EntryKind.Revocation => "Revocation",
        _ => effectiveKind switch
        {
            EntryKind.Grant => "Undoes a grant",
            EntryKind.Usage => "Undoes a use",
            EntryKind.Adjustment => "Undoes an adjustment",
            EntryKind.Transfer => "Undoes a transfer",
            _ => "Undoes a revocation",
        },
    };

    /// <summary>Who recorded it.</summary>
    public static string Actor(PostingSummary posting) => posting.ActorKind switch
    {
        ActorKind.User => posting.ActorEmail ?? $"User {posting.ActorId}",
        ActorKind.ApiKey => $"API key {posting.ActorId}",
        _ => (JobName)posting.ActorId switch
        {
            JobName.Import => "Import",
            JobName.DemoSeed => "Demo space",
            JobName.Generator => "Data generator",
            _ => $"Job {posting.ActorId}",
        },
    };
}
