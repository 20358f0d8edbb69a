namespace CreditLedger.Ledger.Commands;

/// <content>Accounts of people who sign in.</content>
public static partial class Refusals
{
    /// <summary>Nobody would be left who can administer the site.</summary>
    public static Refusal LastAdministrator => Invalid(
        RefusedField.Whole, "This is the last administrator who can sign in. Make someone else an administrator first.");

    /// <summary>A link would not let anyone in.</summary>
    public static Refusal AccountDisabled => Invalid(
        RefusedField.Whole, "This account is disabled: a new password would not let anyone in. Enable it first.");
}
