namespace CreditLedger.Ledger.Commands;

/// <content>What every request has: its key, its member, its texts.</content>
public static partial class Refusals
{
    /// <summary>The idempotency key is empty or too long (R9).</summary>
    public static Refusal KeyOutOfLength => Invalid(
        RefusedField.Whole, $"An idempotency key has 1 to {LedgerCommand.MaxKeyLength} characters.");

    /// <summary>The member is not there.</summary>
    public static Refusal NoSuchMember => NotFound(RefusedField.Member, "There is no such member.");

    /// <summary>The reason is not given (R21).</summary>
    public static Refusal NoReason => Invalid(
        RefusedField.Text, $"Give a reason of 1 to {LedgerCommand.MaxTextLength} characters; the member may read it.");

    /// <summary>The description is too long (R21).</summary>
    public static Refusal DescriptionTooLong => Invalid(
        RefusedField.Text, $"A description has at most {LedgerCommand.MaxTextLength} characters.");

    /// <summary>The internal note is too long (R21).</summary>
    public static Refusal InternalNoteTooLong => Invalid(
        RefusedField.InternalNote, $"An internal note has at most {LedgerCommand.MaxTextLength} characters.");
}
