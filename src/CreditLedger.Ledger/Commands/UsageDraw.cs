using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Late;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Commands;

/// <summary>What a usage draws from usable credits, in their order and within the caps (R13 to R16), or why they do not give it.</summary>
internal sealed class UsageDraw
{
    private readonly UsageCommand _usage;
    private readonly List<CreditState> _usable;
    private readonly DrawSource[] _sources;
    private readonly LedgerState _state;
    private readonly LedgerRules _rules;
    private readonly DateTime _usedAt;
    private readonly ExactDraw _draw;

    // What each cap leaves, in the smallest unit. A cap holds for all credits of its owner together.
    private readonly List<long> _caps = [];

    // Something left one of the credits since: then what can be taken back of it counts as well (R16).
    private readonly bool _isLate;

    public UsageDraw(
        UsageCommand usage, List<CreditState> usable, SharingOf sharing, LedgerState state, LedgerRules rules, DateTime usedAt)
    {
        (_usage, _usable, _state, _rules, _usedAt) = (usage, usable, state, rules, usedAt);
        _isLate = usable.Exists(credit => credit.HasMovedSince(usedAt));
        var before = new List<EntryDraft>();
        var caps = sharing.Accesses.Count == 0 ? null : new Dictionary<long, int>();
        _sources = new DrawSource[usable.Count];
        for (var place = 0; place < _sources.Length; place++)
        {
            // Held at that moment and ever since: no view of the past may turn negative (R16).
            var held = usable[place].Terms.IsUnlimited ? AmountLimit.Largest
                : _isLate ? MostOf(usable[place], before) : Math.Max(0, usable[place].History.LowestSince(usedAt));
            var cap = caps is null ? DrawSource.NoCap : CapOf(usable[place].Terms, sharing, caps);
            _sources[place] = new DrawSource(held, StepOf(usable[place].Terms.Benefit), cap);
        }

        _draw = ExactDraw.Of(usage.Amount, _sources, _caps);
    }

    /// <summary>What can be drawn: all that was asked for, or the largest amount below it (R15), in the smallest unit.</summary>
    public long Total => _draw.Total;

    /// <summary>The next amount above the one asked for that can be drawn, in the smallest unit (R15).</summary>
    public long? NextAbove => _draw.NextAbove;

    /// <summary>The step of all the credits, in the smallest unit; none where they differ.</summary>
    public int? Step => _sources.Length > 0 && ExactDraw.HaveOneStep(_sources) ? _sources[0].Step : null;

    /// <summary>Why a credit whose remainder moved gives nothing; none when it gives something, or nothing left it (R16).</summary>
    public static SkippedCredit? WhyNothing(LedgerState state, LedgerRules rules, CreditState credit, DateTime usedAt)
    {
        if (credit.Terms.IsUnlimited || !credit.HasMovedSince(usedAt)) return null;
        var least = LateRevision.Of(state, rules, [EntryDraft.On(credit, EntryKind.Usage, -1, usedAt)]);
        return least.BelowZero.Any() ? Blocked(credit, least, rules, 0) : null;
    }

    /// <summary>The credits that give something, in the order of use, and how much.</summary>
    public IEnumerable<(CreditState Credit, long Amount)> Drawn =>
        _usable.Zip(_draw.Amounts).Where(credit => credit.Second > 0);

    /// <summary>What is recorded.</summary>
    public Draft ToDraft()
    {
        var draft = new Draft(PostingKind.Usage, _usage.Description, Entries(_ => true));
        return _isLate ? LateText.Extend(draft, LateRevision.Of(_state, _rules, draft.Entries), _rules.Zone) : draft;
    }

    /// <summary>The member who uses.</summary>
    public long UserId => _usage.UserId;

    /// <summary>The uses of some of the credits.</summary>
    public List<EntryDraft> Entries(Func<CreditState, bool> isMeant)
    {
        var entries = new List<EntryDraft>(1);
        for (var place = 0; place < _usable.Count; place++)
        {
            if (_draw.Amounts[place] == 0 || !isMeant(_usable[place])) continue;
            entries.AddRange(EntryDraft.Using(_usable[place], _draw.Amounts[place], _usedAt, entry => entry with
            {
                UsedById = _usage.UserId,
                ServiceId = _usage.ServiceId,
                OccursAt = Instants.Cut(_usage.OccursAt),
            }));
        }

        return entries;
    }

    /// <summary>Why each credit gives no more than it does for the largest amount that can be drawn (R15).</summary>
    public IEnumerable<SkippedCredit> Short()
    {
        var capRoom = _caps.ToArray();
        for (var place = 0; place < _sources.Length; place++)
        {
            if (_sources[place].Cap >= 0) capRoom[_sources[place].Cap] -= _draw.Amounts[place];
        }

        return _usable.Select((credit, place) =>
        {
            var cap = _sources[place].Cap;
            var why = WhyNoMore(place, cap < 0 ? long.MaxValue : capRoom[cap]);
            if (why != SkipReason.NotHeldSince || !credit.HasMovedSince(_usedAt))
                return new SkippedCredit(credit.Terms, _rules.Zone, why, _draw.Amounts[place]);
            var more = LateRevision.Of(_state, _rules, Entries(_ => true).Append(Use(credit, _sources[place].Step)));
            return Blocked(credit, more, _rules, _draw.Amounts[place]);
        });
    }

    // Below zero is another credit, that it moved to, or the credit itself.
    private static SkippedCredit Blocked(CreditState credit, LateRevision more, LedgerRules rules, long available)
    {
        var to = more.BelowZero.Select(other => other.State?.Terms).OfType<CreditTerms>()
            .FirstOrDefault(terms => terms.Id != credit.Terms.Id);
        var why = to is null ? SkipReason.NotHeldSince : SkipReason.MovedAndUsedSince;
        return new SkippedCredit(credit.Terms, rules.Zone, why, available) { MovedTo = to };
    }

    // The most that a credit can give beside what those before it give, so that nothing is below zero at any moment (R16).
    private long MostOf(CreditState credit, List<EntryDraft> before)
    {
        var (most, tooMuch) = (0L, Math.Max(0, credit.History.At(_usedAt)) + 1);
        while (tooMuch - most > 1)
        {
            // All of it first: that is what most credits can give.
            var tried = most == 0 && tooMuch > credit.History.At(_usedAt) ? tooMuch - 1 : most + ((tooMuch - most) / 2);
            if (LateRevision.Of(_state, _rules, [.. before, Use(credit, tried)]).BelowZero.Any()) tooMuch = tried;
            else most = tried;
        }

        if (most > 0) before.Add(Use(credit, Math.Min(most, _usage.Amount)));
        return most;
    }

    private EntryDraft Use(CreditState credit, long amount) => EntryDraft.On(credit, EntryKind.Usage, -amount, _usedAt);

    // What would have been enough but for the steps is blamed on the step; else what left less than that.
    private SkipReason WhyNoMore(int place, long capRoom)
    {
        var (held, step, _) = _sources[place];
        var given = _draw.Amounts[place];
        var room = held - given;
        if (Math.Min(room, capRoom) >= _usage.Amount - Total) return SkipReason.NotAWholeStep;
        if (capRoom < room) return SkipReason.CapReached;
        var heldThen = _usable[place].History.At(_usedAt);
        if (heldThen - (heldThen % step) > given) return SkipReason.NotHeldSince;
        return given == 0 ? SkipReason.NotAWholeStep : SkipReason.NotEnough;
    }

    private int CapOf(CreditTerms credit, SharingOf sharing, Dictionary<long, int> caps)
    {
        if (caps.TryGetValue(credit.OwnerId, out var known)) return known;
        if (sharing.CapOn(credit.OwnerId, credit.Benefit.Unit, _rules.Zone) is not { } cap)
            return caps[credit.OwnerId] = DrawSource.NoCap;
        _caps.Add(cap.Left);
        return caps[credit.OwnerId] = _caps.Count - 1;
    }

    private int StepOf(BenefitTerms benefit) => BookingStep.Of(benefit.Kind, benefit.StepMinutes, _rules.BookingIntervalMinutes);
}
