using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Web.Features.Adjustments;

/// <summary>A form, filled in as far as it was, and what it would do.</summary>
public sealed record AdjustmentPage
{
    /// <summary>Which form.</summary>
    public required AdjustmentMode Mode { get; init; }

    /// <summary>The credit, as it is now.</summary>
    public required AdjustableCredit Credit { get; init; }

    /// <summary>What it is now (R12).</summary>
    public required CreditStatus Status { get; init; }

    /// <summary>What the form calls things.</summary>
    public required AdjustmentWords Words { get; init; }

    /// <summary>What was typed; nothing of it is lost.</summary>
    public required AdjustmentForm Form { get; init; }

    /// <summary>What will happen, when the amount was understood and fits.</summary>
    public AdjustmentEffect? Effect { get; init; }

    /// <summary>Why the amount cannot be: beside the field.</summary>
    public string? AmountError { get; init; }

    /// <summary>R22: nothing can be adjusted any more.</summary>
    public bool IsOver => Status is CreditStatus.Expired or CreditStatus.Revoked;

    /// <summary>Where the form is sent.</summary>
    public string Path => Mode.PathOf(Credit.Id);
}

/// <summary>What an adjustment will do (R19).</summary>
/// <param name="Sentence">In words and numbers.</param>
/// <param name="Confirm">What the button says.</param>
/// <param name="Confirmed">What the button sends: the typed amount, in the smallest unit.</param>
/// <param name="SeenBalance">The balance that the sentence starts from.</param>
/// <param name="IsRemoval">Whether it takes something away.</param>
public sealed record AdjustmentEffect(string Sentence, string Confirm, long Confirmed, long SeenBalance, bool IsRemoval);
