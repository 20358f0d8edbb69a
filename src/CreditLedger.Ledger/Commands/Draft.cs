using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Commands;

/// <summary>To be recorded, all or none: the entries of one posting, related rows, or both.</summary>
/// <param name="Kind">What the posting is; of no meaning without entries.</param>
/// <param name="Description">Why, as the posting keeps it; the member may read it.</param>
/// <param name="Entries">The rows, in order.</param>
/// <param name="ReversesPostingId">The posting it undoes (R24).</param>
public sealed record Draft(PostingKind Kind, string? Description, IReadOnlyList<EntryDraft> Entries,
    long? ReversesPostingId = null) : Decision
{
    /// <summary>Nothing is to be done: everything is as it was asked for.</summary>
    public static readonly Draft Nothing = new(default, null, []);

    /// <summary>Rows beside the posting's; asked for once the posting, its entries and its credits have their numbers.</summary>
    public Func<DraftRows, IEnumerable<RelatedChange>>? Related { get; init; }

    /// <summary>The row that the command is about, where it exists already.</summary>
    public long MadeId { get; init; }

    /// <summary>What one should know before one confirms, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The credits that are left out because they cannot, and why (R23).</summary>
    public IReadOnlyList<SkippedCredit> Skipped { get; init; } = [];

    /// <summary>
    /// What the rule worked out on the way, for the page that shows the effect before it is confirmed (R19); each command says of which
    /// type.
    /// </summary>
    public object? Effect { get; init; }

    /// <summary>Whether its revocations are by an end or change of membership: a later usage may be dated before them (R16).</summary>
    public bool EndsMembership => Kind == PostingKind.Revocation && Related is not null;

    /// <summary>Whether it makes a booking, whose number its uses carry (R30).</summary>
    public bool MakesBooking { get; init; }

    /// <summary>The same, once the booking that it makes has its number.</summary>
    internal Draft Booked(long bookingId) => this with
    {
        MadeId = bookingId,
        Entries =
        [
            .. Entries.Select(entry => entry.Kind is EntryKind.Usage or EntryKind.Allowance ? entry with { BookingId = bookingId } : entry),
        ],
    };

    /// <summary>Whether anything is to be written.</summary>
    public bool ChangesSomething => Entries.Count > 0 || Related is not null;

    /// <summary>Rows without a posting.</summary>
    public static Draft OfRows(long madeId, params IReadOnlyList<RelatedChange> changes) =>
        changes.Count == 0 ? Nothing with { MadeId = madeId } : Nothing with { MadeId = madeId, Related = _ => changes };
}

/// <summary>What a draft became, for the related rows.</summary>
/// <param name="Posting">The posting; none where there are no entries.</param>
/// <param name="Entries">Its entries, in the order of the draft.</param>
/// <param name="Credits">The credits that it granted, in the order of the draft.</param>
/// <param name="Ids">Numbers of other new rows.</param>
public sealed record DraftRows(PostingRow? Posting, IReadOnlyList<EntryRow> Entries, IReadOnlyList<CreditRow> Credits, IRowIds Ids)
{
    /// <summary>The row that the command made, set by the store that numbers it.</summary>
    public long MadeId { get; set; }

    /// <summary>Numbers the row that the command makes.</summary>
    public long Made(LedgerTable table) => MadeId = Ids.NextId(table);
}

/// <summary>Gives new rows their keys, and texts their salts.</summary>
public interface IRowIds
{
    /// <summary>The next key of a table.</summary>
    long NextId(LedgerTable table);

    /// <summary>32 random bytes (R41).</summary>
    byte[] Salt();
}

/// <summary>One row to be.</summary>
/// <param name="Credit">The credit it changes; for a Grant the one it creates, in <paramref name="NewCredit"/>.</param>
/// <param name="NewCredit">The terms of the credit that a Grant creates, or that one before it in the same draft created.</param>
/// <param name="Kind">What it does.</param>
/// <param name="EffectiveKind">The total it belongs to: its kind, or that of the entry it reverses.</param>
/// <param name="Amount">Signed, in the smallest unit.</param>
/// <param name="UsedAt">When it is charged.</param>
public sealed record EntryDraft(CreditState? Credit, CreditDraft? NewCredit, EntryKind Kind, EntryKind EffectiveKind, long Amount,
    DateTime UsedAt)
{
    /// <summary>The member who used the credit.</summary>
    public long? UsedById { get; init; }

    /// <summary>The service it was used for.</summary>
    public long? ServiceId { get; init; }

    /// <summary>When the booked session takes place; none where nothing is booked (R30).</summary>
    public DateTime? OccursAt { get; init; }

    /// <summary>The booking it belongs to (R30).</summary>
    public long? BookingId { get; init; }

    /// <summary>The entry it reverses.</summary>
    public long? ReversesEntryId { get; init; }

    /// <summary>A row on a credit that exists.</summary>
    public static EntryDraft On(CreditState credit, EntryKind kind, long amount, DateTime usedAt) => new(
        credit, null, kind, kind, amount, usedAt);

    /// <summary>The rows of a use: of an unlimited credit it is allowed first, so that the balance is 0 at every moment (R48).</summary>
    public static IEnumerable<EntryDraft> Using(
        CreditState credit, long amount, DateTime usedAt, Func<EntryDraft, EntryDraft> with)
    {
        if (credit.Terms.IsUnlimited) yield return with(On(credit, EntryKind.Allowance, amount, usedAt));
        yield return with(On(credit, EntryKind.Usage, -amount, usedAt));
    }

    /// <summary>Whether it creates its credit.</summary>
    public bool CreatesCredit => NewCredit is not null && Kind == EntryKind.Grant;

    /// <summary>A row on a credit that one before it in the same draft creates.</summary>
    public static EntryDraft On(CreditDraft credit, EntryKind kind, long amount, DateTime usedAt) => new(
        null, credit, kind, kind, amount, usedAt);

    /// <summary>The first row of a new credit.</summary>
    public static EntryDraft Granting(CreditDraft credit, DateTime usedAt) =>
        new(null, credit, EntryKind.Grant, EntryKind.Grant, credit.Row.Amount, usedAt);
}

/// <summary>A credit to be: its row without a key, and what it is good for.</summary>
/// <param name="Row">Its terms.</param>
/// <param name="Benefit">What it is good for.</param>
public sealed record CreditDraft(CreditRow Row, BenefitTerms Benefit)
{
    /// <summary>A credit of a benefit, of that benefit's priority.</summary>
    public static CreditDraft Of(BenefitTerms benefit, long ownerId, long amount, DateTime startsAt, DateTime? expiresAt,
        CreditSource source, string? sourceName) => new(
        new CreditRow
        {
            OwnerId = ownerId,
            BenefitId = benefit.Id,
            BenefitKind = benefit.Kind,
            Amount = amount,
            StartsAt = startsAt,
            ExpiresAt = expiresAt,
            Priority = benefit.Priority,
            Source = source,
            SourceName = sourceName,
        },
        benefit);

    /// <summary>The same with other terms.</summary>
    public CreditDraft With(Func<CreditRow, CreditRow> change) => this with { Row = change(Row) };
}
