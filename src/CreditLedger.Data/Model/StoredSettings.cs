using CreditLedger.Ledger.Settings;

namespace CreditLedger.Data.Model;

/// <summary>
/// The site's settings as they are stored (R55). Written by <c>LedgerStore</c> alone, and by the migrator for the first time.
/// </summary>
public sealed record StoredSettings : SiteSettingsRow;
