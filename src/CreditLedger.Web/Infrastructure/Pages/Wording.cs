using System.Globalization;
using CreditLedger.Data.Queries;
using CreditLedger.Ledger.Sharing;

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

    /// <summary>What a credit is now (R12).</summary>
    public static string Status(CreditStatus status) => status == CreditStatus.UsedUp ? "Used up" : status.ToString();

    /// <summary>What an entry did, in a word.</summary>
    public static string Entry(UseHistoryRow row) => row.Kind switch
    {
        EntryKind.Grant => row.Credit.Source == CreditSource.Rollover ? "Rolled over" : "Granted",
        EntryKind.Usage => "Used",
        EntryKind.Adjustment => row.Amount > 0 ? "Added" : "Removed",
        EntryKind.Transfer => row.Posting.Kind == PostingKind.Rollover ? "Rolled over" : "Moved",
        EntryKind.Revocation => "Revoked",
        EntryKind.Reversal => "Undoing",
        EntryKind.Allowance => "Allowed",
    };

    /// <summary>How much of what is shared may be used, and what is left of it.</summary>
    public static string CapLine(CapState cap) =>
        $"At most {AmountFormat.Format(cap.Cap.Amount, cap.Unit)} " +
            $"per {CapState.PeriodWord(cap.Cap.Period)}; {AmountFormat.Format(cap.Used, cap.Unit)} " +
            $"used, {AmountFormat.Format(cap.Left, cap.Unit)} left.";

    /// <summary>What is left of a credit: "2 h", "unlimited, 14 h used" (R48).</summary>
    public static string Left(CreditSummary credit) => credit.IsUnlimited
        ? Unlimited(credit.Used, credit.Unit) : AmountFormat.Format(credit.Balance, credit.Unit);

    /// <summary>"unlimited, 14 h used" (R48).</summary>
    public static string Unlimited(long used, Unit unit) => $"unlimited, {AmountFormat.Format(used, unit)} used";

    /// <summary>What remains of each unit: "5 h · £20.00"; nothing where nothing is live.</summary>
    public static string Amounts(IEnumerable<RemainingAmount> amounts) =>
        string.Join(" · ", amounts.Select(Amount));

    /// <summary>What remains of one unit: "5 h", "unlimited time" (R48).</summary>
    public static string Amount(RemainingAmount amount) =>
        amount.IsUnlimited ? $"unlimited {Kind(amount.Unit.Kind).ToLowerInvariant()}" : AmountFormat.Format(amount.Amount, amount.Unit);

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
        PostingKind.Rollover => "Rolled over",
        PostingKind.Change => "Booking changed",
        PostingKind.Cancellation => "Booking cancelled",
        PostingKind.Repayment => "Paid another way",
        PostingKind.Merge => "Members merged",
        PostingKind.Unmerge => "Merge undone",
    };

    /// <summary>"1st", "2nd", "3rd", "4th".</summary>
    public static string Ordinal(int place) =>
        place + ((place % 100) is >= 11 and <= 13 ? "th" : (place % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });
}
