using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Assignments;

/// <summary>What a person typed, as it was typed. The member is named by the path alone.</summary>
public sealed class AssignmentForm : IConfirmedForm
{
    /// <summary>Number of the plan.</summary>
    public string? Plan { get; set; }

    /// <summary>First day, as <c>2026-11-22</c>; may lie in the past.</summary>
    public string? StartsOn { get; set; }

    /// <summary>Last day; empty means until it is ended.</summary>
    public string? LastDay { get; set; }

    /// <summary>Whether a second membership of the same plan at the same time is meant.</summary>
    public bool Overlap { get; set; }

    /// <inheritdoc />
    public string? Key { get; set; }

    /// <inheritdoc />
    public string? Confirmed { get; set; }
}
