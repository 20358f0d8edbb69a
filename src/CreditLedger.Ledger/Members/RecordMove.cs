using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Members;

/// <summary>
/// Moves what one record of a person has to the other one (R50): what remains of credits, to new ones of the same benefit, priority and
/// end; memberships, in which the new credits take the place of the old ones; bookings, with what is committed for them.
/// </summary>
/// <param name="state">What the command was shown.</param>
/// <param name="fromId">The record that it moves from.</param>
/// <param name="intoId">The record that gets it.</param>
/// <param name="now">The moment of recording.</param>
internal sealed class RecordMove(LedgerState state, long fromId, long intoId, DateTime now)
{
    private readonly List<CreditState> _credits = [];
    private readonly List<MembershipRow> _memberships = [];
    private readonly List<BookingRow> _bookings = [];
    private readonly List<EntryDraft> _entries = [];

    /// <summary>The entries of the posting.</summary>
    public IReadOnlyList<EntryDraft> Entries => _entries;

    /// <summary>The credits that something moves from.</summary>
    public IReadOnlyList<CreditState> Credits => _credits;

    /// <summary>The memberships that move.</summary>
    public IReadOnlyList<MembershipRow> Memberships => _memberships;

    /// <summary>The bookings that move.</summary>
    public IReadOnlyList<BookingRow> Bookings => _bookings;

    /// <summary>Moves memberships.</summary>
    public void Add(IEnumerable<MembershipRow> memberships) => _memberships.AddRange(memberships);

    /// <summary>Moves bookings.</summary>
    public void Add(IEnumerable<BookingRow> bookings) => _bookings.AddRange(bookings);

    /// <summary>Whether a booking is still to take place, or takes place now.</summary>
    public static bool IsOpen(BookingRow booking, DateTime now) => booking.Status == BookingStatus.Booked && booking.EndsAt > now;

    /// <summary>Moves what remains of credits, with what is committed of them for others than the one who keeps them.</summary>
    /// <param name="credits">Credits of the record, in any order; those that are over, or of which nothing remains, stay.</param>
    /// <param name="description">Why, as the new credits keep it.</param>
    public void Add(IEnumerable<CreditState> credits, string? description)
    {
        foreach (var credit in credits.OrderBy(credit => credit.Terms.Id))
        {
            var terms = credit.Terms;
            if (terms.OwnerId != fromId || credit.IsRevoked || terms.IsExpiredAt(now)) continue;
            var committed = terms.IsUnlimited ? 0
                : state.CommitmentsOf(fromId).Where(row => row.CreditId == terms.Id && Moves(row)).Sum(row => row.Amount);
            var amount = Math.Max(0, credit.History.LowestSince(now)) + committed;
            if (amount == 0 && !terms.IsUnlimited) continue;
            _credits.Add(credit);
            _entries.AddRange(RemainderCommand.Moving(
                credit, amount, intoId, terms.ExpiresAt, CreditSource.Transfer, description, now));
        }
    }

    /// <summary>The rows beside the posting's.</summary>
    /// <param name="granted">The new credits, in the order of the entries.</param>
    public IEnumerable<RelatedChange> Rows(IReadOnlyList<CreditRow> granted)
    {
        foreach (var membership in _memberships) yield return RelatedChange.Update(membership with { MemberId = intoId });
        var skips = MembershipSkipRow.Of(fromId);
        foreach (var skip in state.Related.Knows(skips) ? state.Related.Rows<MembershipSkipRow>(skips) : [])
            if (_memberships.Exists(row => row.Id == skip.MembershipId)) yield return RelatedChange.Update(skip with { MemberId = intoId });
        foreach (var booking in _bookings)
            yield return RelatedChange.Update(booking with { MemberId = intoId, Version = booking.Version + 1 });
        foreach (var change in Successors(Links(), _credits, granted)) yield return change;
        foreach (var row in Commitments())
        {
            var moves = row.OwnerId == fromId && Moves(row);
            var credit = _credits.FindIndex(one => one.Terms.Id == row.CreditId);
            var moved = row with
            {
                OwnerId = moves && (row.CreditId is null || credit >= 0) ? intoId : row.OwnerId,
                CreditId = moves && credit >= 0 ? granted[credit].Id : row.CreditId,
                UsedById = row.UsedById == fromId && IsOfBooking(row) ? intoId : row.UsedById,
            };
            if (moved != row) yield return RelatedChange.Update(moved);
        }
    }

    // What one of the bookings holds moves with it, and what members of a group of the record booked; what the other record booked stays.
    private bool Moves(CommitmentRow row) =>
        (row.CreditId is not null || _memberships.Exists(one => one.Id == row.MembershipId))
        && (IsOfBooking(row) || row.UsedById != fromId);

    private bool IsOfBooking(CommitmentRow row) => _bookings.Exists(booking => booking.Id == row.BookingId);

    private IEnumerable<CommitmentRow> Commitments() => state.CommitmentsOf(fromId)
        .Concat(_bookings.SelectMany(booking => state.Related.Rows<CommitmentRow>(CommitmentRow.Of(booking.Id)).Where(row => row.IsOpen)))
        .DistinctBy(row => row.Id).OrderBy(row => row.Id);

    private IEnumerable<MembershipCreditRow> Links() =>
        _memberships.SelectMany(row => state.Related.Rows<MembershipCreditRow>(MembershipCreditRow.Of(row.Id)));

    /// <summary>
    /// Puts new credits into the places of those that they were moved from: rollover and the end of a membership go through the credits
    /// of a period (R26, R28).
    /// </summary>
    /// <param name="known">The credits of the memberships.</param>
    /// <param name="credits">Those that were moved from.</param>
    /// <param name="granted">The new one of each.</param>
    public static IEnumerable<RelatedChange> Successors(
        IEnumerable<MembershipCreditRow> known, IEnumerable<CreditState> credits, IEnumerable<CreditRow> granted)
    {
        var links = known.ToList();
        foreach (var (credit, successor) in credits.Zip(granted))
        {
            if (links.Find(row => row.CreditId == credit.Terms.Id) is not { } link) continue;
            var last = links.Where(row => (row.MembershipId, row.PlanLineId, row.Period, row.Part)
                == (link.MembershipId, link.PlanLineId, link.Period, link.Part)).Max(row => row.Succession);
            links.Add(link with { CreditId = successor.Id, Succession = last + 1 });
            yield return RelatedChange.Insert(links[^1]);
        }
    }
}
