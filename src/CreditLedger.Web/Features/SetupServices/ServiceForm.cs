namespace CreditLedger.Web.Features.SetupServices;

/// <summary>What a person typed about a service, as it was typed. The service itself is named by the path alone.</summary>
public sealed class ServiceForm : VersionedForm
{
    /// <summary>Unique text, which imports name it by.</summary>
    public string? Reference { get; set; }

    /// <summary>What people call it.</summary>
    public string? Name { get; set; }

    /// <summary>For reports.</summary>
    public string? Category { get; set; }

    /// <summary>Booking interval in minutes.</summary>
    public string? Interval { get; set; }

    /// <summary>List price, in the currency's units.</summary>
    public string? Price { get; set; }

    /// <summary>ISO 4217 code of the price.</summary>
    public string? Currency { get; set; }

    /// <summary>When it can be booked, a window a line.</summary>
    public string? OpeningHours { get; set; }

    /// <summary>Days on which it is closed, one or a range a line.</summary>
    public string? ClosedDays { get; set; }

    /// <summary>What comes back when a booking is cancelled, a step a line.</summary>
    public string? Policy { get; set; }

    /// <summary>What comes back at a no-show, in per cent.</summary>
    public string? NoShow { get; set; }

    /// <summary>What it costs in credits, a time and a benefit a line.</summary>
    public string? Rates { get; set; }
}
