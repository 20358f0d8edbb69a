using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Bookings;

/// <summary>
/// A service taken by a member for a time (R30). It changes as the booking does; what credits gave for it is in the ledger, by its number.
/// </summary>
public record BookingRow : ILedgerRow<BookingRow>
{
    /// <summary>Longest name of a guest or of staff, in characters.</summary>
    public const int MaxNameLength = 200;

    /// <summary>The columns.</summary>
    public static LedgerTable<BookingRow> Table { get; } = new(
        "Bookings",
        Column.Of((BookingRow row) => row.Id, key: true),
        Column.Of((BookingRow row) => row.MemberId),
        Column.Of((BookingRow row) => row.ServiceId),
        Column.Of((BookingRow row) => row.StartsAt),
        Column.Of((BookingRow row) => row.EndsAt),
        Column.Of((BookingRow row) => row.ParticipantId),
        Column.Of((BookingRow row) => row.GuestName, length: MaxNameLength),
        Column.Of((BookingRow row) => row.Staff, length: MaxNameLength),
        Column.Of((BookingRow row) => row.Status),
        Column.Of((BookingRow row) => row.Attendance),
        Column.Of((BookingRow row) => row.BenefitId),
        Column.Of((BookingRow row) => row.Kind),
        Column.Of((BookingRow row) => row.Amount),
        Column.Of((BookingRow row) => row.Missing),
        Column.Of((BookingRow row) => row.Rate, length: 200),
        Column.Of((BookingRow row) => row.Price),
        Column.Of((BookingRow row) => row.Currency, length: 3, exact: true),
        Column.Of((BookingRow row) => row.PaidBy),
        Column.Of((BookingRow row) => row.Paid),
        Column.Of((BookingRow row) => row.ToRefund),
        Column.Of((BookingRow row) => row.RefundedAt),
        Column.Of((BookingRow row) => row.Policy, length: CancellationPolicy.MaxLength),
        Column.Of((BookingRow row) => row.NoShowPercent),
        Column.Of((BookingRow row) => row.SeriesId, isFixed: true),
        Column.Of((BookingRow row) => row.ExternalId, length: 200, exact: true, isFixed: true),
        Column.Of((BookingRow row) => row.Description, length: TextDigests.MaxTextLength),
        Column.Of((BookingRow row) => row.CreatedAt, isFixed: true),
        Column.Of((BookingRow row) => row.CancelledAt),
        Column.Of((BookingRow row) => row.Version));

    /// <summary>Database key, given by the ledger.</summary>
    public long Id { get; init; }

    /// <summary>Who booked, and whose credits pay.</summary>
    public long MemberId { get; init; }

    /// <summary>What is booked.</summary>
    public long ServiceId { get; init; }

    /// <summary>First instant.</summary>
    public DateTime StartsAt { get; init; }

    /// <summary>First instant after it.</summary>
    public DateTime EndsAt { get; init; }

    /// <summary>The member who takes part, where that is someone else: a dependant or a contact.</summary>
    public long? ParticipantId { get; init; }

    /// <summary>Name of a guest who takes part and is no member.</summary>
    public string? GuestName { get; init; }

    /// <summary>Who leads it: a user of the site or a free name.</summary>
    public string? Staff { get; init; }

    /// <summary>Whether it takes place.</summary>
    public BookingStatus Status { get; init; } = BookingStatus.Booked;

    /// <summary>Whether the participant came.</summary>
    public Attendance Attendance { get; init; } = Attendance.Unmarked;

    /// <summary>The benefit of the rate (R47); none where time pays.</summary>
    public long? BenefitId { get; init; }

    /// <summary>What <see cref="Amount"/> counts; none where no credits pay.</summary>
    public BenefitKind? Kind { get; init; }

    /// <summary>What credits are to give, in the smallest unit: minutes, or the units of the rate; 0 where no credits pay.</summary>
    public long Amount { get; init; }

    /// <summary>What of <see cref="Amount"/> nothing covers any more (R42): it needs a person. None where all is covered.</summary>
    public long? Missing { get; init; }

    /// <summary>The rate that was applied, in words (R47).</summary>
    public string? Rate { get; init; }

    /// <summary>The list price of all of it, in the currency's minor unit; none where the service has none.</summary>
    public long? Price { get; init; }

    /// <summary>ISO 4217 code of the price and of what was paid.</summary>
    public string? Currency { get; init; }

    /// <summary>How the part is paid that credits do not cover; none where they cover all of it.</summary>
    public PaymentMethod? PaidBy { get; init; }

    /// <summary>That part, in the currency's minor unit.</summary>
    public long Paid { get; init; }

    /// <summary>What of it is to be given back (R43), in the currency's minor unit.</summary>
    public long ToRefund { get; init; }

    /// <summary>When that was done.</summary>
    public DateTime? RefundedAt { get; init; }

    /// <summary>The cancellation policy that the service had then (R43).</summary>
    public string? Policy { get; init; }

    /// <summary>What comes back when the participant does not come, in per cent (R43).</summary>
    public int NoShowPercent { get; init; }

    /// <summary>The first booking of the series that it belongs to.</summary>
    public long? SeriesId { get; init; }

    /// <summary>The name another program gave it.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Why, or what for; the member may read it.</summary>
    public string? Description { get; init; }

    /// <summary>When it was made.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When it was cancelled.</summary>
    public DateTime? CancelledAt { get; init; }

    /// <summary>Raised by each change.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The bookings of a member that are not wholly covered.</summary>
    public static RowQuery UncoveredOf(long memberId) => RowQuery.With<BookingRow>(nameof(MemberId), memberId, present: nameof(Missing));

    /// <summary>The bookings of others in which a member takes part.</summary>
    public static RowQuery Of(long participantId) =>
        RowQuery.With<BookingRow>(nameof(ParticipantId), participantId, present: nameof(ParticipantId));

    /// <summary>
    /// The last two bookings of a service that start before a moment. Bookings of one service do not overlap, so no other one reaches it.
    /// </summary>
    public static RowQuery LastBefore(long serviceId, DateTime moment) => RowQuery.LastBefore<BookingRow>(
        [nameof(ServiceId), nameof(Status)], [serviceId, BookingStatus.Booked], nameof(StartsAt), moment);
}

/// <summary>
/// What a credit that is not live yet will give for a booking (R42): a credit that was granted already, or the one that a period of a
/// membership will grant. Counts as taken while it is open; it becomes a usage, dated at the credit's start.
/// </summary>
public record CommitmentRow : ILedgerRow<CommitmentRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<CommitmentRow> Table { get; } = new(
        "Commitments",
        Column.Of((CommitmentRow row) => row.Id, key: true),
        Column.Of((CommitmentRow row) => row.BookingId, isFixed: true),
        Column.Of((CommitmentRow row) => row.OwnerId),
        Column.Of((CommitmentRow row) => row.UsedById),
        Column.Of((CommitmentRow row) => row.OccursAt, isFixed: true),
        Column.Of((CommitmentRow row) => row.BenefitId, isFixed: true),
        Column.Of((CommitmentRow row) => row.CreditId),
        Column.Of((CommitmentRow row) => row.MembershipId, isFixed: true),
        Column.Of((CommitmentRow row) => row.PlanLineId, isFixed: true),
        Column.Of((CommitmentRow row) => row.Period, isFixed: true),
        Column.Of((CommitmentRow row) => row.Amount),
        Column.Of((CommitmentRow row) => row.DueAt),
        Column.Of((CommitmentRow row) => row.PostingId),
        Column.Of((CommitmentRow row) => row.RecordedAt, isFixed: true));

    /// <summary>Database key, given by the ledger; the order in which commitments were recorded.</summary>
    public long Id { get; init; }

    /// <summary>The booking.</summary>
    public long BookingId { get; init; }

    /// <summary>Whose credit.</summary>
    public long OwnerId { get; init; }

    /// <summary>Who booked: another member where the owner shares the credit (R13).</summary>
    public long UsedById { get; init; }

    /// <summary>When the booking starts: the period of a cap that it counts in.</summary>
    public DateTime OccursAt { get; init; }

    /// <summary>What the credit is good for.</summary>
    public long BenefitId { get; init; }

    /// <summary>The credit; none while the period that will grant it has not been issued.</summary>
    public long? CreditId { get; init; }

    /// <summary>The membership that will grant the credit; none where it existed already.</summary>
    public long? MembershipId { get; init; }

    /// <summary>The line of its plan.</summary>
    public long? PlanLineId { get; init; }

    /// <summary>The number of the period.</summary>
    public int? Period { get; init; }

    /// <summary>In the smallest unit, above zero.</summary>
    public long Amount { get; init; }

    /// <summary>When the credit starts and it becomes a usage; none once it is one, or was released.</summary>
    public DateTime? DueAt { get; init; }

    /// <summary>The posting that it became; none while it is open, and where it was released.</summary>
    public long? PostingId { get; init; }

    /// <summary>When it was made.</summary>
    public DateTime RecordedAt { get; init; }

    /// <summary>Whether it is still to become a usage.</summary>
    public bool IsOpen => DueAt is not null;

    /// <summary>The open commitments on the credits of an owner, issued or not.</summary>
    public static RowQuery OpenOf(long ownerId) =>
        RowQuery.With<CommitmentRow>(nameof(OwnerId), ownerId, present: nameof(DueAt));

    /// <summary>All commitments of a booking.</summary>
    public static RowQuery Of(long bookingId) => RowQuery.Of<CommitmentRow>(nameof(BookingId), bookingId);

    /// <summary>Whether it is on that period.</summary>
    public bool IsOn(long membershipId, long planLineId, int period) =>
        MembershipId == membershipId && PlanLineId == planLineId && Period == period;
}

/// <summary>What a service costs in credits of a benefit at some times (R47).</summary>
public record ServiceRateRow : ILedgerRow<ServiceRateRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<ServiceRateRow> Table { get; } = new(
        "ServiceRates",
        Column.Of((ServiceRateRow row) => row.ServiceId, key: true),
        Column.Of((ServiceRateRow row) => row.Position, key: true),
        Column.Of((ServiceRateRow row) => row.Days),
        Column.Of((ServiceRateRow row) => row.FromMinute),
        Column.Of((ServiceRateRow row) => row.ToMinute),
        Column.Of((ServiceRateRow row) => row.BenefitId),
        Column.Of((ServiceRateRow row) => row.Units));

    /// <summary>The service.</summary>
    public long ServiceId { get; init; }

    /// <summary>Place among its rates, from 1.</summary>
    public int Position { get; init; }

    /// <summary>Days of the week: bit 0 is Monday.</summary>
    public int Days { get; init; }

    /// <summary>First minute of the day.</summary>
    public int FromMinute { get; init; }

    /// <summary>First minute after.</summary>
    public int ToMinute { get; init; }

    /// <summary>The benefit whose credits pay.</summary>
    public long BenefitId { get; init; }

    /// <summary>Whole units of it for each interval that is started, above zero.</summary>
    public int Units { get; init; }

    /// <summary>When it holds.</summary>
    public WeekWindow Window => new(Days, FromMinute, ToMinute);
}
