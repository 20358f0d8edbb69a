using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Settings;

/// <summary>Changes the site's settings (R55).</summary>
public sealed record SaveSettingsCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>The settings as they are to be, with the version that the person who changed them was shown.</summary>
    public required SiteSettingsRow Settings { get; init; }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => base.Scope(now) with { AsksForAnyEntry = true };

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
        [RowQuery.Of<SiteSettingsRow>(nameof(SiteSettingsRow.Id), SiteSettingsRow.OnlyId, forUpdate: true)];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (state.Related.Row<SiteSettingsRow>(nameof(SiteSettingsRow.Id), SiteSettingsRow.OnlyId) is not { } known)
            return Refusals.NoSettings;
        if (known.Version != Settings.Version) return Refusals.SettingsChangedMeanwhile;
        var wrong = SiteSetting.Wrong(Settings).Select(Refusals.SettingOutOfBounds).ToList();

        // Days that are recorded were cut in that zone, and amounts counted in that currency: another one would change what they mean.
        if (state.HasEntries && Settings.TimeZone != known.TimeZone) wrong.Add(Refusals.TimeZoneStays(known.TimeZone));
        if (state.HasEntries && Settings.Currency != known.Currency) wrong.Add(Refusals.CurrencyStays(known.Currency));
        if (Refusal.Of(wrong) is { } refusal) return refusal;

        // The lock date has a command and a permission of its own (R49).
        var wanted = Settings with { LockedUpTo = known.LockedUpTo };
        return wanted == known
            ? Draft.Nothing with { MadeId = SiteSettingsRow.OnlyId }
            : Draft.OfRows(SiteSettingsRow.OnlyId,
                RelatedChange.Update(wanted with { Id = SiteSettingsRow.OnlyId, Version = known.Version + 1 }));
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(Settings.Version);
        foreach (var setting in SiteSetting.All) writer.Text(setting.Read(Settings));
    }
}
