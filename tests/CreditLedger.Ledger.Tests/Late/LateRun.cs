using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Tests.Supply;

namespace CreditLedger.Ledger.Tests.Late;

/// <summary>One membership with a rollover, day by day: its periods are issued as they begin, and uses recorded late or in time.</summary>
internal sealed class LateRun
{
    public static readonly DateOnly Start = new(2026, 1, 1);

    private readonly SupplyRun _run;
    private readonly long _membership;

    public LateRun(long amount, RolloverRule? rollover)
    {
        _run = new SupplyRun(amount, rollover) { Now = At(0) };
        _membership = _run.Assigned(SupplyRun.Small, Start);
    }

    public IReadOnlyList<CreditState> Credits => _run.Credits;

    public static DateTime At(int day) => Start.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc).AddDays(day);

    /// <summary>Lets days pass; what is due on the way is issued.</summary>
    public LateRun Until(int day)
    {
        _run.Now = At(day);
        _run.IssueDue(_membership);
        return this;
    }

    /// <summary>Uses on a day, now or late.</summary>
    public Result Use(long amount, int day) => _run.Run(new UsageCommand(_run.NextKey, Actor.User(1))
    { MemberId = SupplyRun.Member, BenefitId = 1, Amount = amount, UsedAt = At(day), MayGoFurtherBack = true });

    public Result Undo(long posting, int? happenedOn = null) => _run.Run(new ReversalCommand(_run.NextKey, Actor.User(1))
    { PostingId = posting, HappenedAt = happenedOn is { } day ? At(day) : null });

    public Result Extend(long credit, int untilDay) => _run.Run(new ExtensionCommand(_run.NextKey, Actor.User(1))
    { CreditIds = [credit], ExpiresAt = At(untilDay) });

    public Result Transfer(long credit, long? part) => _run.Run(new TransferCommand(_run.NextKey, Actor.User(1))
    { CreditIds = [credit], MemberId = SupplyRun.Colleague, Amount = part });

    public Result End() => _run.Run(_run.End(_membership, MembershipEnd.Now, revoke: true));

    /// <summary>What a credit is, so that two runs can be compared: one that a late entry granted beside it counts with it.</summary>
    public string NameOf(CreditState credit)
    {
        if (_run.Rows<MembershipCreditRow>().SingleOrDefault(row => row.CreditId == credit.Terms.Id) is { } link)
            return $"{link.Period} {link.Part}";
        var origin = Credits.Single(other => other.Terms.Id == credit.Terms.Row.OriginCreditId);
        return $"{NameOf(origin)} {credit.Terms.Row.Source} {credit.Terms.RecordedAt:O}";
    }

    /// <summary>What is held at a moment, by name; nothing of nothing.</summary>
    public Dictionary<string, long> HeldAt(DateTime moment) => Credits
        .GroupBy(NameOf).Select(group => (group.Key, Held: group.Sum(credit => credit.History.At(moment))))
        .Where(one => one.Held != 0).ToDictionary(one => one.Key, one => one.Held);

    /// <summary>Balances now as text: <c>0 Grant 0, 1 Rollover 540, 1 Grant 600</c>.</summary>
    public string Text() => string.Join(", ", Credits.Select(credit => $"{NameOf(credit).Split(" 20")[0]} {credit.Balance}"));
}
