using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Endings;

/// <summary>What a person chose, as it was sent. The membership is named by the path alone.</summary>
public sealed class EndingForm : IConfirmedForm
{
    /// <summary><c>period</c> or <c>now</c>; empty means at the period's end.</summary>
    public string? When { get; set; }

    /// <summary><c>keep</c> or <c>revoke</c> what remains, when it ends now; empty means keep.</summary>
    public string? Remainder { get; set; }

    /// <summary>Why, when something is revoked; the member may read it.</summary>
    public string? Reason { get; set; }

    /// <inheritdoc />
    public string? Key { get; set; }

    /// <inheritdoc />
    public string? Confirmed { get; set; }
}
