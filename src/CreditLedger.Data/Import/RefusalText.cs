using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Data.Import;

/// <summary>Puts a rule's refusal in terms of the file: which column, what was short, and why each credit was skipped (R15).</summary>
internal static class RefusalText
{
    private const int MaxCreditsNamed = 10;

    public static string? ColumnOf(RefusedField field, LedgerCommand act) => field switch
    {
        RefusedField.Amount => act is BookCommand ? "paid_by" : "amount",
        RefusedField.UsedAt => act is BookCommand ? "starts_at" : "used_at",
        RefusedField.Text => "description",
        RefusedField.StartsAt => "starts_at",
        RefusedField.ExpiresAt => "expires_at",
        RefusedField.Member => "member",
        RefusedField.Benefit => "benefit",
        RefusedField.Credit => "credit",
        RefusedField.Service => "service",
        RefusedField.Priority => "priority",
        RefusedField.Reference => "reference",
        RefusedField.Name => "name",
        RefusedField.Kind => "kind",
        RefusedField.Currency => "currency",
        RefusedField.Price => "price",
        RefusedField.Interval => "interval_minutes",
        RefusedField.Step => "step_minutes",
        RefusedField.Services => "services",
        RefusedField.Email => "email",
        RefusedField.Tags => "tags",
        RefusedField.JoinedOn => "joined_on",
        RefusedField.Status => "status",
        RefusedField.BookedFrom => "starts_at",
        RefusedField.BookedUntil => "ends_at",
        RefusedField.Participant => "participant",
        RefusedField.Staff => "staff",
        RefusedField.PaidBy => "paid_by",
        _ => act is GrantCommand ? "external_id" : null,
    };

    public static string Of(Refusal refusal)
    {
        if (refusal.Skipped.Count == 0) return refusal.Message;
        var groups = refusal.Skipped.GroupBy(skipped => (skipped.BenefitName, Why: SkipText.Of(skipped))).Select(group =>
        {
            var ids = string.Join(", ", group.Take(MaxCreditsNamed).Select(skipped => skipped.CreditId));
            var more = group.Count() > MaxCreditsNamed ? $" and {group.Count() - MaxCreditsNamed} more" : "";
            return $"{group.Key.BenefitName} (credit {ids}{more}): {group.Key.Why}";
        });
        return $"{refusal.Message} {string.Join("; ", groups)}.";
    }
}
