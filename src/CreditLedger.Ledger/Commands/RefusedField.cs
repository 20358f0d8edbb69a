namespace CreditLedger.Ledger.Commands;

/// <summary>The part of a request that a refusal is about.</summary>
public enum RefusedField
{
    /// <summary>The request as a whole.</summary>
    Whole,

    /// <summary>The amount.</summary>
    Amount,

    /// <summary>The date.</summary>
    UsedAt,

    /// <summary>The reason or description.</summary>
    Text,

    /// <summary>The internal note.</summary>
    InternalNote,

    /// <summary>The start.</summary>
    StartsAt,

    /// <summary>The end.</summary>
    ExpiresAt,

    /// <summary>The member.</summary>
    Member,

    /// <summary>The owner of a group.</summary>
    Owner,

    /// <summary>The benefit or kind.</summary>
    Benefit,

    /// <summary>The credit.</summary>
    Credit,

    /// <summary>The service.</summary>
    Service,

    /// <summary>The priority.</summary>
    Priority,

    /// <summary>The plan.</summary>
    Plan,

    /// <summary>The product.</summary>
    Product,

    /// <summary>The first day.</summary>
    StartsOn,

    /// <summary>The last day.</summary>
    EndsOn,

    /// <summary>The day on which a membership is to end, chosen when it is ended.</summary>
    LastDay,

    /// <summary>How often.</summary>
    Period,

    /// <summary>The least that rolls over.</summary>
    RolloverMin,

    /// <summary>The most that rolls over.</summary>
    RolloverMax,

    /// <summary>For how many days.</summary>
    ValidDays,

    /// <summary>Until which day.</summary>
    ValidUntil,

    /// <summary>The services.</summary>
    Services,

    /// <summary>The name.</summary>
    Name,

    /// <summary>The reference.</summary>
    Reference,

    /// <summary>The category.</summary>
    Category,

    /// <summary>What a benefit is counted in.</summary>
    Kind,

    /// <summary>What was paid.</summary>
    Paid,

    /// <summary>A booking interval.</summary>
    Interval,

    /// <summary>A booking step.</summary>
    Step,

    /// <summary>A price.</summary>
    Price,

    /// <summary>The site's time zone.</summary>
    TimeZone,

    /// <summary>The currency.</summary>
    Currency,

    /// <summary>The site's booking interval.</summary>
    BookingInterval,

    /// <summary>The site's backdating window.</summary>
    BackdatingDays,

    /// <summary>The price of a grey page.</summary>
    GreyPagePrice,

    /// <summary>The price of a page in colour.</summary>
    ColorPagePrice,

    /// <summary>The closing grace.</summary>
    ClosingGrace,

    /// <summary>The lock date.</summary>
    LockDate,

    /// <summary>The description of a plan or product.</summary>
    Description,

    /// <summary>A member's e-mail.</summary>
    Email,

    /// <summary>A member's tags.</summary>
    Tags,

    /// <summary>The day on which a member joined.</summary>
    JoinedOn,

    /// <summary>Where a member stands.</summary>
    Status,

    /// <summary>The opening hours of a service.</summary>
    OpeningHours,

    /// <summary>The days on which a service is closed.</summary>
    ClosedDays,

    /// <summary>A cancellation policy.</summary>
    Policy,

    /// <summary>What comes back when the participant does not come.</summary>
    NoShow,

    /// <summary>The rates of a service.</summary>
    Rates,

    /// <summary>When a booking starts.</summary>
    BookedFrom,

    /// <summary>When a booking ends.</summary>
    BookedUntil,

    /// <summary>Who takes part in a booking.</summary>
    Participant,

    /// <summary>Who leads a booking.</summary>
    Staff,

    /// <summary>How a booking is paid.</summary>
    PaidBy,

    /// <summary>How a plan's line counts.</summary>
    Tracking,
}
