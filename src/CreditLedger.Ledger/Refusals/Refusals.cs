using System.Globalization;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// The refusals of the ledger's rules, each by its name: the reason, the field to blame, and the one place where it is worded. A rule
/// decides and names what is wrong; the values that the sentence tells are its parameters.
/// </summary>
public static partial class Refusals
{
    private static Refusal Invalid(RefusedField field, string message) => new(RefusalReason.Invalid, field, message);

    private static Refusal NotFound(RefusedField field, string message) => new(RefusalReason.NotFound, field, message);

    private static Refusal BadDate(RefusedField field, string message) => new(RefusalReason.BadDate, field, message);

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
