using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Supply;

/// <summary>A member on a plan, from a day on (R25, R28).</summary>
public record MembershipRow : ILedgerRow<MembershipRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<MembershipRow> Table { get; } = new(
        "Memberships",
        Column.Of((MembershipRow row) => row.Id, key: true),
        Column.Of((MembershipRow row) => row.MemberId),
        Column.Of((MembershipRow row) => row.PlanId, isFixed: true),
        Column.Of((MembershipRow row) => row.StartsOn, isFixed: true),
        Column.Of((MembershipRow row) => row.EndsAt),
        Column.Of((MembershipRow row) => row.AgreedEndsAt),
        Column.Of((MembershipRow row) => row.CreatedAt, isFixed: true),
        Column.Of((MembershipRow row) => row.FollowsId, isFixed: true),
        Column.Of((MembershipRow row) => row.PauseCount));

    /// <summary>Database key, given by the ledger.</summary>
    public long Id { get; init; }

    /// <summary>The member who owns what it grants; another one once two records of a person are merged (R50).</summary>
    public long MemberId { get; init; }

    /// <summary>The plan.</summary>
    public long PlanId { get; init; }

    /// <summary>The local day on which its periods are anchored (R25).</summary>
    public DateOnly StartsOn { get; init; }

    /// <summary>
    /// No period starts at or after this moment: the end that holds, of the one agreed and one that was requested; none while there is
    /// none (R28).
    /// </summary>
    public DateTime? EndsAt { get; init; }

    /// <summary>
    /// The end of the agreed last day, which a requested end and a change of plan leave as it is; none where none was agreed (R28).
    /// </summary>
    public DateTime? AgreedEndsAt { get; init; }

    /// <summary>The end that someone asked for: always before the agreed one. None while nobody has (R28).</summary>
    public DateTime? RequestedEndsAt => EndsAt == AgreedEndsAt ? null : EndsAt;

    /// <summary>When it was assigned.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>The membership that it took the place of: a change of plan.</summary>
    public long? FollowsId { get; init; }

    /// <summary>How many pauses were recorded (R46): the number of the latest, and what tells the issuing whether there are any.</summary>
    public int PauseCount { get; init; }

    /// <summary>
    /// The same with the agreed last day moved by some days, and the end with it where nobody asked for an earlier one (R46).
    /// </summary>
    public MembershipRow MovedBy(int days, SiteZone zone)
    {
        if (days == 0 || AgreedEndsAt is not { } agreed) return this;
        var moved = ExtensionCommand.Later(agreed, days, zone);
        return this with { AgreedEndsAt = moved, EndsAt = RequestedEndsAt < moved ? EndsAt : moved };
    }
}

/// <summary>The next period of one line of one membership: what the issuing looks for (R25).</summary>
public record MembershipLineRow : ILedgerRow<MembershipLineRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<MembershipLineRow> Table { get; } = new(
        "MembershipLines",
        Column.Of((MembershipLineRow row) => row.MembershipId, key: true),
        Column.Of((MembershipLineRow row) => row.PlanLineId, key: true),
        Column.Of((MembershipLineRow row) => row.NextPeriod),
        Column.Of((MembershipLineRow row) => row.NextStartsAt),
        Column.Of((MembershipLineRow row) => row.SetAsideAt),
        Column.Of((MembershipLineRow row) => row.SetAsideReason, length: 1000));

    /// <summary>The membership.</summary>
    public long MembershipId { get; init; }

    /// <summary>The plan's line.</summary>
    public long PlanLineId { get; init; }

    /// <summary>Number of the next period that may be issued, from 0, whether it is paused or not (R46).</summary>
    public int NextPeriod { get; init; }

    /// <summary>
    /// When the next period is issued: that one, or the first that a pause leaves; <see cref="BalanceRow.Never"/> when nothing is to be
    /// issued any more, or not before an open pause is ended.
    /// </summary>
    public DateTime NextStartsAt { get; init; }

    /// <summary>Since when a rule refuses its next period: it needs a person, and stops nobody else's (R25).</summary>
    public DateTime? SetAsideAt { get; init; }

    /// <summary>What the rule said.</summary>
    public string? SetAsideReason { get; init; }
}

/// <summary>Which period of which membership a credit was granted for: at most once (R25, R26). Never updated or deleted.</summary>
public record MembershipCreditRow : ILedgerRow<MembershipCreditRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<MembershipCreditRow> Table { get; } = new(
        "MembershipCredits",
        Column.Of((MembershipCreditRow row) => row.CreditId, key: true),
        Column.Of((MembershipCreditRow row) => row.MembershipId),
        Column.Of((MembershipCreditRow row) => row.PlanLineId),
        Column.Of((MembershipCreditRow row) => row.Period),
        Column.Of((MembershipCreditRow row) => row.Part),
        Column.Of((MembershipCreditRow row) => row.Succession));

    /// <summary>The credit; the key.</summary>
    public long CreditId { get; init; }

    /// <summary>The membership.</summary>
    public long MembershipId { get; init; }

    /// <summary>The plan's line.</summary>
    public long PlanLineId { get; init; }

    /// <summary>Number of the period, from 0.</summary>
    public int Period { get; init; }

    /// <summary>The period's own grant, what rolled over, or what topped it up.</summary>
    public SupplyPart Part { get; init; }

    /// <summary>0 for the credit that was issued; one more for each that took its place, by a late entry or a merge (R16, R50).</summary>
    public int Succession { get; init; }

    /// <summary>What a membership granted.</summary>
    public static RowQuery Of(long membershipId) => RowQuery.Of<MembershipCreditRow>(nameof(MembershipId), membershipId);
}

/// <summary>A period that was not issued, because the member was not active when it began (R54).</summary>
public record MembershipSkipRow : ILedgerRow<MembershipSkipRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<MembershipSkipRow> Table { get; } = new(
        "MembershipSkips",
        Column.Of((MembershipSkipRow row) => row.MembershipId, key: true),
        Column.Of((MembershipSkipRow row) => row.PlanLineId, key: true),
        Column.Of((MembershipSkipRow row) => row.Period, key: true),
        Column.Of((MembershipSkipRow row) => row.MemberId),
        Column.Of((MembershipSkipRow row) => row.StartsAt, isFixed: true),
        Column.Of((MembershipSkipRow row) => row.EndsAt, isFixed: true),
        Column.Of((MembershipSkipRow row) => row.Status, isFixed: true),
        Column.Of((MembershipSkipRow row) => row.RecordedAt, isFixed: true),
        Column.Of((MembershipSkipRow row) => row.IssuedAt));

    /// <summary>The membership.</summary>
    public long MembershipId { get; init; }

    /// <summary>The plan's line.</summary>
    public long PlanLineId { get; init; }

    /// <summary>Number of the period, from 0.</summary>
    public int Period { get; init; }

    /// <summary>The member whose membership it is.</summary>
    public long MemberId { get; init; }

    /// <summary>Its first instant.</summary>
    public DateTime StartsAt { get; init; }

    /// <summary>The first instant after it.</summary>
    public DateTime EndsAt { get; init; }

    /// <summary>Where the member stood when it began.</summary>
    public MemberStatus Status { get; init; }

    /// <summary>When it was skipped.</summary>
    public DateTime RecordedAt { get; init; }

    /// <summary>When it was issued later; null if it was not.</summary>
    public DateTime? IssuedAt { get; init; }

    /// <summary>The skipped periods of a member.</summary>
    public static RowQuery Of(long memberId) => RowQuery.Of<MembershipSkipRow>(nameof(MemberId), memberId);

    /// <summary>Whether it may still be issued.</summary>
    public bool IsOpenAt(DateTime moment) => IssuedAt is null && EndsAt > moment;
}

/// <summary>A product sold to a member: one posting (R29).</summary>
public record SaleRow : ILedgerRow<SaleRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<SaleRow> Table { get; } = new(
        "Sales",
        Column.Of((SaleRow row) => row.PostingId, key: true),
        Column.Of((SaleRow row) => row.MemberId),
        Column.Of((SaleRow row) => row.ProductId),
        Column.Of((SaleRow row) => row.SoldOn));

    /// <summary>The posting that granted its lines; the key.</summary>
    public long PostingId { get; init; }

    /// <summary>The member it was sold to.</summary>
    public long MemberId { get; init; }

    /// <summary>What was sold.</summary>
    public long ProductId { get; init; }

    /// <summary>The local day of the sale.</summary>
    public DateOnly SoldOn { get; init; }
}
