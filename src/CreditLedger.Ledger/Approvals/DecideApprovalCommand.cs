using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Approvals;

/// <summary>Decides a request, once.</summary>
public abstract record DecideApprovalCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>The request.</summary>
    public required long Id { get; init; }

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
        [RowQuery.Of<ApprovalRow>(nameof(ApprovalRow.Id), Id, forUpdate: true)];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (state.Related.Row<ApprovalRow>(nameof(ApprovalRow.Id), Id) is not { } asked) return Refusals.NoSuchRequest;
        if (asked.State == ApprovalState.Approved) return Refusals.RequestApproved(asked.PostingId);
        if (asked.State == ApprovalState.Declined) return Refusals.RequestDeclined;
        if (!asked.IsOpenAt(now)) return Refusals.RequestExpired;
        return Refuse(asked) is { } refusal ? refusal
            : Draft.OfRows(Id, RelatedChange.Update(Decided(asked) with { DecidedById = Actor.Id, DecidedAt = now }));
    }

    private protected abstract Refusal? Refuse(ApprovalRow asked);

    private protected abstract ApprovalRow Decided(ApprovalRow asked);

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer) => writer.Number(Id);
}

/// <summary>Marks a request as done, in the transaction of what was asked for: one alone can do it.</summary>
public sealed record ApproveCommand(ApprovalOf Carried, Actor Actor)
    : DecideApprovalCommand(FormattableString.Invariant($"approval/{Carried.Id}"), Actor)
{
    /// <summary>What was recorded.</summary>
    public long? PostingId { get; init; }

    private protected override Refusal? Refuse(ApprovalRow asked) => asked.Path == Carried.Path ? null : Refusals.RequestForAnotherForm;

    private protected override ApprovalRow Decided(ApprovalRow asked) => asked with
    { State = ApprovalState.Approved, PostingId = PostingId };
}

/// <summary>Declines a request, with the reason, which the one who asked reads.</summary>
public sealed record DeclineApprovalCommand(string IdempotencyKey, Actor Actor) : DecideApprovalCommand(IdempotencyKey, Actor)
{
    /// <summary>Why.</summary>
    public required string? Reason { get; init; }

    private protected override Refusal? Refuse(ApprovalRow asked) => Clean(Reason) switch
    {
        null => Refusals.NoReasonToDecline,
        { Length: > MaxTextLength } => Refusals.DescriptionTooLong,
        _ => null,
    };

    private protected override ApprovalRow Decided(ApprovalRow asked) => asked with
    { State = ApprovalState.Declined, Reason = Clean(Reason) };

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        base.WriteContent(writer);
        writer.Text(Clean(Reason));
    }
}
