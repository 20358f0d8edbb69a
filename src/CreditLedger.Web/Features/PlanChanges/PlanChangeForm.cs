using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.PlanChanges;

/// <summary>What a person chose, as it was sent. The membership is named by the path alone.</summary>
public sealed class PlanChangeForm : IConfirmedForm
{
    /// <summary>Number of the plan to change to.</summary>
    public string? Plan { get; set; }

    /// <summary><c>period</c> or <c>now</c>; empty means at the next period.</summary>
    public string? When { get; set; }

    /// <summary><c>keep</c> or <c>revoke</c> what remains, when it changes now; empty means revoke.</summary>
    public string? Remainder { get; set; }

    /// <summary>Why, when something is revoked; the member may read it.</summary>
    public string? Reason { get; set; }

    /// <summary>Whether a second membership of the new plan at the same time is meant.</summary>
    public bool Overlap { get; set; }

    /// <inheritdoc />
    public string? Key { get; set; }

    /// <inheritdoc />
    public string? Confirmed { get; set; }
}
