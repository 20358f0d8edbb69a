using System.Globalization;
using CreditLedger.Data.Queries;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>What pages call the ledger's words and numbers.</summary>
public static class Wording
{
    /// <summary>A kind as a tab and a heading.</summary>
    public static string Tab(BenefitKind kind) => BenefitKinds.Of(kind).CreditName;

    /// <summary>A kind within a sentence.</summary>
    public static string Kind(BenefitKind kind) => BenefitKinds.Of(kind).Name;

    /// <summary>The icon of a kind.</summary>
    public static string Icon(BenefitKind kind) => BenefitKinds.Of(kind).Icon;

    /// <summary>A local day.</summary>
    public static string Day(DateOnly? day) => day?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>How a credit was given, with the plan's or product's name.</summary>
    public static string Source(CreditSource source, string? name)
    {
        var how = source == CreditSource.Manual ? "Added by hand" : source.ToString();
        return string.IsNullOrEmpty(name) ? how : $"{how}: {name}";
    }

    /// <summary>What an entry did, in a word.</summary>
    public static string Entry(UseHistoryRow row) => row.Kind switch
    {
        EntryKind.Grant => "Granted",
        EntryKind.Usage => "Used",
        EntryKind.Adjustment => row.Amount > 0 ? "Added" : "Removed",
        EntryKind.Transfer => "Moved",
        EntryKind.Revocation => "Revoked",
        _ => "Undoing",
    };

    /// <summary>An act, in a word.</summary>
    public static string PostingName(PostingKind kind) => kind switch
    {
        PostingKind.Grant => "Granted",
        PostingKind.Usage => "Used",
        PostingKind.Adjustment => "Adjusted",
        PostingKind.Reversal => "Undone",
        PostingKind.Transfer => "Transferred",
        PostingKind.Revocation => "Revoked",
        PostingKind.Extension => "Extended",
        _ => "Rolled over",
    };

    /// <summary>Why a usage passes a credit over (R15).</summary>
    public static string Skip(SkipReason reason) => reason switch
    {
        SkipReason.NotStarted => "not started",
        SkipReason.Expired => "expired",
        SkipReason.Revoked => "revoked",
        SkipReason.UsedUp => "used up",
        SkipReason.DoesNotCoverService => "does not cover the service",
        SkipReason.NotShared => "not shared with the member",
        SkipReason.CapReached => "cap reached",
        SkipReason.NotHeldSince => "later uses need what it held then",
        _ => "not enough",
    };

    /// <summary>"1st", "2nd", "3rd", "4th".</summary>
    public static string Ordinal(int place) =>
        place + ((place % 100) is >= 11 and <= 13 ? "th" : (place % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });
}
