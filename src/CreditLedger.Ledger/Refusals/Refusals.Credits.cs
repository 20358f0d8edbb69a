using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Ledger.Commands;

/// <content>Credits that are adjusted, extended, transferred or revoked (R22, R23).</content>
public static partial class Refusals
{
    // A refusal is read; of thousands of credits nobody reads more.
    private const int MaxNamed = 10;

    /// <summary>The credit is not there.</summary>
    public static Refusal NoSuchCredit => NotFound(RefusedField.Credit, "There is no such credit.");

    /// <summary>One of several credits is not there.</summary>
    public static Refusal NoCreditOf(long creditId) => NotFound(RefusedField.Credit, $"There is no credit {creditId}.");

    /// <summary>An expired credit cannot be adjusted (R22).</summary>
    public static Refusal ExpiredNotAdjustable => new(
        RefusalReason.NotAdjustable, RefusedField.Credit,
        "This credit has expired: nothing it holds can be used. Extend it, or grant a new one instead.");

    /// <summary>A revoked credit cannot be adjusted (R22).</summary>
    public static Refusal RevokedNotAdjustable => new(
        RefusalReason.NotAdjustable, RefusedField.Credit, "This credit was revoked. Grant a new one instead.");

    /// <summary>An unlimited credit has no amount that could be adjusted (R48).</summary>
    public static Refusal UnlimitedNotAdjustable => new(
        RefusalReason.NotAdjustable, RefusedField.Credit, "This credit is unlimited: there is no amount to adjust. Revoke it to end it.");

    /// <summary>No credit is chosen.</summary>
    public static Refusal NoCreditChosen => Invalid(RefusedField.Credit, "Choose at least one credit.");

    /// <summary>More credits are chosen than one posting holds.</summary>
    public static Refusal TooManyCredits(int count) => Invalid(
        RefusedField.Credit,
        $"At most {AmountFormat.Bare(RemainderCommand.MaxCredits)} credits go into one transaction; these are {AmountFormat.Bare(count)}.");

    /// <summary>A part is to be transferred of several credits.</summary>
    public static Refusal PartOfMany => Invalid(
        RefusedField.Amount, "A part can be transferred of one credit at a time; of many, all that remains.");

    /// <summary>The end that credits are extended to is over.</summary>
    public static Refusal NewEndInThePast => BadDate(RefusedField.ExpiresAt, "The new end lies in the past. Choose a later one.");

    /// <summary>Credits are to be extended by no day or by more than ten years.</summary>
    public static Refusal ExtensionDays => Invalid(
        RefusedField.ValidDays, $"Enter a whole number of days from 1 to {AmountFormat.Bare(ExtensionCommand.MaxDays)}.");

    /// <summary>The only credit that was chosen cannot be moved or taken (R23).</summary>
    internal static Refusal NotMovable(SkippedCredit credit, Ineligible why) => new(
        why.Refusal, why.Field, $"{credit.BenefitName} {why.Predicate}.")
    { ShortBy = why.ShortBy, Skipped = [credit] };

    /// <summary>Some or all of several credits cannot be moved or taken (R23).</summary>
    /// <param name="act">What was to become of them.</param>
    /// <param name="asked">How many were chosen.</param>
    /// <param name="ineligible">Those that cannot.</param>
    internal static Refusal NotMovable(PostingKind act, int asked, IReadOnlyList<(SkippedCredit Credit, Ineligible Why)> ineligible)
    {
        var count = ineligible.Count == asked ? $"None of these {AmountFormat.Bare(asked)} credits can be {Participle(act)}"
            : $"{AmountFormat.Bare(ineligible.Count)} of {AmountFormat.Bare(asked)} credits cannot be {Participle(act)}";
        var named = ineligible.Take(MaxNamed).Select(one => $"{one.Credit.Name}, {one.Why.Predicate}");
        var more = ineligible.Count > MaxNamed ? $"; and {AmountFormat.Bare(ineligible.Count - MaxNamed)} more" : "";
        return new Refusal(RefusalReason.NotMovable, RefusedField.Credit, $"{count}: {string.Join("; ", named)}{more}.")
        { Skipped = [.. ineligible.Select(one => one.Credit)] };
    }

    private static string Participle(PostingKind act) => act switch
    {
        PostingKind.Extension => "extended",
        PostingKind.Transfer => "transferred",
        PostingKind.Revocation => "revoked",
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };
}
