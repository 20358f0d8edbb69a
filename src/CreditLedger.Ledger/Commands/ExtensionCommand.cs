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
    protected override string Verb => "extended";

    /// <inheritdoc />
    protected override Refusal? RefuseTerms(DateTime now) => ExpiresAt <= now
        ? new Refusal(RefusalReason.BadDate, RefusedField.ExpiresAt, "The new end lies in the past. Choose a later one.")
        : base.RefuseTerms(now);

    private protected override Ineligible? WhyNot(CreditState credit, long remains, LedgerRules rules, DateTime now)
    {
        if (credit.IsRevoked) return new Ineligible(SkipReason.Revoked, "was revoked: grant a new credit instead");
        if (credit.Terms.ExpiresAt is not { } end)
            return new Ineligible(SkipReason.NeverExpires, "never expires, so there is nothing to extend");
        if (remains == 0) return new Ineligible(SkipReason.UsedUp, "has nothing left to extend");
        return ExpiresAt <= end
            ? new Ineligible(SkipReason.EndsNoEarlier, "lasts as long already: choose a later end")
            { Refusal = RefusalReason.BadDate, Field = RefusedField.ExpiresAt }
            : null;
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
