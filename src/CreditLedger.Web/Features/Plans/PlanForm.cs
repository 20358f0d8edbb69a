namespace CreditLedger.Web.Features.Plans;

/// <summary>What a person typed about a plan, as it was typed. The plan itself is named by the path alone.</summary>
public sealed class PlanForm : ConfirmedForm
{
    /// <summary>More lines than anyone needs: what a forged form may send.</summary>
    public const int MaxLines = 40;

    /// <summary>The version of the plan that the person was shown; 0 for a new one.</summary>
    public int Version { get; set; }

    /// <summary>What people call it.</summary>
    [Field(RefusedField.Name)]
    public string? Name { get; set; }

    /// <summary>For staff.</summary>
    [Field(RefusedField.Description)]
    public string? Description { get; set; }

    /// <summary>What it grants; empty lines are left out.</summary>
    public List<PlanLineForm> Lines { get; } = [];
}

/// <summary>One line, as it was typed.</summary>
public sealed class PlanLineForm
{
    /// <summary>The line that it goes on as; empty for a new one.</summary>
    public string? Line { get; set; }

    /// <summary>Number of the benefit.</summary>
    public string? Benefit { get; set; }

    /// <summary>How it counts: a name of the ways; empty means limited (R48).</summary>
    public string? Tracking { get; set; }

    /// <summary>How much, in the benefit's units.</summary>
    public string? Amount { get; set; }

    /// <summary>How often: a name of the periods.</summary>
    public string? Period { get; set; }

    /// <summary>What becomes of the remainder: <c>expires</c>, <c>rolls</c>, or empty for what the benefit says.</summary>
    public string? Rollover { get; set; }

    /// <summary>The least that rolls over; empty means 0.</summary>
    public string? RolloverMin { get; set; }

    /// <summary>The most that rolls over; empty means everything.</summary>
    public string? RolloverMax { get; set; }

    /// <summary>What of the plan's price falls to one period, net of tax; empty means nobody says (R40).</summary>
    public string? Paid { get; set; }

    /// <summary>Ticked: the line ends.</summary>
    public string? Ends { get; set; }

    /// <summary>Whether the line is to end.</summary>
    public bool IsEnding => Ends is "true" or "on";

    /// <summary>Whether nothing was typed.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Line + Benefit + Amount + RolloverMin + RolloverMax + Paid);
}
