using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Members;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// Uses credits: of one credit, of one benefit, or of a kind in burn order (R14); a service narrows the choice, and alone means Time.
/// All or nothing (R15).
/// </summary>
public sealed record UsageCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>
    /// The member whose credits are used: the own ones and, unless <see cref="UsedById"/> names another, those that others share with them
    /// (R13).
    /// </summary>
    public required long MemberId { get; init; }

    /// <summary>What is used, in the smallest unit, above zero.</summary>
    public required long Amount { get; init; }

    /// <summary>One credit.</summary>
    public long? CreditId { get; init; }

    /// <summary>One benefit.</summary>
    public long? BenefitId { get; init; }

    /// <summary>One kind.</summary>
    public BenefitKind? Kind { get; init; }

    /// <summary>The service it is used for.</summary>
    public long? ServiceId { get; init; }

    /// <summary>When it happened; none means now.</summary>
    public DateTime? UsedAt { get; init; }

    /// <summary>
    /// When what is used takes place; none means when it happened. Liveness, services, rights and caps are asked of this moment (R13, R30).
    /// </summary>
    public DateTime? OccursAt { get; init; }

    /// <summary>Who used it; none means the member. Someone else must be one with whom the member shares the credit (R13).</summary>
    public long? UsedById { get; init; }

    /// <summary>
    /// Whether <see cref="UsedById"/> is taken as told, as an import tells what another program let happen: R13 was decided there. Not part
    /// of the content.
    /// </summary>
    public bool UserIsOnRecord { get; init; }

    /// <summary>Whether the actor may date it before the backdating window (R16). Not part of the content.</summary>
    public bool MayGoFurtherBack { get; init; }

    /// <summary>Whether the user confirmed it for a member who is not active then (R54). Not part of the content.</summary>
    public bool DespiteStatus { get; init; }

    /// <summary>Whether the actor may record usage for a member who is not active (R54). Not part of the content.</summary>
    public bool MayDespiteStatus { get; init; }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => new(MemberId, CreditId, null, BenefitId, Instants.Cut(UsedAt ?? now))
    { UserId = UserId, OccursAt = Instants.Cut(OccursAt), AsksForUsable = CreditId is null };

    /// <inheritdoc />
    public override TypedDay? TypedDay(LedgerRules rules) =>
        UsedAt is { } usedAt ? new TypedDay(rules.Zone.DayOf(usedAt), RefusedField.UsedAt) : null;

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) => UserIsOnRecord ? [] :
        UserId == MemberId ? MemberStanding.Needs(MemberId) : [.. MemberStanding.Needs(MemberId), .. MemberStanding.Needs(UserId)];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now) => UsageRule.Decide(this, state, rules, now);

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(MemberId);
        writer.Number(Amount);
        writer.Number(CreditId);
        writer.Number(BenefitId);
        writer.Number((long?)Kind);
        writer.Number(ServiceId);
        writer.Instant(UsedAt);
        writer.Number(UsedById);

        // Not written where nothing is booked, as it was before there was such a moment.
        if (OccursAt is { } occursAt) writer.Instant(occursAt);
    }

    /// <summary>Only credits of this currency: what is left of a booking's price (R30).</summary>
    internal string? Currency { get; init; }

    internal long UserId => UsedById ?? MemberId;

    internal Refusal? RefuseTexts() => RefuseTexts(required: false);
}
