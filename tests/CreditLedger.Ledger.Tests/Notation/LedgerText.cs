using System.Globalization;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Tests.Notation;

/// <summary>
/// Ledgers as text, clauses parted by " / ":
/// <c>+300 min Meeting expires 2026-03-01 / -60 on 2026-02-10</c> is a credit and what became of it.
/// A credit: <c>+amount unit Benefit</c>, then any of <c>from DATE</c>, <c>expires DATE</c>, <c>priority N</c>, <c>for Room,Desk</c>,
/// <c>step N</c>, <c>of N</c> (its owner; 1 without), <c>shared yes</c>, <c>recorded DATE</c>; units are <c>min</c>, <c>use</c>,
/// <c>pass</c>, <c>cents</c> (printing) or a currency. A later row on the credit before it: <c>-60</c> or <c>+60</c>, then <c>on DATE</c>,
/// then <c>by N</c> (a member who used it); <c>revoked</c> ends it. <c>group 1 of 2 shares Time,Money cap Time:120:Month first yes right
/// no</c> lets member 1 use what member 2 shares; all after "of 2" may be left out, and <c>for N</c> names another member than 1;
/// <c>since DATE</c> and <c>until DATE</c> say when, <c>only Meeting</c> names benefits that were written before. A group that is written
/// twice says something else at another time. Credits are numbered 1, 2, 3 as they are written.
/// </summary>
internal sealed class LedgerText
{
    /// <summary>What the clock says in every text.</summary>
    public static readonly DateTime Now = At("2026-02-20T12:00");

    /// <summary>When a credit starts that does not say.</summary>
    public static readonly DateTime Start = At("2026-01-01");

    public static readonly IReadOnlyDictionary<string, long> Services = new Dictionary<string, long>
    { ["Room"] = 1, ["Desk"] = 2, ["Hall"] = 3 };

    private readonly Dictionary<string, BenefitTerms> _benefits = [];
    private readonly Dictionary<long, List<SharedAccess>> _accesses = [];
    private int _lastCredit;
    private long _lastUse;

    private LedgerText()
    {
    }

    public LedgerState View { get; } = new();

    public static LedgerText Read(string text)
    {
        var ledger = new LedgerText();
        foreach (var clause in text.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            ledger.Take(clause.Split(' '));
        return ledger;
    }

    public static DateTime At(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public long BenefitId(string name) => _benefits[name].Id;

    public CreditState Credit(long id) => View.Credit(id)!;

    private void Take(string[] words)
    {
        if (words[0] == "revoked") Revoke();
        else if (words[0] == "group") Share(words);
        else if (words.Length == 5 && words[3] == "by") Use(words);
        else if (words.Length >= 3 && words[1] != "on") Grant(words);
        else Credit(_lastCredit).History.Add(words.Length == 3 ? At(words[2]) : Now, Amount(words[0]));
    }

    private void Use(string[] words)
    {
        var credit = Credit(_lastCredit);
        credit.History.Add(At(words[2]), Amount(words[0]));
        View.Add(new SharedUsage(
            ++_lastUse, long.Parse(words[4], CultureInfo.InvariantCulture), credit.Terms.OwnerId, credit.Terms.Benefit.Unit, At(words[2]),
            -Amount(words[0])));
    }

    private void Share(string[] words)
    {
        var named = new Dictionary<string, string>();
        for (var index = 2; index < words.Length; index += 2) named[words[index]] = words[index + 1];
        var (owner, member) = (Number(named, "of")!.Value, Number(named, "for") ?? 1);
        var caps = named.TryGetValue("cap", out var list) ? list.Split(',').Select(cap => cap.Split(':')) : [];
        if (!_accesses.TryGetValue(member, out var accesses)) _accesses[member] = accesses = [];
        accesses.Add(new SharedAccess(member, NameOf(member), Amount(words[1]), $"Group {words[1]}", owner, NameOf(owner))
        {
            Holds = new Validity(Instant(named, "since") ?? Instants.Earliest, Instant(named, "until")),
            Named = named.TryGetValue("only", out var only)
                ? only.Split(',').ToDictionary(benefit => _benefits[benefit].Id, benefit => _benefits[benefit].Kind) : null,
            Kinds = [.. (named.TryGetValue("shares", out var kinds) ? kinds.Split(',').Select(Enum.Parse<BenefitKind>)
                : Enum.GetValues<BenefitKind>()).Select(kind => new SharedKind(kind, Validity.Always))],
            Caps = caps.ToDictionary(cap => Enum.Parse<BenefitKind>(cap[0]), cap => new Cap(Amount(cap[1]), Enum.Parse<Period>(cap[2]))),
            SharedFirst = named.ContainsKey("first"),
            MayUse = !named.ContainsKey("right"),
        });
        View.SetAccesses(member, accesses);
    }

    private static string NameOf(long member) => member switch { 1 => "Ada Brown", 2 => "Acme Ltd", _ => $"Member {member}" };

    private void Revoke()
    {
        var credit = Credit(_lastCredit);
        credit.Add(EntryKind.Revocation, EntryKind.Revocation, -credit.Balance, Now);
    }

    private void Grant(string[] words)
    {
        var named = new Dictionary<string, string>();
        for (var index = 3; index < words.Length; index += 2) named[words[index]] = words[index + 1];

        var priority = Number(named, "priority") ?? 50;
        var startsAt = Instant(named, "from") ?? Start;
        var benefit = Benefit(words[2], UnitOf(words[1]), named);
        var credit = CreditState.New(
            new CreditRow
            {
                Id = ++_lastCredit,
                OwnerId = Number(named, "of") ?? 1,
                BenefitId = benefit.Id,
                BenefitKind = benefit.Kind,
                Amount = Amount(words[0]),
                StartsAt = startsAt,
                ExpiresAt = Instant(named, "expires"),
                Priority = priority,
                Source = CreditSource.Manual,
                RecordedAt = Instant(named, "recorded") ?? startsAt,
            },
            benefit);
        credit.Add(EntryKind.Grant, EntryKind.Grant, credit.Terms.Amount, startsAt < Now ? startsAt : Now);
        View.Add(credit);
    }

    private BenefitTerms Benefit(string name, Unit unit, Dictionary<string, string> named)
    {
        if (_benefits.TryGetValue(name, out var known)) return known;
        var services = named.TryGetValue("for", out var list) ? list.Split(',').Select(service => Services[service]).ToHashSet() : [];
        var benefit = new BenefitTerms(_benefits.Count + 1, name, unit, Number(named, "step"), 50, services)
        { Shared = named.ContainsKey("shared") };
        View.Add(benefit);
        return _benefits[name] = benefit;
    }

    private static Unit UnitOf(string word) => word switch
    {
        "min" => Unit.Of(BenefitKind.Time, null),
        "use" => Unit.Of(BenefitKind.Uses, null),
        "pass" => Unit.Of(BenefitKind.Pass, null),
        "cents" => Unit.Of(BenefitKind.Printing, "GBP"),
        _ => Unit.Of(BenefitKind.Money, word),
    };

    private static long Amount(string word) => long.Parse(word, CultureInfo.InvariantCulture);

    private static int? Number(Dictionary<string, string> named, string word) =>
        named.TryGetValue(word, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static DateTime? Instant(Dictionary<string, string> named, string word) =>
        named.TryGetValue(word, out var text) ? At(text) : null;
}
