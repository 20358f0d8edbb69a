using System.Security.Claims;
using CreditLedger.Data.Queries;

namespace CreditLedger.Web.Features.Shared;

/// <summary>
/// What one can do with a credit: only what the user may do or ask an admin for, and what the credit can still take (R22, R23).
/// </summary>
public static class CreditMenu
{
    /// <summary>The items, in order.</summary>
    public static IReadOnlyList<(string Label, string Url)> For(ClaimsPrincipal user, CreditSummary credit)
    {
        var items = new List<(string, string)>();
        if (user.CanOrAsk(Permission.Adjust) && credit is { IsPast: false, IsUnlimited: false })
        {
            items.Add((credit.Unit.Traits.AdjustTitle, AdjustmentModes.Of(credit.Unit).PathOf(credit.Id)));
            items.Add(("Set balance to", Routes.Credit(credit.Id, "set-balance")));
        }

        var isRevoked = credit.Status == CreditStatus.Revoked;
        if (user.CanOrAsk(Permission.Extend) && !isRevoked && credit is { ExpiresAt: not null, Balance: > 0 })
            items.Add(("Extend", Routes.Credit(credit.Id, "extend")));
        if (user.CanOrAsk(Permission.Transfer) && credit is { IsPast: false, Balance: > 0 })
            items.Add(("Transfer", Routes.Credit(credit.Id, "transfer")));
        if (user.CanOrAsk(Permission.Revoke) && !credit.IsPast && (credit.IsUnlimited || credit.Balance > 0))
            items.Add(("Revoke", Routes.Credit(credit.Id, "revoke")));
        items.Add(("Why this balance?", $"{Routes.Credit(credit.Id)}#why"));
        if (credit.Unit.Traits.IsInUseHistory) items.Add(("Use history", Routes.Credit(credit.Id, "history")));
        return items;
    }
}
