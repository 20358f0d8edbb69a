using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Settings;

/// <summary>Sets the lock date, or lifts it (R49). Writers hold the row of the settings, so none is under way with the old one.</summary>
public sealed record SetLockDateCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>The last local day that is to be locked; none lifts the lock.</summary>
    public required DateOnly? LockedUpTo { get; init; }

    /// <summary>The version of the settings that the person was shown. Not part of the content.</summary>
    public required int SeenVersion { get; init; }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => base.Scope(now) with { AsksForUnissued = LockedUpTo is not null };

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
        [RowQuery.Of<SiteSettingsRow>(nameof(SiteSettingsRow.Id), SiteSettingsRow.OnlyId, forUpdate: true)];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (state.Related.Row<SiteSettingsRow>(nameof(SiteSettingsRow.Id), SiteSettingsRow.OnlyId) is not { } known)
            return Refusals.NoSettings;
        if (known.LockedUpTo == LockedUpTo) return Draft.Nothing with { MadeId = SiteSettingsRow.OnlyId };
        if (known.Version != SeenVersion) return Refusals.SettingsChangedMeanwhile;
        if (LockedUpTo is { } day && RefuseDay(day, state, rules, now) is { } refusal) return refusal;
        return Draft.OfRows(SiteSettingsRow.OnlyId,
            RelatedChange.Update(known with { LockedUpTo = LockedUpTo, Version = known.Version + 1 }));
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer) => writer.Number((long?)LockedUpTo?.DayNumber);

    // What must be settled before a day can be locked. Once days are closed (R37), a day that is not closed joins here.
    private static Refusal? RefuseDay(DateOnly day, LedgerState state, LedgerRules rules, DateTime now)
    {
        var today = rules.Zone.DayOf(now);
        if (day >= today) return Refusals.LockNotPast(today.AddDays(-1));
        if (state.EarliestSetAside is { } setAside && setAside <= day) return Refusals.LockOverSetAside(setAside);
        return state.EarliestDue is { } due && rules.Zone.DayOf(due) is var dueDay && dueDay <= day ? Refusals.LockOverDue(dueDay) : null;
    }
}
