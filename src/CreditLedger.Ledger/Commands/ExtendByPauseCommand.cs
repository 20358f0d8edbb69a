using System.Globalization;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// Extends what remains of a membership's credits by the days of a pause that has ended, of each by those within its life (R23, R46).
/// Expired credits as well: they ended while the membership was paused. Its key names the pause, so it happens once.
/// </summary>
public sealed record ExtendByPauseCommand : LedgerCommand
{
    private readonly long _membershipId;
    private readonly int _number;

    /// <summary>The command of a pause.</summary>
    public ExtendByPauseCommand(long membershipId, int number, Actor actor)
        : base(string.Create(CultureInfo.InvariantCulture, $"pause/{membershipId}/{number}/extend"), actor) =>
        (_membershipId, _number) = (membershipId, number);

    private RowQuery OfMembership => RowQuery.Of<MembershipRow>(nameof(MembershipRow.Id), _membershipId, forUpdate: true);

    private RowQuery Granted => RowQuery.Of<MembershipCreditRow>(nameof(MembershipCreditRow.MembershipId), _membershipId);

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
        [OfMembership, MembershipPauses.Query(_membershipId), Granted, .. Known(state).Select(SuccessorsOf)];

    /// <summary>What the membership granted, and the credits that took the place of those by an extension.</summary>
    public override IEnumerable<long> Credits(LedgerState state) => Known(state);

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (state.Related.Rows<MembershipRow>(OfMembership) is not [var membership]) return Refusals.NoSuchMembership;
        var pause = state.Related.Rows<MembershipPauseRow>(MembershipPauses.Query(_membershipId))
            .FirstOrDefault(row => row.Number == _number);
        if (pause is not { ExtendAt: { } due, UntilDay: { } last } || due > now) return Draft.Nothing;

        // Where the membership ended before its pause did, its end said what becomes of the remainder (R28).
        var entries = membership.EndsAt < due ? [] : Known(state).Order().Select(state.Credit).OfType<CreditState>()
            .SelectMany(credit => Extended(credit, pause, rules, now)).ToList();
        return new Draft(PostingKind.Extension, entries.Count == 0 ? null : TextOf(pause.FromDay, last), entries)
        {
            MadeId = _membershipId,
            Related = _ => [RelatedChange.Update(pause with { ExtendAt = null })],
        };
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(_membershipId);
        writer.Number((long)_number);
    }

    private static IEnumerable<EntryDraft> Extended(CreditState credit, MembershipPauseRow pause, LedgerRules rules, DateTime now)
    {
        var remains = Math.Max(0, credit.History.LowestSince(now));
        if (remains == 0 || credit.IsRevoked || credit.Terms.ExpiresAt is not { } end) return [];
        var days = MembershipPauses.DaysWithin(pause, credit.Terms.StartsAt, end, rules.Zone);
        var later = ExtensionCommand.Later(end, days, rules.Zone);
        return days == 0 || later <= now ? []
            : RemainderCommand.Moving(
                credit, remains, credit.Terms.OwnerId, later, CreditSource.Extension, TextOf(pause.FromDay, pause.UntilDay!.Value), now);
    }

    private static string TextOf(DateOnly from, DateOnly until) => string.Create(
        CultureInfo.InvariantCulture, $"Extended by the pause of {from:d MMM yyyy} to {until:d MMM yyyy}");

    // Asked again with what was found: an extension may have been extended.
    private List<long> Known(LedgerState state)
    {
        var known = state.Related.Knows(Granted)
            ? state.Related.Rows<MembershipCreditRow>(Granted).Select(row => row.CreditId).ToList() : [];
        for (var place = 0; place < known.Count; place++)
        {
            if (!state.Related.Knows(SuccessorsOf(known[place]))) continue;
            known.AddRange(state.Related.Rows<CreditRow>(SuccessorsOf(known[place]))
                .Where(row => row.Source == CreditSource.Extension).Select(row => row.Id).Except(known));
        }

        return known;
    }

    private static RowQuery SuccessorsOf(long creditId) => RowQuery.With<CreditRow>(
        nameof(CreditRow.OriginCreditId), creditId, present: nameof(CreditRow.OriginCreditId));
}
