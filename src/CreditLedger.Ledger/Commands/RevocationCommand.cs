using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Chain;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// Takes all that remains, with a reason (R23). Credits that have not started yet as well; of an expired one nothing is left to take. An
/// unlimited one ends by a revocation of 0 (R48).
/// </summary>
public sealed record RevocationCommand(string IdempotencyKey, Actor Actor) : RemainderCommand(IdempotencyKey, Actor)
{
    /// <inheritdoc />
    protected override PostingKind Kind => PostingKind.Revocation;

    /// <inheritdoc />
    protected override Refusal? RefuseTerms(DateTime now) => RefuseTexts(required: true);

    private protected override Ineligible? WhyNot(CreditState credit, long remains, LedgerRules rules, DateTime now)
    {
        if (credit.IsRevoked) return Ineligible.RevokedBefore;
        if (credit.Terms.IsExpiredAt(now)) return Ineligible.ExpiredWithNothingToTake;
        return remains == 0 && !credit.Terms.IsUnlimited ? Ineligible.NothingToTake : null;
    }

    private protected override IEnumerable<EntryDraft> EntriesOn(CreditState credit, long remains, LedgerRules rules, DateTime now) =>
        [EntryDraft.On(credit, EntryKind.Revocation, -remains, now)];

    private protected override void WriteTerms(CanonicalWriter writer)
    {
    }
}
