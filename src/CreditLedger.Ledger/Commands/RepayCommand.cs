using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Members;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// Changes how a use was paid (R45): with another credit, or by another member. Its reversal and the new use are one posting, dated as the
/// original.
/// </summary>
public sealed record RepayCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>The posting that recorded the use.</summary>
    public required long PostingId { get; init; }

    /// <summary>The member who used.</summary>
    public required long UserId { get; init; }

    /// <summary>When the use was charged, as it was recorded. Not part of the content.</summary>
    public required DateTime UsedAt { get; init; }

    /// <summary>When what was used takes place, as it was recorded. Not part of the content.</summary>
    public required DateTime OccursAt { get; init; }

    /// <summary>The booking that it belongs to, as it was recorded. Not part of the content.</summary>
    public long? BookingId { get; init; }

    /// <summary>The member who is charged instead; none: the one who used.</summary>
    public long? ChargedId { get; init; }

    /// <summary>The credit that pays.</summary>
    public long? CreditId { get; init; }

    /// <summary>The benefit whose credits pay.</summary>
    public long? BenefitId { get; init; }

    /// <summary>The kind of which credits pay, in burn order (R14).</summary>
    public BenefitKind? Kind { get; init; }

    /// <summary>Whether the actor may change a use from before the backdating window (R16). Not part of the content.</summary>
    public bool MayGoFurtherBack { get; init; }

    /// <summary>Whether the user confirmed it for a member who is not active then (R54). Not part of the content.</summary>
    public bool DespiteStatus { get; init; }

    /// <summary>Whether the actor may use credits of a member who is not active (R54). Not part of the content.</summary>
    public bool MayDespiteStatus { get; init; }

    internal long PayerId => ChargedId ?? UserId;

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => new(PayerId, CreditId, PostingId, BenefitId, UsedAt)
    { UserId = PayerId, OccursAt = OccursAt, AsksForUsable = CreditId is null };

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        .. MemberStanding.Needs(PayerId),
        .. BookingId is { } id ? [RowQuery.Of<BookingRow>(nameof(BookingRow.Id), id, forUpdate: true), .. HeldCredits.Needs(id)]
            : Array.Empty<RowQuery>(),
    ];

    /// <inheritdoc />
    public override IEnumerable<long> Credits(LedgerState state) =>
        state.Posting(PostingId) is { } posting ? HeldCredits.Of(posting, UserId).Credits.Distinct() : [];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now) => RepaymentRule.Decide(this, state, rules, now);

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(PostingId);
        writer.Number(UserId);
        writer.Number(ChargedId);
        writer.Number(CreditId);
        writer.Number(BenefitId);
        writer.Number((long?)Kind);
    }

    internal Refusal? RefuseTexts() => RefuseTexts(required: false);

    internal UsageCommand Usage(HeldCredits held, DateTime datedAt, DateTime now) => new(IdempotencyKey, Actor)
    {
        MemberId = PayerId,
        Amount = held.Uses.Sum(entry => -entry.Amount),
        CreditId = CreditId,
        BenefitId = BenefitId,
        Kind = Kind,
        ServiceId = held.Uses[0].ServiceId,
        UsedAt = datedAt < now ? datedAt : null,
        OccursAt = OccursAt == UsedAt ? null : Instants.Cut(OccursAt),
        MayGoFurtherBack = MayGoFurtherBack,
        DespiteStatus = DespiteStatus,
        MayDespiteStatus = MayDespiteStatus,
    };
}
