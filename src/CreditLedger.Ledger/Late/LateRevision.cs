using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Late;

/// <summary>
/// R16: what else is to be recorded with entries that are dated before a move of their credits. In the order of time, every rollover after
/// them is decided again with the remainder it would have found, and of every other move what its origin lacks is taken back; each may
/// lead to later moves of the credits that it changes.
/// </summary>
internal sealed class LateRevision
{
    private readonly LedgerState _state;
    private readonly LedgerRules _rules;
    private readonly Dictionary<long, LateCredit> _credits = [];
    private readonly List<LateCredit> _order = [];
    private readonly List<LateCredit> _granted = [];

    // The moment, and the credit that something left or the line that rolls over: what is to be looked at, earliest first.
    private readonly SortedSet<(DateTime At, long CreditId, long MembershipId, long LineId, int Period)> _steps = [];

    private LateRevision(LedgerState state, LedgerRules rules) => (_state, _rules) = (state, rules);

    /// <summary>The credits that change, those that were asked for first.</summary>
    public IReadOnlyList<LateCredit> Credits => _order;

    /// <summary>The credits that would be below zero at some moment: then nothing can be recorded.</summary>
    public IEnumerable<LateCredit> BelowZero => _order.Where(credit => credit.History.Lowest < 0);

    /// <summary>Works out what follows from entries on credits that exist.</summary>
    public static LateRevision Of(LedgerState state, LedgerRules rules, IEnumerable<EntryDraft> entries)
    {
        var revision = new LateRevision(state, rules);
        var touched = new Dictionary<LateCredit, DateTime>();
        foreach (var entry in entries)
        {
            var credit = revision.Find(entry.Credit!);
            credit.Take(entry);
            if (!touched.TryGetValue(credit, out var first) || entry.UsedAt < first) touched[credit] = entry.UsedAt;
        }

        foreach (var (credit, first) in touched) revision.LookAfter(credit, first);
        while (revision._steps.Count > 0)
        {
            var step = revision._steps.Min;
            revision._steps.Remove(step);
            if (step.CreditId != 0) revision.TakeBack(revision._credits[step.CreditId], step.At);
            else revision.RollOver(step.At, new MembershipCreditRow
            { MembershipId = step.MembershipId, PlanLineId = step.LineId, Period = step.Period });
        }

        return revision;
    }

    /// <summary>
    /// The entries besides those asked for, in an order in which no credit is below zero in between: for what comes back, from the earliest
    /// moment on, for what is taken, from the latest back.
    /// </summary>
    public IReadOnlyList<EntryDraft> Entries(bool fromTheLatest)
    {
        var drafts = _granted.ToDictionary(credit => credit, credit => credit.Drafting!(credit.Fed));
        var entries = new List<EntryDraft>();
        foreach (var credit in _order)
        {
            foreach (var (at, amount) in credit.Differences)
            {
                if (amount == 0) continue;
                if (credit.State is { } state) entries.Add(EntryDraft.On(state, EntryKind.Transfer, amount, at));
                else if (at == credit.Moves.GrantedAt) entries.Add(EntryDraft.Granting(drafts[credit], at));
                else entries.Add(EntryDraft.On(drafts[credit], EntryKind.Transfer, amount, at));
            }
        }

        return fromTheLatest
            ? [.. entries.OrderBy(entry => entry.CreatesCredit ? entry.UsedAt.Ticks : long.MaxValue).ThenByDescending(entry => entry.UsedAt)
                .ThenBy(entry => entry.Amount > 0)]
            : [.. entries.OrderBy(entry => entry.UsedAt).ThenBy(entry => entry.CreatesCredit ? 1 : entry.Amount < 0 ? 0 : 2)];
    }

    /// <summary>The links of what is granted to its period; none where nothing is.</summary>
    public Func<DraftRows, IEnumerable<RelatedChange>>? Links()
    {
        var links = _granted.Where(credit => credit.Fed > 0).OrderBy(credit => credit.Moves.GrantedAt).Select(credit => credit.Link!)
            .ToList();
        return links.Count == 0 ? null : made => made.Credits.TakeLast(links.Count)
            .Zip(links, (credit, link) => RelatedChange.Insert(link with { CreditId = credit.Id }));
    }

    private LateCredit Find(CreditState state)
    {
        if (_credits.TryGetValue(state.Terms.Id, out var known)) return known;
        var credit = _credits[state.Terms.Id] = new LateCredit(state);
        _order.Add(credit);
        return credit;
    }

    private void Move(LateCredit credit, DateTime at, long amount)
    {
        if (amount == 0) return;
        credit.Move(at, amount);
        LookAfter(credit, at);
    }

    // What changed from a moment on may change what left at it or later, and the rollover after it.
    private void LookAfter(LateCredit credit, DateTime from)
    {
        var rollover = RolloverOf(credit);
        if (rollover is { } next && next.At > from)
            _steps.Add((next.At, 0, next.Link.MembershipId, next.Link.PlanLineId, next.Link.Period));
        if (credit.State is not { } state) return;
        foreach (var at in credit.Moves.LeftSince(from).Where(at => at != rollover?.At)) _steps.Add((at, state.Terms.Id, 0, 0, 0));
    }

    // When the credit's period was followed by one that was issued: the rollover into that.
    private (DateTime At, MembershipCreditRow Link)? RolloverOf(LateCredit credit)
    {
        var link = credit.Link ?? (LateScope.RowsOf(_state, LateScope.LinkOf(credit.State!.Terms.Id)) is [var row] ? row : null);
        if (link is null) return null;
        var next = link with { Period = link.Period + 1 };
        var grant = LateScope.RowsOf(_state, LateScope.CreditsOf(next, next.Period)).Where(row => row.Part == SupplyPart.Grant)
            .MinBy(row => row.Succession);
        return grant is not null && _state.Credit(grant.CreditId)?.Moves is { } issued ? (issued.GrantedAt, next) : null;
    }

    // Of an extension, a transfer or a revocation: as much as its origin lacks until something else leaves it.
    private void TakeBack(LateCredit origin, DateTime at)
    {
        var until = origin.Moves.LeftSince(at).Where(later => later > at).FirstOrDefault(DateTime.MaxValue);
        if (RolloverOf(origin) is { } rollover && rollover.At > at && rollover.At < until) until = rollover.At;
        var lacks = Math.Min(-origin.History.LowestBetween(at, until), origin.Moves.LeftAt(at));
        if (lacks <= 0) return;
        if (SuccessorOf(origin.State!.Terms.Id, at) is { } successor) Move(Find(successor), at, -lacks);
        else if (!origin.Moves.IsRevocation(at)) return;
        Move(origin, at, lacks);
    }

    private CreditState? SuccessorOf(long originId, DateTime at) =>
        _state.SuccessorsOf(originId).Select(_state.Credit).FirstOrDefault(credit => credit!.Moves?.GrantedAt == at);

    private void RollOver(DateTime at, MembershipCreditRow into)
    {
        var parts = PartsOf(into, into.Period);
        var grant = parts.Find(part => part.Link.Part == SupplyPart.Grant).Credit;
        if (RuleAt(into.PlanLineId, grant.Row.StartsAt) is not { } rule || grant.IsUndone) return;

        var origins = Rollover.InOrder(PartsOf(into, into.Period - 1).Select(part => part.Credit), credit => credit.Row).ToList();
        var held = origins.ConvertAll(origin => origin.FoundBy(at, grant.State!.Terms.RecordedAt));
        var topUps = Standing(SupplyPart.TopUp);
        var toppedUp = topUps.Sum(credit => credit.Fed);
        var (taken, remaining, moved, topUp) =
            Rollover.Of(rule, held, toppedUp - topUps.Sum(credit => Math.Min(credit.Fed, credit.Returnable())));

        for (var place = 0; place < origins.Count; place++) Move(origins[place], at, origins[place].Moves.NetAt(at) - taken[place]);
        var like = Like(grant.State!);
        var lastDay = _rules.Zone.DayOf(grant.Row.StartsAt).AddDays(-1);
        var rolled = Standing(SupplyPart.Rollover);
        var more = moved - rolled.Sum(credit => credit.Fed);
        if (rolled.Count > 0) Move(rolled[0], at, more);
        else if (more > 0) Grant(SupplyPart.Rollover, more, amount => Rollover.Moving(like, amount, remaining, OriginId(), lastDay));

        var missing = topUp - toppedUp;
        if (missing > 0)
            Grant(SupplyPart.TopUp, missing, amount => Rollover.ToppingUp(like, amount, remaining, rule.Min, lastDay));
        for (var place = topUps.Count - 1; place >= 0 && missing < 0; place--)
        {
            var back = Math.Min(-missing, Math.Min(topUps[place].Fed, topUps[place].Returnable()));
            Move(topUps[place], at, -back);
            missing += back;
        }

        // What an extension put in their place (R23) was fed by that.
        List<LateCredit> Standing(SupplyPart part) => [.. parts.Where(one => one.Link.Part == part).Select(one => one.Credit)
            .Where(credit => credit.Moves.GrantedAt == at && !credit.IsUndone)];

        long? OriginId() => (origins.Where((credit, place) => taken[place] > 0 && credit.State is not null).FirstOrDefault()
            ?? origins.Find(credit => credit.State is not null))?.State!.Terms.Id;

        void Grant(SupplyPart part, long amount, Func<long, CreditDraft> draft)
        {
            var succession = parts.Where(one => one.Link.Part == part).Select(one => one.Link.Succession + 1).DefaultIfEmpty(0).Max();
            var credit = new LateCredit(into with { Part = part, Succession = succession }, draft, at);
            _granted.Add(credit);
            _order.Add(credit);
            Move(credit, at, amount);

            // An end of the membership that has revoked the period since would have taken this along.
            var revoked = parts.SelectMany(one => one.Credit.Moves.RevokedSince(at)).DefaultIfEmpty(DateTime.MaxValue).Min();
            if (revoked < DateTime.MaxValue) Move(credit, revoked, -amount);
        }
    }

    private static CreditDraft Like(CreditState grant)
    {
        var terms = grant.Terms;
        return CreditDraft.Of(terms.Benefit, terms.OwnerId, 0, terms.StartsAt, terms.ExpiresAt, CreditSource.Rollover, terms.SourceName)
            .With(row => row with { Priority = terms.Priority });
    }

    private List<(MembershipCreditRow Link, LateCredit Credit)> PartsOf(MembershipCreditRow line, int period) =>
    [
        .. LateScope.RowsOf(_state, LateScope.CreditsOf(line, period)).OrderBy(row => row.Succession).ThenBy(row => row.CreditId)
            .Select(row => (row, Find(_state.Credit(row.CreditId)!))),
        .. _granted.Where(credit => credit.Link!.MembershipId == line.MembershipId && credit.Link.PlanLineId == line.PlanLineId
            && credit.Link.Period == period).Select(credit => (credit.Link!, credit)),
    ];

    private RolloverRule? RuleAt(long planLineId, DateTime at) => _state.Related.Knows(LateScope.TermsOf(planLineId))
        ? _state.Related.Rows<PlanLineTermsRow>(LateScope.TermsOf(planLineId)).Where(terms => terms.EffectiveFrom <= at)
            .MaxBy(terms => terms.EffectiveFrom)?.ToRule().Rollover
        : null;
}
