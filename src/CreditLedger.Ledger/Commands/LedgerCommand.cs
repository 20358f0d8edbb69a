using System.Security.Cryptography;
using CreditLedger.Ledger.Auditing;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// One change of state that one actor asks for: it is recorded whole or refused. A command says what it needs to see
/// (<see cref="Scope"/>, <see cref="Needs"/>) and decides on what it is shown (<see cref="Decide"/>); it reads and writes nothing itself.
/// </summary>
/// <param name="IdempotencyKey">Unique text, 1 to 200 characters: the same key with the same content is carried out once (R9).</param>
/// <param name="Actor">Who asks.</param>
public abstract record LedgerCommand(string IdempotencyKey, Actor Actor)
{
    /// <summary>Longest idempotency key, in characters.</summary>
    public const int MaxKeyLength = RequestRow.MaxKeyLength;

    /// <summary>Longest description or note, in characters (R21).</summary>
    public const int MaxTextLength = TextDigests.MaxTextLength;

    // One per thread: an import hashes a million requests.
    [ThreadStatic]
    private static CanonicalWriter? _writer;

    private readonly string? _description;
    private readonly string? _internalNote;

    /// <summary>Why, up to 500 characters; the member may read it (R21). Trimmed; nothing but spaces is none.</summary>
    public string? Description
    {
        get => _description;
        init => _description = Clean(value);
    }

    /// <summary>A note for staff only, up to 500 characters (R21). Trimmed; nothing but spaces is none.</summary>
    public string? InternalNote
    {
        get => _internalNote;
        init => _internalNote = Clean(value);
    }

    /// <summary>
    /// Whether the key is carried out once more when all that it recorded was undone: an import is (R9), a form is not. Not part of the
    /// content.
    /// </summary>
    public bool AgainIfUndone { get; init; }

    /// <summary>
    /// The request of someone else that it carries out: decided in the same transaction, so that of many only one is recorded. Not part of
    /// the content.
    /// </summary>
    public ApprovalOf? Approval { get; init; }

    /// <summary>
    /// What the audit says of it, written with it when it changes something; none for what no person asked for. Not part of the content.
    /// </summary>
    public AuditNote? Audit { get; init; }

    /// <summary>What the command must be shown of the ledger.</summary>
    public virtual CommandScope Scope(DateTime now) => new(null, null, null, null, now);

    /// <summary>The other rows that it must be shown. Asked again with what was found, until it names nothing new.</summary>
    public virtual IEnumerable<RowQuery> Needs(LedgerState state) => [];

    /// <summary>Credits that it must be shown besides those of its scope, by the rows that it was shown.</summary>
    public virtual IEnumerable<long> Credits(LedgerState state) => [];

    /// <summary>Benefits that it must be shown besides those of its scope, by the rows that it was shown.</summary>
    public virtual IEnumerable<long> Benefits(LedgerState state) => [];

    /// <summary>
    /// Commands that come first in the same transaction, such as the issuing of what is due; asked again until there is none.
    /// </summary>
    public virtual IReadOnlyList<LedgerCommand> Preceding(LedgerState state, LedgerRules rules, DateTime now) => [];

    /// <summary>Commands that follow in the same transaction; asked again until there is none.</summary>
    /// <param name="state">The state after this command.</param>
    /// <param name="madeId">The row that it made.</param>
    /// <param name="rules">The site's settings.</param>
    /// <param name="now">The moment of recording.</param>
    public virtual IReadOnlyList<LedgerCommand> Following(LedgerState state, long madeId, LedgerRules rules, DateTime now) => [];

    /// <summary>
    /// Commands that are tried one after the other in the same transaction, each made with the row that the first of them made; those that
    /// are refused are left out. Where all are, so is this one.
    /// </summary>
    public virtual IEnumerable<Func<long?, LedgerCommand>> Attempts => [];

    /// <summary>What the attempts come to, for the page that shows it before it is confirmed (R19).</summary>
    public virtual object? EffectOf(IReadOnlyList<(LedgerCommand Command, Decision Decision)> attempts) => null;

    /// <summary>
    /// Owners whose supply it changes: what is committed of it is looked at anew in the same transaction, and bookings that lack something
    /// are covered as far as there is something (R42).
    /// </summary>
    public virtual IEnumerable<long> Reviewed(LedgerState state) => [];

    /// <summary>
    /// The day that was typed, from which on it counts; none where it counts from the moment of recording. A locked one is refused beside
    /// its field (R49).
    /// </summary>
    public virtual TypedDay? TypedDay(LedgerRules rules) => null;

    /// <summary>The rule: what is to be recorded, or why not. Pure: the same state, rules and moment give the same decision.</summary>
    public abstract Decision Decide(LedgerState state, LedgerRules rules, DateTime now);

    /// <summary>Writes what was asked for, without key, actor and texts: what R9 calls the content.</summary>
    protected abstract void WriteContent(CanonicalWriter writer);

    /// <summary>Digest of the texts under a salt (R41); none without texts.</summary>
    public byte[]? TextDigest(ReadOnlySpan<byte> salt) => Description is null && InternalNote is null ? null : TextDigests.Of(
        salt, Description, InternalNote);

    /// <summary>SHA-256 of the content, in which the texts stand by their digest (R9, R41).</summary>
    public byte[] RequestHash(byte[]? textDigest)
    {
        var writer = _writer ??= new CanonicalWriter();
        writer.Clear();
        writer.Text(GetType().Name);
        WriteContent(writer);
        if (textDigest is not null) writer.Bytes(textDigest);
        return SHA256.HashData(writer.Written);
    }

    /// <summary>Why the texts cannot be; none when they can (R21).</summary>
    protected Refusal? RefuseTexts(bool required)
    {
        if (required && Description is null) return Refusals.NoReason;
        if (Description?.Length > MaxTextLength) return Refusals.DescriptionTooLong;
        return InternalNote?.Length > MaxTextLength ? Refusals.InternalNoteTooLong : null;
    }

    /// <summary>Trims a text; nothing but spaces is no text.</summary>
    protected static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What a command must be shown of the ledger. A loader may show more, never less.</summary>
/// <param name="MemberId">The member whose usable credits are asked for, or who is to own a new one.</param>
/// <param name="CreditId">One credit.</param>
/// <param name="PostingId">One posting with its entries, and the whole history of their credits.</param>
/// <param name="BenefitId">One benefit.</param>
/// <param name="UsedAt">The moment from which on the balances must be known.</param>
public readonly record struct CommandScope(long? MemberId, long? CreditId, long? PostingId, long? BenefitId, DateTime UsedAt)
{
    /// <summary>
    /// The member who uses: what others share with them is asked for, and how much they used of it where a cap counts (R13).
    /// </summary>
    public long? UserId { get; init; }

    /// <summary>When what is used takes place; none means <see cref="UsedAt"/>.</summary>
    public DateTime? OccursAt { get; init; }

    /// <summary>The moment of which liveness, rights and caps are asked (R13, R30).</summary>
    public DateTime Moment => OccursAt ?? UsedAt;

    /// <summary>Whether all credits that the user may use are asked for: the own ones, and those that others share.</summary>
    public bool AsksForUsable { get; init; }

    /// <summary>More credits, beside <see cref="CreditId"/>.</summary>
    public IReadOnlyList<long> MoreCreditIds { get; init; } = [];

    /// <summary>More benefits, beside <see cref="BenefitId"/>.</summary>
    public IReadOnlyList<long> MoreBenefitIds { get; init; } = [];

    /// <summary>Whether the command asks if anything was ever recorded: <see cref="LedgerState.HasEntries"/>.</summary>
    public bool AsksForAnyEntry { get; init; }

    /// <summary>
    /// Whether the command asks what of the memberships is still to be issued: <see cref="LedgerState.EarliestDue"/> and
    /// <see cref="LedgerState.EarliestSetAside"/>.
    /// </summary>
    public bool AsksForUnissued { get; init; }

    /// <summary>All credits.</summary>
    public IEnumerable<long> CreditIds => CreditId is { } one ? MoreCreditIds.Prepend(one) : MoreCreditIds;
}

/// <summary>The site's settings that rules ask for.</summary>
/// <param name="BookingIntervalMinutes">The booking interval (R20).</param>
/// <param name="BackdatingDays">How many days back a usage may be dated by those who may not go further (R16).</param>
public sealed record LedgerRules(int BookingIntervalMinutes = 15, int BackdatingDays = 60)
{
    /// <summary>The booking interval, 1 to 1440 minutes.</summary>
    public int BookingIntervalMinutes { get; } = Within(BookingIntervalMinutes, 1, 1440, nameof(BookingIntervalMinutes));

    /// <summary>The backdating window, 0 to 36500 days.</summary>
    public int BackdatingDays { get; } = Within(BackdatingDays, 0, 36500, nameof(BackdatingDays));

    /// <summary>The site's zone, in which the periods of caps are cut (R10, R13).</summary>
    public SiteZone Zone { get; init; } = new(TimeZoneInfo.Utc);

    /// <summary>The lock date: the last local day on which nothing is recorded any more; none while nothing is locked (R49).</summary>
    public DateOnly? LockedUpTo { get; init; }

    /// <summary>The first instant after the lock date; none while nothing is locked.</summary>
    public DateTime? OpenFrom => LockedUpTo is { } locked ? Zone.EndOf(locked) : null;

    /// <summary>The moment, or the first instant after the lock date, where the moment is locked (R49).</summary>
    public DateTime NotLocked(DateTime moment) => OpenFrom is { } open && moment < open ? open : moment;

    // A wrong setting stops the start, not a posting months later.
    private static int Within(int value, int least, int most, string name) =>
        value >= least && value <= most ? value : throw new ArgumentOutOfRangeException(name, value,
            $"{name} lies between {least} and {most}.");
}
