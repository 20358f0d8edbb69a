using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Late;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Tests.Notation;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Tests.Supply;

/// <summary>Plans and memberships in memory, and commands on them with what comes before and after, as the writer runs them.</summary>
internal sealed class SupplyRun
{
    /// <summary>Member 1 is active, 2 suspended, 3 has left.</summary>
    public const long Member = 1;

    /// <summary>Another member, active as well.</summary>
    public const long Colleague = 4;

    /// <summary>10 tickets a month.</summary>
    public const long Small = 1;

    /// <summary>50 tickets a month and 60 minutes a week.</summary>
    public const long Large = 2;

    /// <summary>Of no use: archived, and without a line.</summary>
    public const long Archived = 3, Empty = 4;

    public static readonly SiteZone London = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
    public static readonly LedgerRules Rules = new() { Zone = London };
    public static readonly DateOnly Today = new(2026, 3, 15);

    private static readonly Actor Admin = Actor.User(7);

    private readonly List<object> _rows =
    [
        new MemberRow { Id = 1, Reference = "M-1", Name = "Ada Quinn", SortName = "ada quinn" },
        new MemberRow { Id = 2, Reference = "M-2", Name = "Bo Diaz", SortName = "bo diaz", Status = MemberStatus.Suspended },
        new MemberRow { Id = 3, Reference = "M-3", Name = "Cy Young", SortName = "cy young", Status = MemberStatus.Left },
        new MemberRow { Id = Colleague, Reference = "M-4", Name = "Dee Abel", SortName = "dee abel" },
        new PlanRow { Id = Small, Name = "Small" },
        new PlanRow { Id = Large, Name = "Large" },
        new PlanRow { Id = Archived, Name = "Old", ArchivedAt = DateTime.UnixEpoch },
        new PlanRow { Id = Empty, Name = "Empty" },
    ];

    private readonly LedgerState _state = new();
    private readonly TestIds _ids = new();
    private int _key;

    public SupplyRun(long smallAmount = 10, RolloverRule? rollover = null)
    {
        _state.Add(new BenefitTerms(1, "Tickets", Unit.Of(BenefitKind.Uses, null), null, 50, new HashSet<long>()));
        _state.Add(new BenefitTerms(2, "Room", Unit.Of(BenefitKind.Time, null), null, 50, new HashSet<long>()));
        AddLine(11, Small, 1, Period.Month, smallAmount, rollover);
        AddLine(21, Large, 1, Period.Month, 50);
        AddLine(22, Large, 2, Period.Week, 60);
        AddLine(31, Archived, 1, Period.Month, 10);
    }

    /// <summary>What the clock says: noon of <see cref="Today"/> at first.</summary>
    public DateTime Now { get; set; } = new(2026, 3, 15, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>The posting of the last command itself, if it had one.</summary>
    public PostingRow? Posting { get; private set; }

    public string NextKey => $"key-{++_key}";

    public AssignPlanCommand Assign(long plan, DateOnly startsOn, DateOnly? lastDay = null, long member = Member) =>
        new(NextKey, Admin) { MemberId = member, PlanId = plan, StartsOn = startsOn, LastDay = lastDay };

    public EndMembershipCommand End(long membership, MembershipEnd when, bool revoke = false) => new(NextKey, Admin)
    {
        MembershipId = membership,
        When = when,
        Revoke = revoke,
        Description = revoke ? "left us" : null,
    };

    /// <summary>Sets where a member stands.</summary>
    public SaveMemberCommand Stand(MemberStatus status, long member = Member)
    {
        var now = Rows<MemberRow>().Single(row => row.Id == member);
        return new(NextKey, Admin) { Id = member, SeenVersion = now.Version, Wanted = now with { Status = status } };
    }

    /// <summary>The command that issues one period, as a round of the issuing sends it.</summary>
    public Result Issue(long membership, long line, GrantedPeriod period) => Run(new IssueCommand(membership, line, period, Admin)
    {
        MemberId = Membership(membership).MemberId,
        BenefitId = Rows<PlanLineRow>().Single(row => row.Id == line).BenefitId,
        PlanName = "Small",
        Line = Rows<MembershipLineRow>().Single(row => row.MembershipId == membership && row.PlanLineId == line) with
        { NextPeriod = period.Number + 1, NextStartsAt = period.EndsAt },
    });

    public PauseMembershipCommand Pause(long membership, string from, string? until) => new(NextKey, Admin)
    {
        MembershipId = membership,
        FromDay = DateOnly.ParseExact(from, "yyyy-MM-dd", null),
        UntilDay = until is null ? null : DateOnly.ParseExact(until, "yyyy-MM-dd", null),
        Description = "travels",
    };

    public ResumeMembershipCommand Resume(long membership, int pause, string onDay) => new(NextKey, Admin)
    { MembershipId = membership, PauseNumber = pause, OnDay = DateOnly.ParseExact(onDay, "yyyy-MM-dd", null) };

    public ContinueMembershipCommand Continue(long membership) => new(NextKey, Admin) { MembershipId = membership };

    public ChangePlanCommand Change(long membership, long plan, MembershipEnd when, bool revoke = false) => new(NextKey, Admin)
    {
        MembershipId = membership,
        PlanId = plan,
        When = when,
        Revoke = revoke,
        Description = revoke ? "moved up" : null,
    };

    /// <summary>Assigns and says which membership it became.</summary>
    public long Assigned(long plan, DateOnly startsOn, DateOnly? lastDay = null) =>
        Done(Assign(plan, startsOn, lastDay) with { Overlap = true }).Id;

    public Done Done(LedgerCommand command) => Assert.IsType<Done>(Run(command));

    public Refusal Refused(LedgerCommand command) => Assert.IsType<Refused>(Run(command)).Refusal;

    public MembershipRow Membership(long id) => Rows<MembershipRow>().Single(row => row.Id == id);

    public IEnumerable<TRow> Rows<TRow>() => _rows.OfType<TRow>();

    /// <summary>Where the lines of a membership stand: number and first day of what is issued next, or "never".</summary>
    public string Standing(long membership) => string.Join(", ", Rows<MembershipLineRow>().Where(line => line.MembershipId == membership)
        .Select(line => (Line: line.PlanLineId, Next: line.NextPeriod, At: line.NextStartsAt))
        .Select(line => $"{line.Line}: {(line.At == BalanceRow.Never ? "never" : $"{line.Next} on {London.DayOf(line.At):yyyy-MM-dd}")}"));

    /// <summary>What is left of each credit, in the order in which they came.</summary>
    public IEnumerable<long> Balances() => _state.Credits.OrderBy(credit => credit.Terms.Id).Select(credit => credit.Balance);

    /// <summary>Every credit.</summary>
    public IReadOnlyList<CreditState> Credits => [.. _state.Credits.OrderBy(credit => credit.Terms.Id)];

    /// <summary>Issues what is due of a membership of the small plan, one period after the other.</summary>
    public void IssueDue(long membership)
    {
        var terms = Rows<PlanLineTermsRow>().Where(row => row.PlanLineId == 11).Select(row => row.ToRule());
        var schedule = new LineSchedule(Membership(membership).StartsOn, Period.Month, terms, Membership(membership).EndsAt, London);
        while (schedule.NextGranted(Line().NextPeriod) is { } period && period.StartsAt <= Now)
        {
            var next = schedule.NextGranted(period.Number + 1);
            Issue(new IssueCommand(membership, 11, period, Actor.Job(JobName.Issuing))
            {
                MemberId = Member,
                BenefitId = 1,
                PlanName = "Small",
                Line = Line() with { NextPeriod = next?.Number ?? period.Number + 1, NextStartsAt = next?.StartsAt ?? BalanceRow.Never },
            });
        }

        MembershipLineRow Line() => Rows<MembershipLineRow>().Single(row => row.MembershipId == membership);
    }

    /// <summary>Gives a member so many minutes of the room.</summary>
    public void Give(long member, long minutes) =>
        Done(new GrantCommand(NextKey, Admin) { MemberId = member, BenefitId = 2, Amount = minutes, StartsAt = Now.AddDays(-9) });

    /// <summary>Lets the member's plan issue an unlimited credit of the room, in a period of this month.</summary>
    public void GiveUnlimited(long member) => Done(new IssueCommand(
        1, 99,
        new GrantedPeriod(0, Today.AddDays(-5), Today.AddDays(25), Now.AddDays(-5), Now.AddDays(25),
            new LineTerms(DateTime.MinValue, 0, null) { Tracking = LineTracking.Unlimited }), Admin)
    { MemberId = member, BenefitId = 2, PlanName = "Plan", PreviousCreditIds = [], Standing = MemberStanding.AlwaysActive });

    public MergeMembersCommand Merge(long from, long into) => new(NextKey, Admin) { FromId = from, IntoId = into };

    public UnmergeMembersCommand Unmerge(long merge, long from) => new(NextKey, Admin) { MergeId = merge, FromId = from };

    /// <summary>What is left of the credits of a member that are not over.</summary>
    public long LeftOf(long member) =>
        _state.CreditsOf(member).Where(credit => !credit.Terms.IsExpiredAt(Now)).Sum(credit => credit.Balance);

    /// <summary>Shows rows that no command of these tests makes.</summary>
    public void Show(params IEnumerable<object> rows) => _rows.AddRange(rows);

    /// <summary>Uses of a credit.</summary>
    public void Use(long creditId, long amount) => _state.Credit(creditId)!.Add(EntryKind.Usage, EntryKind.Usage, -amount, Now);

    /// <summary>Sets a line of a membership aside, as the issuing does with one that is refused.</summary>
    public void SetAside(long membership)
    {
        var line = Rows<MembershipLineRow>().Single(row => row.MembershipId == membership);
        Take(RelatedChange.Update(line with { SetAsideAt = Now, SetAsideReason = "too much", NextStartsAt = Now.AddDays(1) }));
    }

    public Result Run(LedgerCommand command)
    {
        var others = 0;
        Load(command);
        while (command.Preceding(_state, Rules, Now) is { Count: > 0 } preceding) others += preceding.Sum(Issue);
        switch (PointerRule.Decide(command, _state, Rules, Now))
        {
            case Refusal refusal:
                return new Refused(refusal);
            case ConfirmationNeeded needed:
                return new NeedsConfirmation(needed.What, needed.Warnings);
            case Draft draft:
                var done = Apply(command, draft);
                others += ForwardCommand.Of(_state, done.Entries, command, Now).Sum(Issue);
                while (command.Following(_state, done.Id, Rules, Now) is { Count: > 0 } following) others += following.Sum(Issue);
                return done with { Others = others };
            default:
                throw new InvalidOperationException("There is no such decision.");
        }
    }

    private int Issue(LedgerCommand issue)
    {
        Load(issue);
        var done = Apply(issue, Assert.IsType<Draft>(issue.Decide(_state, Rules, Now)));
        return done.Entries.Count > 0 || issue is not IssueCommand ? 1 : 0;
    }

    private Done Apply(LedgerCommand command, Draft draft)
    {
        var rows = new RowBatch();
        var done = new CommandApplier(_state, rows, _ids, Rules, Now).Apply(command, draft);
        foreach (var change in rows.Credits.Select(RelatedChange.Insert).Concat(rows.Related)) Take(change);
        if (command is not IssueCommand) Posting = rows.Postings.SingleOrDefault();
        return done;
    }

    private void Take(RelatedChange change)
    {
        _rows.RemoveAll(row => row.GetType() == change.Row.GetType() && KeyOf(change.Table, row) == KeyOf(change.Table, change.Row));
        if (change.Operation != RelatedOperation.Delete) _rows.Add(change.Row);
        _state.Related.Apply(change);
    }

    private static string KeyOf(LedgerTable table, object row) =>
        string.Join('/', table.Keys.Select(column => column.Property.GetValue(row)));

    // Of entries that may be dated before a move, all that their credits lead to (R16): here that is all there is.
    private void Load(LedgerCommand command)
    {
        _state.Answer(command, _rows);
        if (command is UsageCommand or ReversalCommand)
            _state.Answer(() => LateScope.Needs(_state, [.. _state.Credits.Select(credit => credit.Terms.Id)]), _rows);
    }

    private void AddLine(long id, long plan, long benefit, Period period, long amount, RolloverRule? rollover = null)
    {
        _rows.Add(new PlanLineRow { Id = id, PlanId = plan, BenefitId = benefit, Period = period, Position = (int)id });
        _rows.Add(new PlanLineTermsRow
        {
            PlanLineId = id,
            EffectiveFrom = DateTime.UnixEpoch,
            Amount = amount,
            RolloverMin = rollover?.Min,
            RolloverMax = rollover?.Max,
        });
    }
}
