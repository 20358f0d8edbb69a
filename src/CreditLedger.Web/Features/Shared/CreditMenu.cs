using System.Security.Claims;
using CreditLedger.Data.Queries;

namespace CreditLedger.Web.Features.Shared;

/// <summary>What one can do with a credit: only what the user may, and what the credit can still take (R22, R23).</summary>
public static class CreditMenu
{
    /// <summary>The items, in order.</summary>
    public static IReadOnlyList<(string Label, string Url)> For(ClaimsPrincipal user, CreditSummary credit)
    {
        var items = new List<(string, string)>();
        if (user.Can(Permission.Adjust) && !credit.IsPast)
        {
            items.Add((credit.Unit.Traits.AdjustTitle, AdjustmentModes.Of(credit.Unit).PathOf(credit.Id)));
            items.Add(("Set balance to", $"/credits/{credit.Id}/set-balance"));
        }

        var isRevoked = credit.Status == CreditStatus.Revoked;
        if (user.Can(Permission.Extend) && !isRevoked && credit is { ExpiresAt: not null, Balance: > 0 }) items.Add(("Extend", $"/credits/{credit.Id}/extend"));
        if (user.Can(Permission.Transfer) && credit is { IsPast: false, Balance: > 0 }) items.Add(("Transfer", $"/credits/{credit.Id}/transfer"));
        if (user.Can(Permission.Revoke) && credit is { IsPast: false, Balance: > 0 }) items.Add(("Revoke", $"/credits/{credit.Id}/revoke"));
        items.Add(("Why this balance?", $"/credits/{credit.Id}#why"));
        if (credit.Unit.Traits.IsInUseHistory) items.Add(("Use history", $"/credits/{credit.Id}/history"));
        return items;
    }
}
