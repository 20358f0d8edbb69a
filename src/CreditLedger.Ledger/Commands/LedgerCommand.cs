using System.Security.Cryptography;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// One request to the ledger, by one actor: it becomes one posting or is refused. An act says what it needs to see
/// (<see cref="Scope"/>) and decides on what it is shown (<see cref="Decide"/>); it reads and writes nothing itself.
/// </summary>
/// <param name="IdempotencyKey">Unique text, 1 to 200 characters: the same key with the same content posts once (R9).</param>
/// <param name="Actor">Who records it.</param>
public abstract record LedgerCommand(string IdempotencyKey, Actor Actor)
{
    /// <summary>Longest idempotency key, in characters.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>Longest reason or description, in characters (R21).</summary>
    public const int MaxTextLength = 500;

    // One per thread: an import hashes a million requests.
    [ThreadStatic]
    private static CanonicalWriter? _writer;

    /// <summary>What the act must be shown.</summary>
    public abstract CommandScope Scope(DateTime now);

    /// <summary>The rule: what is to be recorded, or why not. Pure: the same view, rules and moment give the same decision.</summary>
    public abstract Decision Decide(LedgerState view, LedgerRules rules, DateTime now);

    /// <summary>Writes what was asked for, without key and actor: what R9 calls the content.</summary>
    protected abstract void WriteContent(CanonicalWriter writer);

    /// <summary>SHA-256 of the content (R9).</summary>
    public byte[] RequestHash()
    {
        var writer = _writer ??= new CanonicalWriter();
        writer.Clear();
        writer.Text(GetType().Name);
        WriteContent(writer);
        return SHA256.HashData(writer.Written);
    }

    /// <summary>Trims a text; nothing but spaces is no text.</summary>
    protected static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What an act must be shown. Whoever loads may show more, never less.</summary>
/// <param name="MemberId">The member whose usable credits are asked for, or who is to own a new one.</param>
/// <param name="CreditId">One credit.</param>
/// <param name="PostingId">One posting with its entries, and the whole history of their credits.</param>
/// <param name="BenefitId">One benefit.</param>
/// <param name="UsedAt">The moment from which on the balances must be known.</param>
public readonly record struct CommandScope(long? MemberId, long? CreditId, long? PostingId, long? BenefitId, DateTime UsedAt)
{
    /// <summary>The member who uses: what others share with them is asked for, and how much they used of it where a cap counts (R13).</summary>
    public long? UserId { get; init; }

    /// <summary>More credits, beside <see cref="CreditId"/>.</summary>
    public IReadOnlyList<long> MoreCreditIds { get; init; } = [];

    /// <summary>More benefits, beside <see cref="BenefitId"/>.</summary>
    public IReadOnlyList<long> MoreBenefitIds { get; init; } = [];

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

    // A wrong setting stops the start, not a posting months later.
    private static int Within(int value, int least, int most, string name) =>
        value >= least && value <= most ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} lies between {least} and {most}.");
}
