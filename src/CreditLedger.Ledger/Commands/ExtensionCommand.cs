using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// Lets what remains last longer (R23): it moves to a new credit of the same owner, benefit and priority with the later end. Expired
/// credits as well (R22): what had expired can be used again from now on.
/// </summary>
public sealed record ExtensionCommand(string IdempotencyKey, Actor Actor) : RemainderCommand(IdempotencyKey, Actor)
{
    private readonly DateTime? _expiresAt;

    /// <summary>First instant at which the new credits are no longer live; none means never.</summary>
    public required DateTime? ExpiresAt
    {
        get => _expiresAt;
        init => _expiresAt = Instants.Cut(value);
    }

    /// <inheritdoc />
    protected override PostingKind Kind => PostingKind.Extension;

    /// <inheritdoc />
    protected override Refusal? RefuseTerms(DateTime now) =>
        ExpiresAt <= now ? Refusals.NewEndInThePast : base.RefuseTerms(now);

    private protected override Ineligible? WhyNot(CreditState credit, long remains, LedgerRules rules, DateTime now)
    {
        if (credit.IsRevoked) return Ineligible.Revoked;
        if (credit.Terms.ExpiresAt is not { } end) return Ineligible.NeverExpires;
        if (remains == 0) return Ineligible.NothingToExtend;
        return ExpiresAt <= end ? Ineligible.EndsNoEarlier : null;
    }

    private protected override IEnumerable<EntryDraft> EntriesOn(CreditState credit, long remains, DateTime now) =>
        Moving(credit, remains, credit.Terms.OwnerId, ExpiresAt, CreditSource.Extension, now);

    private protected override IReadOnlyList<string> NotesOf(IReadOnlyList<EntryDraft> entries, DateTime now)
    {
        var expired = entries.Where(entry => entry.Credit?.Terms.IsExpiredAt(now) == true).ToList();
        return expired switch
        {
            [] => [],
            [var one] =>
                [$"{one.Credit!.Terms.Benefit.Name} has expired: its {AmountFormat.Format(-one.Amount, one.Credit.Terms.Benefit.Unit)} " +
                $"can be used again from now on."],
            _ => [$"{Number(expired.Count)} of these credits have expired: what had expired can be used again from now on."],
        };
    }

    private protected override void WriteTerms(CanonicalWriter writer) => writer.Instant(ExpiresAt);
}
