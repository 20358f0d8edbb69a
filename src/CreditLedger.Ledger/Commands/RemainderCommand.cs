using System.Globalization;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Chain;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// Moves or takes what remains on credits (R23): one or many of any owners, in one posting that can be undone as a whole. Either all of
/// them or, as chosen, those that can; a refusal names every credit that cannot, and why.
/// </summary>
public abstract record RemainderCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>Most credits in one posting: what one transaction writes in a moment, and one person can look through.</summary>
    public const int MaxCredits = 5_000;

    private readonly long[] _creditIds = [];

    /// <summary>The credits: each once, in the order of their numbers, however they are given.</summary>
    public required IReadOnlyList<long> CreditIds
    {
        get => _creditIds;
        init => _creditIds = [.. value.Distinct().Order()];
    }

    /// <summary>Whether to leave out the credits that cannot; without it, one that cannot refuses all.</summary>
    public bool SkipIneligible { get; init; }

    /// <summary>What the posting is.</summary>
    protected abstract PostingKind Kind { get; }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => new(null, null, null, null, now) { MoreCreditIds = CreditIds };

    /// <inheritdoc />
    public sealed override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (CreditIds.Count == 0) return Refusals.NoCreditChosen;
        if (CreditIds.Count > MaxCredits) return Refusals.TooManyCredits(CreditIds.Count);
        if (RefuseTerms(now) is { } badTerms) return badTerms;

        var (entries, ineligible) = (new List<EntryDraft>(), new List<(SkippedCredit Credit, Ineligible Why)>());
        foreach (var id in CreditIds)
        {
            if (state.Credit(id) is not { } credit) return Refusals.NoCreditOf(id);
            var remains = Math.Max(0, credit.History.LowestSince(now));
            var committed = remains == 0 && credit.Committed > 0 ? Ineligible.Committed : null;
            if ((committed ?? WhyNot(credit, remains, rules, now)) is { } why)
                ineligible.Add((new SkippedCredit(credit.Terms, rules.Zone, why.Reason, why.Available), why));
            else entries.AddRange(EntriesOn(credit, remains, rules, now));
        }

        if (ineligible.Count > 0 && (!SkipIneligible || entries.Count == 0))
        {
            return CreditIds.Count == 1 ? Refusals.NotMovable(ineligible[0].Credit, ineligible[0].Why)
                : Refusals.NotMovable(Kind, CreditIds.Count, ineligible);
        }

        if (Warn(state, rules, now) is { } warning) return warning;
        return new Draft(Kind, Description, entries)
        { Notes = NotesOf(entries, now), Skipped = [.. ineligible.Select(one => one.Credit)] };
    }

    /// <summary>Why the request cannot be, whatever the credits are.</summary>
    protected virtual Refusal? RefuseTerms(DateTime now) => RefuseTexts(required: false);

    /// <summary>What must be confirmed first.</summary>
    private protected virtual ConfirmationNeeded? Warn(LedgerState state, LedgerRules rules, DateTime now) => null;

    /// <summary>Why a credit cannot; none when it can.</summary>
    private protected abstract Ineligible? WhyNot(CreditState credit, long remains, LedgerRules rules, DateTime now);

    /// <summary>The rows for one credit that can.</summary>
    private protected abstract IEnumerable<EntryDraft> EntriesOn(CreditState credit, long remains, LedgerRules rules, DateTime now);

    /// <summary>What one should know before one confirms.</summary>
    private protected virtual IReadOnlyList<string> NotesOf(IReadOnlyList<EntryDraft> entries, DateTime now) => [];

    /// <summary>The fields beside those that every act of this sort has.</summary>
    private protected abstract void WriteTerms(CanonicalWriter writer);

    /// <inheritdoc />
    protected sealed override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(CreditIds.Count);
        foreach (var id in CreditIds) writer.Number(id);
        writer.Byte(SkipIneligible ? (byte)1 : (byte)0);
        WriteTerms(writer);
    }

    /// <summary>
    /// The two rows with which a remainder moves: from the origin, to a new credit of the same benefit. An unlimited one ends by a
    /// revocation of 0 (R48), and another one begins.
    /// </summary>
    internal static IEnumerable<EntryDraft> Moving(
        CreditState origin, long amount, long ownerId, DateTime? expiresAt, CreditSource source, string? description, DateTime now)
    {
        var terms = origin.Terms;
        var startsAt = terms.StartsAt > now ? terms.StartsAt : now;
        yield return EntryDraft.On(origin, terms.IsUnlimited ? EntryKind.Revocation : EntryKind.Transfer, -amount, now);
        var successor = CreditDraft.Of(terms.Benefit, ownerId, amount, startsAt, expiresAt, source, terms.SourceName);
        yield return EntryDraft.Granting(
            successor.With(row => row with
            {
                Priority = terms.Priority,
                OriginCreditId = terms.Id,
                Unlimited = terms.IsUnlimited,
                Description = description,
            }),
            now);
    }

    /// <summary>A count in a sentence.</summary>
    private protected static string Number(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
