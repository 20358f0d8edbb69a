using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// Lets what remains last longer (R23): it moves to a new credit of the same owner, benefit and priority with the later end, one for all or
/// each so many days after its own. Expired credits as well (R22): what had expired can be used again from now on.
/// </summary>
public sealed record ExtensionCommand(string IdempotencyKey, Actor Actor) : RemainderCommand(IdempotencyKey, Actor)
{
    /// <summary>Most days by which credits are extended at once: ten years.</summary>
    public const int MaxDays = 3_660;

    private readonly DateTime? _expiresAt;

    /// <summary>By how many local days each outlives its own end, 1 to <see cref="MaxDays"/>; none where all get one end.</summary>
    public int? ByDays { get; init; }

    /// <summary>First instant at which the new credits are no longer live; none: never. Not asked beside <see cref="ByDays"/>.</summary>
    public required DateTime? ExpiresAt
    {
        get => _expiresAt;
        init => _expiresAt = Instants.Cut(value);
    }

    /// <inheritdoc />
    protected override PostingKind Kind => PostingKind.Extension;

    /// <inheritdoc />
    protected override Refusal? RefuseTerms(DateTime now)
    {
        if (ByDays is < 1 or > MaxDays) return Refusals.ExtensionDays;
        return ByDays is null && ExpiresAt <= now ? Refusals.NewEndInThePast : base.RefuseTerms(now);
    }

    /// <summary>The end so many local days later, at the same local time.</summary>
    public static DateTime Later(DateTime end, int days, SiteZone zone)
    {
        var local = zone.ToLocal(end);
        return days >= (DateTime.MaxValue - local).TotalDays ? Instants.Latest : zone.ToInstant(local.AddDays(days));
    }

    private protected override Ineligible? WhyNot(CreditState credit, long remains, LedgerRules rules, DateTime now)
    {
        if (credit.IsRevoked) return Ineligible.Revoked;
        if (credit.Terms.IsUnlimited) return Ineligible.Unlimited;
        if (credit.Terms.ExpiresAt is not { } end) return Ineligible.NeverExpires;
        if (remains == 0) return Ineligible.NothingToExtend;
        if (ByDays is { } days) return Later(end, days, rules.Zone) <= now ? Ineligible.OverEvenThen : null;
        return ExpiresAt <= end ? Ineligible.EndsNoEarlier : null;
    }

    private protected override IEnumerable<EntryDraft> EntriesOn(
        CreditState credit, long remains, LedgerRules rules, DateTime now) =>
        Moving(
            credit, remains, credit.Terms.OwnerId, ByDays is { } days ? Later(credit.Terms.ExpiresAt!.Value, days, rules.Zone) : ExpiresAt,
            CreditSource.Extension, Description, now);

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

    private protected override void WriteTerms(CanonicalWriter writer)
    {
        writer.Instant(ExpiresAt);

        // Requests from before there were days keep their hash.
        if (ByDays is { } days) writer.Number(days);
    }
}
