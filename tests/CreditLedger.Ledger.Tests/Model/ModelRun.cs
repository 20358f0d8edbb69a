using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Tests.Model;

/// <summary>Takes the same steps with both ledgers.</summary>
internal sealed class ModelRun
{
    private readonly int _windowDays;
    private readonly RealLedger _real;
    private DateTime _now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    public ModelRun(int windowDays)
    {
        _windowDays = windowDays;
        _real = new RealLedger(new LedgerRules(15, windowDays) { Zone = new SiteZone(NaiveLedger.Zone) });
        for (var owner = 1; owner <= 2; owner++)
        {
            _real.AddGroup(owner * 10, owner);
            _real.AddGroup((owner * 10) + 1, owner);
            Assert.True(Change(new NaiveLedger.Right(
                owner * 10, owner, 3 - owner, true, null, owner * 90, 50, "Week", new DateOnly(2026, 1, 1))));
        }
    }

    public NaiveLedger Naive { get; } = new();

    /// <summary>Why credits were passed over in this run.</summary>
    public HashSet<SkipReason> Skips { get; } = [];

    /// <summary>How often a part of a posting of two members was to be undone.</summary>
    public int Parts { get; private set; }

    /// <summary>Whether any usage drew from someone else's credit.</summary>
    public bool DrewFromOthers { get; private set; }

    /// <summary>Whether any usage took something back from where it had moved (R16).</summary>
    public bool TookBack { get; private set; }

    public static string NameOf(ModelTests.Move step) => step.Act switch
    {
        0 or 1 or 2 => "Grant",
        3 or 4 or 5 or 6 => "Use",
        7 => "Adjust",
        8 => "Set",
        9 => "Extend",
        10 => "Transfer",
        11 => "Revoke",
        15 or 16 => "Share",
        _ => "Undo"
    };

    /// <summary>Whether both accepted it; they must agree.</summary>
    public bool Take(ModelTests.Move step)
    {
        _now = _now.AddHours(step.Hours);
        if (NameOf(step) == "Share") return Share(step);
        var (postings, credits) = (Naive.Postings, Naive.Credits.Count);
        var (expected, decision) = NameOf(step) switch
        {
            "Grant" => Grant(step),
            "Use" => Use(step),
            "Adjust" => Adjust(step, step.Amount * 5),
            "Set" => Set(step),
            "Extend" => Extend(step),
            "Transfer" => Transfer(step),
            "Revoke" => Revoke(step),
            _ => Undo(step),
        };
        Assert.True(expected == decision is Draft,
            $"{step} at {_now:O}: naive {(expected ? "accepts" : "refuses")}, real says {decision}.");
        if (decision is Refusal refusal) Skips.UnionWith(refusal.Skipped.Select(skip => skip.Reason));
        if (decision is not Draft draft) return false;

        var granted = credits;
        Assert.Equal(
            Naive.Rows.Where(row => row.Posting == postings + 1).Select(row => (row.Credit, row.Amount, row.UsedAt)).Order(),
            draft.Entries.Select(entry => (entry.Credit?.Terms.Id ?? ++granted, entry.Amount, entry.UsedAt)).Order());
        TookBack |= draft.Kind == PostingKind.Usage && draft.Entries.Any(entry => entry.Kind == EntryKind.Transfer);
        Assert.Equal(
            Naive.Credits.Skip(credits)
                .Select(credit => (credit.Owner, (long)credit.Benefit.Id, credit.Start, credit.End, credit.Priority)),
            draft.Entries.Select(entry => entry.NewCredit).OfType<CreditDraft>()
                .Select(credit => (credit.Row.OwnerId, credit.Benefit.Id, credit.Row.StartsAt, credit.Row.ExpiresAt, credit.Row.Priority)));
        DrewFromOthers |= draft.Entries.Any(entry => entry.Kind == EntryKind.Usage && entry.UsedById != entry.Credit!.Terms.OwnerId);
        return true;
    }

    /// <summary>Every credit's balance at every moment that any row names, and just before it.</summary>
    public void AssertSame()
    {
        foreach (var credit in Naive.Credits)
        {
            var state = _real.View.Credit(credit.Id)!;
            Assert.Equal(Naive.Balance(credit.Id, DateTime.MaxValue), state.Balance);
            Assert.Equal(Naive.IsRevoked(credit.Id), state.IsRevoked);
            foreach (var moment in Moments()) Assert.Equal(Naive.Balance(credit.Id, moment), state.History.At(moment));
        }
    }

    /// <summary>R6 and R35: at no moment in the world, as known after no posting.</summary>
    public void AssertNeverNegative()
    {
        foreach (var credit in Naive.Credits)
        {
            for (var known = 1; known <= Naive.Postings; known++)
                Assert.All(Moments(), moment => Assert.True(Naive.Balance(credit.Id, moment, known) >= 0));
        }
    }

    private List<DateTime> Moments() =>
        [.. Naive.Rows.Select(row => row.UsedAt).Distinct().SelectMany(moment => new[] { moment.AddMilliseconds(-1), moment })];

    private (bool, Decision) Grant(ModelTests.Move step)
    {
        var start = _now.AddDays(step.Day);
        DateTime? end = step.Extra % 3 == 0 ? null : start.AddDays(step.Extra * 2);
        var (benefit, priority, amount) = ((step.What % 5) + 1, step.Extra % 2, step.Amount * 15);
        if (step.Extra % 8 == 5) return GrantUnlimited(step.Who, benefit, start, start.AddDays((step.Extra * 2) + 1));
        return (
            Naive.Grant(step.Who, benefit, amount, start, end, priority, _now),
            _real.Decide(new GrantCommand("key", Actor.User(1))
            {
                MemberId = step.Who,
                BenefitId = benefit,
                Amount = amount,
                StartsAt = start,
                ExpiresAt = end,
                Priority = priority
            }, _now));
    }

    // As a plan's line grants it (R48).
    private (bool, Decision) GrantUnlimited(long who, int benefit, DateTime start, DateTime end)
    {
        var (first, next) = (NaiveLedger.DayOf(start), NaiveLedger.DayOf(end));
        var terms = new LineTerms(DateTime.MinValue, 0, null) { Tracking = LineTracking.Unlimited };
        var issue = new IssueCommand(who, 1, new GrantedPeriod(Naive.Credits.Count, first, next, start, end, terms), Actor.User(1))
        {
            MemberId = who,
            BenefitId = benefit,
            PlanName = "Plan",
            PreviousCreditIds = [],
            Standing = MemberStanding.AlwaysActive,
        };
        return (Naive.GrantUnlimited(who, benefit, start, end, _now), _real.Decide(issue, _now));
    }

    // Two groups of each member, with the other one in it, who joins, leaves and is given other rights and caps again and again, from days
    // in the past and to come.
    private bool Share(ModelTests.Move step)
    {
        string[] periods = ["Day", "Week", "Month", "Quarter", "Year"];
        var (group, day) = ((step.Who * 10) + (step.What % 2), NaiveLedger.DayOf(_now).AddDays(step.Day));
        if (step.Extra % 6 == 1) return Remove(group, 3 - step.Who, step.Extra % 4 == 1 ? null : day);
        return Change(new NaiveLedger.Right(
            group, step.Who, 3 - step.Who, step.Extra % 5 != 0, step.Amount % 4 == 1 && step.Extra % 5 != 0 ? [1 + (step.What % 4)] : null,
            step.Amount >= 0 ? step.Amount * 10 : null, step.Day >= 0 ? step.Day * 5 : null, periods[step.Extra % 5], day,
            step.Extra % 7 == 2 ? day.AddDays(step.Extra % 9) : null));
    }

    private bool Change(NaiveLedger.Right right)
    {
        var caps = new Dictionary<BenefitKind, Cap>();
        var period = Enum.Parse<Period>(right.Period);
        if (right.CapTime is { } time) caps[BenefitKind.Time] = new Cap(time, period);
        if (right.CapMoney is { } money) caps[BenefitKind.Money] = new Cap(money, period);
        var terms = new MemberTerms { MayUse = right.MayUse, Benefits = right.Named?.Select(named => (long)named).ToList(), Caps = caps };
        var isNew = Naive.Rights.TrueForAll(known => known.Group != right.Group);
        Naive.Change(right);
        GroupCommand command = isNew
            ? new AddGroupMemberCommand("key", Actor.User(1))
            {
                Id = right.Group,
                Member = new GroupParty(right.Member, $"Member {right.Member}", false),
                Terms = terms,
                FirstDay = right.From,
                LastDay = right.Last,
            }
            : new ChangeGroupMemberCommand("key", Actor.User(1))
            { Id = right.Group, MemberId = right.Member, Terms = terms, FirstDay = right.From, LastDay = right.Last };
        Assert.IsType<Draft>(_real.Share(command, right.Member, _now));
        return true;
    }

    private bool Remove(int group, long member, DateOnly? last)
    {
        if (last is { } day) Naive.CutAfter(group, day);
        else Naive.EndNow(group, _now);
        Assert.IsType<Draft>(_real.Share(
            new RemoveGroupMemberCommand("key", Actor.User(1)) { Id = group, MemberId = member, LastDay = last }, member, _now));
        return true;
    }

    private (bool, Decision) Use(ModelTests.Move step)
    {
        var usedAt = step.Day > 1 || step.Day < -19 && step.Who == 1 ? _now : _now.AddDays(step.Day);
        var times = step.What > 3 ? Math.Min(step.Amount, 1 + (step.What % 4)) : step.Amount;
        DateTime? occursAt = step.Hours % 7 == 3 ? usedAt.AddDays(step.Extra % 6) : null;
        var act = new UsageCommand("key", Actor.User(1))
        { MemberId = step.Who, Amount = times * 15, UsedAt = usedAt, OccursAt = occursAt };
        if (step.Extra % 3 == 1) act = act with { UsedById = 3 - step.Who };
        act = (step.Extra % 5) switch
        {
            0 when step.What % 2 == 0 && LatestMoved() is { } moved =>
                act with { CreditId = moved.Credit, MemberId = moved.Owner, UsedAt = moved.Before, OccursAt = null, UsedById = null },
            0 => act with { CreditId = One(step) },
            1 => act with { BenefitId = (step.What % 5) + 1 },
            2 => act with { Kind = BenefitKind.Money, Amount = times * 7 },
            3 => act with { Kind = BenefitKind.Time },
            _ => act with { ServiceId = (step.What % 3) + 1 },
        };
        return (
            Naive.Use(act.MemberId, act.UsedById ?? act.MemberId, act.Amount, act.CreditId, (int?)act.BenefitId, act.Kind?.ToString(),
                act.ServiceId, act.UsedAt!.Value, act.OccursAt ?? act.UsedAt.Value, _now, _windowDays),
            _real.Decide(act, _now));
    }

    // The credit from which something moved last, its owner, and a moment before it moved: a use of then, recorded late (R16).
    private (long Credit, long Owner, DateTime Before)? LatestMoved() =>
        Naive.Rows.LastOrDefault(row => row is { Kind: "Transfer", Amount: < 0 }) is { } row
            ? (row.Credit, Naive.Credits[(int)row.Credit - 1].Owner, row.UsedAt.AddHours(-1))
            : null;

    private (bool, Decision) Adjust(ModelTests.Move step, long by) => (
        Naive.Adjust(One(step), by, _now),
        _real.Decide(new AdjustmentCommand("key", Actor.User(1)) { CreditId = One(step), By = by, Description = "counted" }, _now));

    private (bool, Decision) Set(ModelTests.Move step)
    {
        var target = step.Amount * 15;
        return (
            target >= 0 && Naive.Adjust(One(step), target - Naive.Balance(One(step), DateTime.MaxValue), _now),
            _real.Decide(new AdjustmentCommand("key", Actor.User(1)) { CreditId = One(step), Target = target, Description = "counted" },
                _now));
    }

    // Mostly one of those that are there.
    private long One(ModelTests.Move step) =>
        step.Extra % 6 == 5 || Naive.Credits.Count == 0 ? step.What : 1 + ((step.What + step.Extra) % Naive.Credits.Count);

    // One credit or several, the latest ones among them.
    private long[] Several(ModelTests.Move step) => (step.Extra % 4) switch
    {
        0 or 1 => [One(step)],
        2 => [One(step), One(step) + 1],
        _ => [step.What + 2, One(step), Math.Max(1, Naive.Credits.Count), One(step)]
    };

    private (bool, Decision) Extend(ModelTests.Move step)
    {
        var (credits, skip) = (Several(step), step.Who == 2);
        DateTime? end = step.Amount > 15 ? null : _now.AddDays(step.Day + 12);
        return (
            Naive.Extend(credits, end, skip, _now),
            _real.Decide(new ExtensionCommand("key", Actor.User(1)) { CreditIds = credits, ExpiresAt = end, SkipIneligible = skip }, _now));
    }

    private (bool, Decision) Transfer(ModelTests.Move step)
    {
        var (credits, skip) = (Several(step), step.Day > 0);
        long? part = step.Amount is > 4 or < -2 ? null : step.Amount * 15;
        return (
            Naive.Transfer(credits, step.Who, part, skip, _now),
            _real.Decide(new TransferCommand("key", Actor.User(1))
            { CreditIds = credits, MemberId = step.Who, Amount = part, SkipIneligible = skip }, _now));
    }

    private (bool, Decision) Revoke(ModelTests.Move step)
    {
        var (credits, skip) = (Several(step), step.Who == 2);
        return (
            Naive.Revoke(credits, skip, _now),
            _real.Decide(new RevocationCommand("key", Actor.User(1)) { CreditIds = credits, Description = "left", SkipIneligible = skip },
                _now));
    }

    private (bool, Decision) Undo(ModelTests.Move step)
    {
        // Mostly the latest postings: what was just done is what is undone.
        var posting = Naive.Postings - (step.Extra % Math.Clamp(Naive.Postings, 1, 15));
        DateTime? happenedAt = step.Day > 3 ? _now.AddDays(-step.Day / 3) : null;
        long[] members = (step.What % 4) switch
        {
            0 => [step.Who],
            1 when step.Extra % 2 == 0 => [2, 1],
            _ => [],
        };
        if (step.What % 4 < 2 && LatestOfTwo() is { } ofTwo)
        {
            posting = ofTwo;
            Parts++;
        }

        var naive = Naive.Undo(posting, members, happenedAt, _now);
        var undo = new ReversalCommand("key", Actor.User(1)) { PostingId = posting, MemberIds = members, HappenedAt = happenedAt };
        return (naive, _real.Decide(undo, _now));
    }

    // The latest posting in which both members have a part; now and then it was undone, in part or as a whole.
    private int? LatestOfTwo() => Naive.Rows.GroupBy(row => row.Posting)
        .Where(posting => posting.Select(row => row.Part).Distinct().Count() > 1).Select(posting => (int?)posting.Key).Max();
}
