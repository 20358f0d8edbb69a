namespace CreditLedger.Ledger.Tests.Model;

/// <summary>
/// The rules of DOMAIN.md written a second time: one list of rows, every question answered by going through all of it. Slow, without any
/// type of the real ledger, and short enough to be seen to be right.
/// </summary>
internal sealed class NaiveLedger
{
    public sealed record Benefit(int Id, string Kind, string Unit, int Step, long[] Services, bool Shared);

    /// <summary>
    /// What a group of the owner lets one member use from a local day on, to a last one or until a moment at which it was over at once; a
    /// cap is an amount per "Day", "Week" and so on, of each unit for itself. Named benefits are all it opens; none named: all.
    /// </summary>
    public sealed record Right(int Group, long Owner, long Member, bool MayUse, int[]? Named, long? CapTime, long? CapMoney, string Period,
        DateOnly From, DateOnly? Last = null, DateTime? EndedAt = null)
    {
        /// <summary>Whether it held at a moment.</summary>
        public bool Held(DateTime moment) => DayOf(moment) >= From && !(DayOf(moment) > Last) && !(moment >= EndedAt);

        /// <summary>Every second group shares time alone, and it is used first.</summary>
        public bool First => Group % 2 == 1;

        public bool Shares(string kind) => kind == "Time" || Group % 2 == 0;
    }

    public sealed record Credit(long Id, long Owner, Benefit Benefit, DateTime Start, DateTime? End, int Priority, DateTime Recorded,
        bool Unlimited = false);

    /// <summary>A row; <c>Part</c> is the member whose part of the posting it is (R24).</summary>
    public sealed record Row(int Posting, long Credit, string Kind, long Amount, DateTime UsedAt, long Part, long UsedBy = 0,
        DateTime OccursAt = default);

    public static readonly Benefit[] Benefits =
    [
        new(1, "Time", "min", 15, [], true), new(2, "Time", "min", 15, [1], false), new(3, "Time", "min", 30, [1, 2], true),
        new(4, "Money", "GBP", 1, [], true), new(5, "Money", "EUR", 1, [], true),
    ];

    private const long Everything = 1_000_000_000;

    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public List<Credit> Credits { get; } = [];

    public List<Row> Rows { get; } = [];

    public List<Right> Rights { get; } = [];

    /// <summary>R16: what an extension or a transfer took to another credit.</summary>
    public List<(long From, long To, DateTime At)> Moves { get; } = [];

    /// <summary>The rows that were undone: a posting has one of a credit at most.</summary>
    public HashSet<(int Posting, long Credit)> Undone { get; } = [];

    public int Postings { get; private set; }

    /// <summary>R5, R35: the sum of a credit's rows up to a moment, of the first so many postings.</summary>
    public long Balance(long credit, DateTime moment, int known = int.MaxValue) =>
        Rows.Where(row => row.Credit == credit && row.UsedAt <= moment && row.Posting <= known).Sum(row => row.Amount);

    public bool Grant(long owner, int benefit, long amount, DateTime start, DateTime? end, int priority, DateTime now)
    {
        var terms = Benefits[benefit - 1];
        if (amount <= 0 || amount % terms.Step != 0 || end <= start) return false;
        Credits.Add(new Credit(Credits.Count + 1, owner, terms, start, end, priority, now));
        Post([new Row(0, Credits.Count, "Grant", amount, start < now ? start : now, owner)]);
        return true;
    }

    /// <summary>R48: a plan's line grants a credit of which any amount can be used.</summary>
    public bool GrantUnlimited(long owner, int benefit, DateTime start, DateTime end, DateTime now)
    {
        if (start > now) return false;
        Credits.Add(new Credit(Credits.Count + 1, owner, Benefits[benefit - 1], start, end, 50, now, Unlimited: true));
        Post([new Row(0, Credits.Count, "Grant", 0, start, owner)]);
        return true;
    }

    public static DateOnly DayOf(DateTime moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(moment, Zone));

    /// <summary>R13: from a day on something else holds; what held before that day stays.</summary>
    public void Change(Right right)
    {
        CutAfter(right.Group, right.From.AddDays(-1));
        Rights.Add(right);
    }

    /// <summary>R13: a right ends after a last day.</summary>
    public void CutAfter(int group, DateOnly last)
    {
        Rights.RemoveAll(right => right.Group == group && right.From > last);
        for (var index = 0; index < Rights.Count; index++)
        {
            if (Rights[index].Group == group && !(Rights[index].Last <= last)) Rights[index] = Rights[index] with { Last = last };
        }
    }

    /// <summary>R13: "remove now" takes effect at once.</summary>
    public void EndNow(int group, DateTime now)
    {
        var (today, local) = (DayOf(now), TimeZoneInfo.ConvertTimeFromUtc(now, Zone));
        Rights.RemoveAll(right => right.Group == group && (right.From > today || (right.From == today && local.TimeOfDay == default)));
        for (var index = 0; index < Rights.Count; index++)
        {
            if (Rights[index].Group == group && !(Rights[index].EndedAt <= now)) Rights[index] = Rights[index] with { EndedAt = now };
        }
    }

    /// <summary>R13 to R16.</summary>
    public bool Use(long member, long user, long amount, long? creditId, int? benefit, string? kind, long? service, DateTime usedAt,
        DateTime occursAt, DateTime now, int windowDays)
    {
        if (amount <= 0 || usedAt > now || usedAt < now.AddDays(-windowDays)) return false;
        if (user != member && !Rights.Any(right => right.Owner == member && right.Member == user)) return false;
        if (creditId is null && benefit is null && kind is null) kind = "Time";
        var named = Credits.Where(credit =>
            (credit.Owner == member || user == member) && (creditId is null || credit.Id == creditId)
                && (benefit is null || credit.Benefit.Id == benefit)
            && (kind is null || credit.Benefit.Kind == kind)).ToList();
        var usable = named
            .Where(credit => occursAt >= credit.Start && !(occursAt >= credit.End)
                && (service is null || credit.Benefit.Services.Length == 0 || credit.Benefit.Services.Contains(service.Value)))
            .Where(credit => !IsRevoked(credit.Id) && Most(credit.Id, usedAt, []) > 0 && Allowed(user, credit, occursAt) > 0)
            .OrderBy(credit => credit.Owner == user ? 1 : RightsOn(user, credit, occursAt).Any(right => right.First) ? 0 : 2)
            .ThenBy(credit => !credit.Unlimited).ThenBy(credit => credit.Priority)
            .ThenBy(credit => credit.End is null).ThenBy(credit => credit.End)
            .ThenBy(credit => credit.Benefit.Services.Length == 0).ThenBy(credit => credit.Recorded).ThenBy(credit => credit.Id).ToList();
        if (usable.Count == 0 || usable.Select(credit => credit.Benefit.Unit).Distinct().Count() > 1) return false;
        var shares = usable.Select(credit => credit.Owner).Distinct()
            .ToDictionary(owner => owner, owner => Allowed(user, usable.First(credit => credit.Owner == owner), occursAt));
        var (held, before) = (new List<long>(), new List<Row>());
        foreach (var credit in usable)
        {
            held.Add(Most(credit.Id, usedAt, before));
            if (!credit.Unlimited) before.Add(new Row(0, credit.Id, "Usage", -Math.Min(held[^1], amount), usedAt, user));
        }

        if (Draw(amount, [.. usable.Zip(held)], 0, shares) is not { } draw) return false;
        var rows = usable.Zip(draw, (credit, taken) => new Row(0, credit.Id, "Usage", -taken, usedAt, user, user, occursAt))
            .Where(row => row.Amount < 0)
            .SelectMany(row => Credits[(int)row.Credit - 1].Unlimited ? [row with { Kind = "Allowance", Amount = -row.Amount }, row]
                : new[] { row }).ToList();
        Post([.. rows, .. TakenBack(rows)]);
        return true;
    }

    // R16: the most that a credit gives beside other rows, so that no credit is ever below zero.
    private long Most(long credit, DateTime usedAt, List<Row> before)
    {
        if (Credits[(int)credit - 1].Unlimited) return Everything;
        var most = Math.Max(0, HeldSince(credit, usedAt));
        if (Moves.All(move => move.From != credit || move.At < usedAt)) return most;
        for (most = Math.Max(0, Balance(credit, usedAt)); most > 0; most--)
        {
            List<Row> rows = [.. before, new Row(0, credit, "Usage", -most, usedAt, 0)];
            if (NeverNegative([.. rows, .. TakenBack(rows)])) break;
        }

        return most;
    }

    private bool NeverNegative(List<Row> rows)
    {
        var before = Rows.Count;
        Rows.AddRange(rows);
        var holds = rows.Select(row => row.Credit).Distinct().All(credit => HeldSince(credit, DateTime.MinValue.AddDays(1)) >= 0);
        Rows.RemoveRange(before, Rows.Count - before);
        return holds;
    }

    // R16: move by move, what its origin lacks from then on, until the next takes something from it.
    private List<Row> TakenBack(List<Row> rows)
    {
        var (before, part) = (Rows.Count, rows[0].Part);
        var back = new List<Row>();
        Rows.AddRange(rows);
        foreach (var (from, to, at) in Moves.OrderBy(move => move.At).ThenBy(move => move.To).DistinctBy(move => (move.From, move.At)))
        {
            if (rows.Concat(back).All(row => row.Credit != from || row.UsedAt > at)) continue;
            var next = Moves.Where(move => move.From == from && move.At > at && Left(from, move.At) > 0).Select(move => move.At)
                .DefaultIfEmpty(DateTime.MaxValue).Min();
            var least = Rows.Select(row => row.UsedAt).Where(moment => moment > at && moment < next).Append(at)
                .Min(moment => Balance(from, moment));
            var amount = Math.Min(-least, Left(from, at));
            if (amount <= 0) continue;
            List<Row> pair = [new(0, to, "Transfer", -amount, at, part), new(0, from, "Transfer", amount, at, part)];
            Rows.AddRange(pair);
            back.AddRange(pair);
        }

        Rows.RemoveRange(before, Rows.Count - before);
        return back;
    }

    // What left a credit at a moment and is not back; nothing of what it was given then.
    private long Left(long credit, DateTime at) =>
        Rows.Any(row => row.Credit == credit && row.Kind == "Grant" && row.UsedAt == at) ? 0
            : Math.Max(0, -Rows.Where(row => row.Credit == credit && row.UsedAt == at)
                .Where(row => row.Kind.EndsWith("Transfer", StringComparison.Ordinal)).Sum(row => row.Amount));

    // R14: the most of the first credit with which the others can give the rest, within what each owner allows in all.
    private static List<long>? Draw(long amount, List<(Credit Credit, long Held)> credits, int from, Dictionary<long, long> shares)
    {
        if (amount == 0) return [.. credits.Skip(from).Select(_ => 0L)];
        var most = credits.Skip(from).GroupBy(one => one.Credit.Owner)
            .Sum(owner => Math.Min(shares[owner.Key], owner.Sum(one => one.Held)));
        if (most < amount) return null;
        var (credit, held) = credits[from];
        var step = credit.Benefit.Step;
        for (var take = Math.Min(Math.Min(held, amount), shares[credit.Owner]) / step * step; take >= 0; take -= step)
        {
            var left = new Dictionary<long, long>(shares) { [credit.Owner] = shares[credit.Owner] - take };
            if (Draw(amount - take, credits, from + 1, left) is { } rest) return [take, .. rest];
        }

        return null;
    }

    // Those that open anything of the kind then.
    private List<Right> RightsOn(long user, Credit credit, DateTime occursAt) =>
        [.. Rights.Where(right => right.Owner == credit.Owner && right.Member == user && right.MayUse && right.Held(occursAt)
            && right.Shares(credit.Benefit.Kind)
            && (right.Named is null || right.Named.Any(named => Benefits[named - 1].Kind == credit.Benefit.Kind)))];

    // R13: what the user may take of a credit's owner and unit, at most; a billion where nothing limits.
    private long Allowed(long user, Credit credit, DateTime occursAt)
    {
        if (credit.Owner == user) return Everything;
        if (!credit.Benefit.Shared) return 0;
        var rights = RightsOn(user, credit, occursAt);
        if (!rights.Exists(right => right.Named is null || right.Named.Contains(credit.Benefit.Id))) return 0;
        return rights
            .Select(right => (right, cap: credit.Benefit.Kind == "Time" ? right.CapTime : right.CapMoney))
            .Select(one => one.cap is { } cap ? Math.Max(0, cap - UsedIn(one.right.Period, user, credit, occursAt)) : Everything)
            .DefaultIfEmpty(0).Max();
    }

    private long UsedIn(string period, long user, Credit credit, DateTime occursAt) => -Rows
        .Where(row => row.Kind == "Usage" && row.UsedBy == user && !Undone.Contains((row.Posting, row.Credit))
            && SamePeriod(period, row.OccursAt, occursAt))
        .Where(row => Credits[(int)row.Credit - 1] is var other && other.Owner == credit.Owner && other.Benefit.Unit == credit.Benefit.Unit)
        .Sum(row => row.Amount);

    private static bool SamePeriod(string period, DateTime x, DateTime y)
    {
        var (one, other) = (TimeZoneInfo.ConvertTimeFromUtc(x, Zone), TimeZoneInfo.ConvertTimeFromUtc(y, Zone));
        return period switch
        {
            "Day" => one.Date == other.Date,
            "Week" => MondayOf(one) == MondayOf(other),
            "Month" => (one.Year, one.Month) == (other.Year, other.Month),
            "Quarter" => (one.Year, (one.Month - 1) / 3) == (other.Year, (other.Month - 1) / 3),
            _ => one.Year == other.Year,
        };
    }

    private static DateTime MondayOf(DateTime local)
    {
        var day = local.Date;
        while (day.DayOfWeek != DayOfWeek.Monday) day = day.AddDays(-1);
        return day;
    }

    /// <summary>R17 to R22.</summary>
    public bool Adjust(long creditId, long by, DateTime now)
    {
        var credit = Credits.SingleOrDefault(credit => credit.Id == creditId);
        if (credit is null || by == 0 || by % credit.Benefit.Step != 0 || now >= credit.End || IsRevoked(creditId)
            || credit.Unlimited)
            return false;
        if (by < 0 && HeldSince(creditId, now) < -by) return false;
        Post([new Row(0, creditId, "Adjustment", by, now, credit.Owner)]);
        return true;
    }

    /// <summary>R23: what remains moves to a later end.</summary>
    public bool Extend(long[] credits, DateTime? end, bool skip, DateTime now) =>
        !(end <= now) && Move(credits, skip, now, credit => credit.End is not null && !(end <= credit.End),
            credit => (credit.Owner, end, Remains(credit, now)));

    /// <summary>R23: what remains, or a part of one, moves to another member.</summary>
    public bool Transfer(long[] credits, long owner, long? part, bool skip, DateTime now) =>
        (part is null || (part > 0 && credits.Distinct().Count() == 1)) && Move(credits, skip, now,
            credit => !(now >= credit.End) && credit.Owner != owner && !(part > Remains(credit, now))
                && (part is null || part == Remains(credit, now) || part % credit.Benefit.Step == 0),
            credit => (owner, credit.End, part ?? Remains(credit, now)));

    /// <summary>R23: what remains is taken.</summary>
    public bool Revoke(long[] credits, bool skip, DateTime now) => Move(credits, skip, now, credit => !(now >= credit.End), null);

    private bool Move(
        long[] ids, bool skip, DateTime now, Func<Credit, bool> fits, Func<Credit, (long Owner, DateTime? End, long Amount)>? target)
    {
        if (ids.Length == 0 || ids.Any(id => Credits.All(credit => credit.Id != id))) return false;
        var all = Credits.Where(credit => ids.Contains(credit.Id)).ToList();
        var fit = all.Where(credit => !IsRevoked(credit.Id) && fits(credit)
            && (Remains(credit, now) > 0 || (credit.Unlimited && target is null))).ToList();
        if (fit.Count == 0 || (fit.Count < all.Count && !skip)) return false;
        var rows = new List<Row>();
        foreach (var credit in fit)
        {
            if (target is null)
            {
                rows.Add(new Row(0, credit.Id, "Revocation", -Remains(credit, now), now, credit.Owner));
                continue;
            }

            var (owner, end, amount) = target(credit);
            Credits.Add(credit with
            {
                Id = Credits.Count + 1,
                Owner = owner,
                Start = credit.Start > now ? credit.Start : now,
                End = end,
                Recorded = now
            });
            Moves.Add((credit.Id, Credits.Count, now));
            rows.Add(new Row(0, credit.Id, "Transfer", -amount, now, credit.Owner));
            rows.Add(new Row(0, Credits.Count, "Grant", amount, now, credit.Owner));
        }

        Post(rows);
        return true;
    }

    private long Remains(Credit credit, DateTime now) => Math.Max(0, HeldSince(credit.Id, now));

    /// <summary>R24: for some members, or, where none is named, all that stands.</summary>
    public bool Undo(int posting, long[] members, DateTime? happenedAt, DateTime now)
    {
        var undone = Rows.Where(row => row.Posting == posting && !Undone.Contains((posting, row.Credit))
            && (members.Length == 0 || members.Contains(row.Part))).ToList();
        if (undone.Count == 0 || undone[0].Kind.StartsWith("Reversal", StringComparison.Ordinal)) return false;
        if (members.Any(member => undone.All(row => row.Part != member))) return false;
        var late = undone.Exists(row => row.Kind == "Usage");
        if (happenedAt > now || undone.Any(row => happenedAt < row.UsedAt && !(late && row.Kind == "Transfer"))) return false;

        if (undone.Exists(row => row.Kind == "Grant" && Credits[(int)row.Credit - 1].Unlimited
            && Rows.Where(use => use.Credit == row.Credit && use.Kind.EndsWith("Usage", StringComparison.Ordinal))
                .Sum(use => use.Amount) < 0))
            return false;
        var rows = undone.ConvertAll(row => new Row(0, row.Credit, "Reversal of " + row.Kind, -row.Amount,
            happenedAt > row.UsedAt ? happenedAt.Value : row.UsedAt, row.Part));
        rows.AddRange(TakenBack(rows));
        if (!NeverNegative(rows)) return false;
        Post(rows);
        Undone.UnionWith(undone.Select(row => (posting, row.Credit)));
        return true;
    }

    public bool IsRevoked(long credit) =>
        Rows.Any(row => row.Credit == credit && row.Kind == "Reversal of Grant")
        || Rows.Count(row => row.Credit == credit && row.Kind == "Revocation") > Rows.Count(
            row => row.Credit == credit && row.Kind == "Reversal of Revocation");

    // The least that was there at a moment and at every later one.
    private long HeldSince(long credit, DateTime moment) =>
        Rows.Where(row => row.UsedAt > moment).Select(row => row.UsedAt).Append(moment).Min(later => Balance(credit, later));

    private void Post(List<Row> rows)
    {
        Postings++;
        Rows.AddRange(rows.Select(row => row with { Posting = Postings }));
    }
}
