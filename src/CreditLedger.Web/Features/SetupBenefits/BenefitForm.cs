namespace CreditLedger.Web.Features.SetupBenefits;

/// <summary>What a person typed about a benefit, as it was typed. The benefit itself is named by the path alone.</summary>
public sealed class BenefitForm : VersionedForm
{
    /// <summary>Unique text, which imports name it by.</summary>
    public string? Reference { get; set; }

    /// <summary>What people call it.</summary>
    public string? Name { get; set; }

    /// <summary>A name of the kinds; a new benefit's only.</summary>
    public string? Kind { get; set; }

    /// <summary>ISO 4217 code of money and printing; a new benefit's only.</summary>
    public string? Currency { get; set; }

    /// <summary>For reports.</summary>
    public string? Category { get; set; }

    /// <summary><c>all</c> services, or a <c>list</c>.</summary>
    public string? Covers { get; set; }

    /// <summary>Numbers of the services of the list.</summary>
    public List<string?> Services { get; } = [];

    /// <summary>Booking step of time, in minutes.</summary>
    public string? Step { get; set; }

    /// <summary>0 to 1000; lower is used first.</summary>
    public string? Priority { get; set; }

    /// <summary>What becomes of a remainder in new plan lines: <c>expires</c> or <c>rolls</c>.</summary>
    public string? Rollover { get; set; }

    /// <summary>The least that rolls over; empty means 0.</summary>
    public string? RolloverMin { get; set; }

    /// <summary>The most that rolls over; empty means everything.</summary>
    public string? RolloverMax { get; set; }

    /// <summary>Ticked: the owner's groups may use it.</summary>
    public string? Shared { get; set; }

    /// <summary>Ticked: members see it.</summary>
    public string? Visible { get; set; }
}
