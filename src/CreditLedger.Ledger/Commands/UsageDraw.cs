using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Commands;

/// <summary>What a usage draws from usable credits, in their order and within the caps (R13 to R16), or why they do not give it.</summary>
internal sealed class UsageDraw
{
    private readonly UsageCommand _usage;
    private readonly List<CreditState> _usable;
    private readonly DrawSource[] _sources;
    private readonly LedgerRules _rules;
    private readonly DateTime _usedAt;
    private readonly ExactDraw _draw;

    // What each cap leaves, in the smallest unit. A cap holds for all credits of its owner together.
    private readonly List<long> _caps = [];

    public UsageDraw(UsageCommand usage, List<CreditState> usable, SharingOf sharing, LedgerRules rules, DateTime usedAt)
    {
        (_usage, _usable, _rules, _usedAt) = (usage, usable, rules, usedAt);
        var caps = sharing.Accesses.Count == 0 ? null : new Dictionary<long, int>();
        _sources = new DrawSource[usable.Count];
        for (var place = 0; place < _sources.Length; place++)
        {
            // Held at that moment and ever since: no view of the past may turn negative (R16).
            var held = Math.Max(0, usable[place].History.LowestSince(usedAt));
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

    /// <summary>The rows of the draw.</summary>
    public IReadOnlyList<EntryDraft> Entries()
    {
        var entries = new List<EntryDraft>(1);
        for (var place = 0; place < _usable.Count; place++)
        {
            if (_draw.Amounts[place] == 0) continue;
            entries.Add(EntryDraft.On(_usable[place], EntryKind.Usage, -_draw.Amounts[place], _usedAt) with
            {
                UsedById = _usage.UserId,
                ServiceId = _usage.ServiceId,
                OccursAt = Instants.Cut(_usage.OccursAt),
            });
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
            return new SkippedCredit(
                credit.Terms, _rules.Zone, WhyNoMore(place, cap < 0 ? long.MaxValue : capRoom[cap]), _draw.Amounts[place]);
        });
    }

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
