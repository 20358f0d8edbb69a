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
            return new Refusal(RefusalReason.NotFound, RefusedField.Whole,
                "The database holds no settings yet: bring it to this version first.");
        if (known.Version != Settings.Version)
        {
            return new Refusal(RefusalReason.Stale, RefusedField.Whole,
                "Someone else changed the settings meanwhile. Nothing was saved: look at them again before you save.");
        }

        var wrong = SiteSetting.Wrong(Settings).Select(setting => new Refusal(RefusalReason.Invalid, setting.Field, $"It {setting.Must}."))
            .ToList();

        // Days that are recorded were cut in that zone, and amounts counted in that currency: another one would change what they mean.
        if (state.HasEntries && Settings.TimeZone != known.TimeZone) wrong.Add(Fixed(RefusedField.TimeZone, "time zone", known.TimeZone));
        if (state.HasEntries && Settings.Currency != known.Currency) wrong.Add(Fixed(RefusedField.Currency, "currency", known.Currency));
        if (Refusal.Of(wrong) is { } refusal) return refusal;

        return Settings == known
            ? Draft.Nothing with { MadeId = SiteSettingsRow.OnlyId }
            : Draft.OfRows(SiteSettingsRow.OnlyId,
                RelatedChange.Update(Settings with { Id = SiteSettingsRow.OnlyId, Version = known.Version + 1 }));
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(Settings.Version);
        foreach (var setting in SiteSetting.All) writer.Text(setting.Read(Settings));
    }

    private static Refusal Fixed(RefusedField field, string what, string value) => new(
        RefusalReason.Invalid, field, $"The {what} stays {value}: credits and their use are recorded in it already.");
}
