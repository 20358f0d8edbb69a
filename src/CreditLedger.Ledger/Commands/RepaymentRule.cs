using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Late;
using CreditLedger.Ledger.Members;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Commands;

/// <summary>R45: what is recorded when a use is paid in another way, and when that is undone (R24).</summary>
internal static class RepaymentRule
{
    public static Decision Decide(RepayCommand repay, LedgerState state, LedgerRules rules, DateTime now)
    {
        if (state.Posting(repay.PostingId) is not { } posting) return Refusals.NoSuchTransaction;
        var held = HeldCredits.Of(posting, repay.UserId);
        if (held.Uses.Count == 0) return Refusals.NoUseStands;
        if (repay.RefuseTexts() is { } texts) return texts;
        if (RefuseBooking(repay, held, state) is { } booked) return booked;
        if (held.Units(state).Skip(1).Any()) return Refusals.PaidInSeveralUnits;

        // Of a locked day, today (R49).
        var datedAt = repay.UsedAt < rules.OpenFrom ? now : repay.UsedAt;
        var returned = held.ReturnUses();
        var usage = repay.Usage(held, datedAt, now);
        var (draw, refusal) = UsageRule.Draw(usage, state, rules, now, [], FreedCredits.Of(state, returned, datedAt));
        if (refusal is not null || draw is null) return refusal!;
        var drawn = draw.Drawn.ToList();
        if (drawn[0].Credit.Terms.Benefit.Unit is var unit && unit != held.Units(state).First())
            return Refusals.CountedOtherwise(usage.Amount, held.Units(state).First());
        if (repay.PayerId == repay.UserId && IsTheSame(held, drawn)) return Refusals.PaidThisWayAlready;
        if (StatusRule.OfUsage(usage, state, rules.Zone, repay.OccursAt) is { } warning) return warning;

        List<EntryDraft> back =
            [.. returned.ToEntries(state, datedAt).Select(entry => entry with { OccursAt = repay.OccursAt })];
        List<EntryDraft> taken =
        [
            .. draw.Entries(_ => true).Select(entry => entry with
            {
                Credit = state.Credit(entry.Credit!.Terms.Id),
                BookingId = held.Uses[0].BookingId,
                OccursAt = repay.OccursAt,
            }),
        ];
        var draft = new Draft(PostingKind.Repayment, repay.Description, []) { Related = Charging(repay, state) };
        return LateText.Exchange(draft, back, taken, state, rules);
    }

    /// <summary>
    /// Undoes a repayment: its use is reversed, and each use that it had reversed is recorded again, with the same credit, amount and dates
    /// (R24).
    /// </summary>
    public static Decision Undo(Draft draft, PostedPosting posting, LedgerState state, LedgerRules rules, DateTime now)
    {
        var (back, again) = (new List<EntryDraft>(), new List<EntryDraft>());
        foreach (var entry in posting.Entries.Select(entry => entry.Row).OrderBy(row => row.EffectiveKind == EntryKind.Allowance))
        {
            var credit = state.Credit(entry.CreditId) ?? throw new InvalidOperationException(
                $"Credit {entry.CreditId} is outside the state.");
            var isReversal = entry.Kind == EntryKind.Reversal;
            var row = new EntryDraft(
                credit, null, isReversal ? entry.EffectiveKind : EntryKind.Reversal, entry.EffectiveKind, -entry.Amount,
                entry.UsedAt < rules.OpenFrom ? now : entry.UsedAt)
            {
                UsedById = entry.UsedById,
                ServiceId = entry.ServiceId,
                OccursAt = entry.OccursAt,
                ReversesEntryId = isReversal ? null : entry.Id,
            };
            if (!isReversal) back.Add(row);
            // An unlimited credit is allowed before it is used, so that its balance is never below zero (R48).
            else if (entry.EffectiveKind == EntryKind.Allowance) again.Insert(0, row);
            else again.Add(row);
        }

        return LateText.Exchange(draft, back, again, state, rules);
    }

    // A booking follows the member who is charged; what is committed of credits to come cannot.
    private static Refusal? RefuseBooking(RepayCommand repay, HeldCredits held, LedgerState state)
    {
        if (held.Uses[0].BookingId is not { } bookingId) return null;
        if (bookingId != repay.BookingId || held.Uses.Any(entry => entry.BookingId != bookingId)) return Refusals.NoUseStands;
        var whole = HeldCredits.Of(state, bookingId);
        return whole.Commitments.Count > 0 || whole.Uses.Count != held.Uses.Count ? Refusals.BookingIsPaidInParts : null;
    }

    private static Func<DraftRows, IEnumerable<RelatedChange>>? Charging(RepayCommand repay, LedgerState state)
    {
        if (repay.BookingId is not { } id || state.Related.Row<BookingRow>(nameof(BookingRow.Id), id) is not { } booking) return null;
        return booking.MemberId == repay.PayerId ? null
            : _ => [RelatedChange.Update(booking with { MemberId = repay.PayerId, Version = booking.Version + 1 })];
    }

    private static bool IsTheSame(HeldCredits held, IReadOnlyList<(CreditState Credit, long Amount)> drawn) =>
        held.Uses.GroupBy(entry => entry.CreditId).Select(group => (group.Key, -group.Sum(entry => entry.Amount))).Order()
            .SequenceEqual(drawn.Select(part => (part.Credit.Terms.Id, part.Amount)).Order());
}
