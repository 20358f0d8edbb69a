using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Settings;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Settings;

/// <summary>
/// The site's settings as they were last read. The ledger reads them in each of its transactions and decides by those; pages and verbs ask
/// here, and see a change by another node when they next refresh.
/// </summary>
public sealed class SiteSettings
{
    // Each transaction asks, and hardly ever has anything changed.
    private static readonly string Select = $"SELECT {SiteSettingsRow.Table.SelectList("t")} FROM {SiteSettingsRow.Table.Name} t";
    private const string Changed = " WHERE t.Id {ids} AND t.Version <> @known";

    private readonly ILedgerEngine _engine;
    private readonly TimeProvider _clock;
    private volatile Snapshot _last;
    private long _readAt = -1;

    internal SiteSettings(ILedgerEngine engine, FirstSettings first, TimeProvider clock) =>
        (_engine, _clock, _last) = (engine, clock, new Snapshot(first.Row, IsRead: false));

    /// <summary>All of them.</summary>
    public SiteSettingsRow Row => _last.Row;

    /// <summary>Shown in the header and in titles.</summary>
    public string Name => _last.Row.Name;

    /// <summary>ISO 4217 code offered where a currency is chosen.</summary>
    public string Currency => _last.Row.Currency;

    /// <summary>The lock date: nothing is recorded on or before this local day (R49).</summary>
    public DateOnly? LockedUpTo => _last.Row.LockedUpTo;

    /// <summary>What rules ask for.</summary>
    public LedgerRules Rules => _last.Rules;

    /// <summary>The one zone in which days are cut (R10).</summary>
    public SiteZone Zone => _last.Rules.Zone;

    /// <summary>Reads them again.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await _engine.BeginReadAsync(cancellationToken);
        await ReadAsync(transaction, cancellationToken);
        Interlocked.Exchange(ref _readAt, _clock.GetTimestamp());
    }

    /// <summary>Reads them again unless that was done within this time.</summary>
    public Task RefreshAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        var readAt = Interlocked.Read(ref _readAt);
        return readAt >= 0 && _clock.GetElapsedTime(readAt) < within ? Task.CompletedTask : RefreshAsync(cancellationToken);
    }

    /// <summary>
    /// The rules as a transaction sees them. One that writes holds them until it ends: a lock date that is set waits for it, and no other
    /// records by the old one afterwards (R49).
    /// </summary>
    internal async Task<LedgerRules> ReadAsync(LedgerTransaction transaction, CancellationToken cancellationToken)
    {
        var settings = _last;
        await transaction.ReadRowsByIdsAsync(
            Select + transaction.HoldShared + Changed, [SiteSettingsRow.OnlyId], source =>
                _last = settings = new Snapshot(SiteSettingsRow.Table.Read(source, 0), IsRead: true), cancellationToken,
            ("@known", settings.IsRead ? settings.Row.Version : 0));
        return settings.Rules;
    }

    private sealed record Snapshot(SiteSettingsRow Row, bool IsRead)
    {
        // A wrong zone fails only where something is decided by it, not where the site's name is read.
        private readonly Lazy<LedgerRules> _rules = new(Row.ToRules, LazyThreadSafetyMode.PublicationOnly);

        public LedgerRules Rules => _rules.Value;
    }
}
