namespace CreditLedger.Ledger.Commands;

/// <content>The granting of a credit, by hand or for a period of a plan.</content>
public static partial class Refusals
{
    /// <summary>What is to be granted is not there.</summary>
    /// <param name="field">The benefit, or what was chosen that grants it.</param>
    public static Refusal NoSuchBenefit(RefusedField field) => NotFound(field, "There is no such benefit.");

    /// <summary>The granted amount is not above zero.</summary>
    public static Refusal GrantNotAboveZero => Invalid(RefusedField.Amount, "A credit is granted with an amount above zero.");

    /// <summary>The name of the plan or product is too long.</summary>
    public static Refusal SourceNameTooLong => Invalid(RefusedField.Text, "A source name has at most 200 characters.");

    /// <summary>The priority is out of range (R14).</summary>
    public static Refusal PriorityOutOfRange => Invalid(
        RefusedField.Priority, "Priority is a whole number from 0 to 1000; lower is used first.");

    /// <summary>The name that another program gave the credit is empty or too long.</summary>
    public static Refusal ExternalIdOutOfLength => Invalid(
        RefusedField.Whole, $"An external id has 1 to {LedgerCommand.MaxKeyLength} characters.");

    /// <summary>Another credit has the name that another program gave this one.</summary>
    public static Refusal ExternalIdTaken(string externalId, long creditId) => Invalid(
        RefusedField.Whole, $"The external id '{externalId}' belongs to credit {creditId} already.");

    /// <summary>The credit would be over before it starts.</summary>
    public static Refusal ExpiresBeforeStart => Invalid(RefusedField.ExpiresAt, "A credit expires after it starts.");

    /// <summary>The period is to be issued before it begins (R25).</summary>
    public static Refusal PeriodNotBegun => BadDate(RefusedField.StartsAt, "The period has not begun: it is issued when it begins.");

    /// <summary>The category is none of those of R40.</summary>
    public static Refusal NoSuchCreditCategory => Invalid(
        RefusedField.Category, "Choose whether it is paid, complimentary, allocated or migrated.");

    /// <summary>It is paid, and nothing says how much (R40).</summary>
    public static Refusal NothingPaid => Invalid(
        RefusedField.Paid, "Enter what was paid, net of tax, or choose another category.");

    /// <summary>What was paid is below zero (R40).</summary>
    public static Refusal PaidBelowZero => Invalid(RefusedField.Paid, "What was paid cannot be below zero.");

    /// <summary>What was paid is in no currency (R40).</summary>
    public static Refusal NoSuchPaidCurrency => Invalid(RefusedField.Paid, "What was paid is in a currency that does not exist.");

    /// <summary>Something was paid for what is given away (R40).</summary>
    public static Refusal PaidThoughComplimentary => Invalid(
        RefusedField.Paid, "A complimentary credit costs nothing. Empty this, or choose another category.");
}
