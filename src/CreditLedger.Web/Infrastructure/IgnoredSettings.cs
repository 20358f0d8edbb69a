using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Settings;

namespace CreditLedger.Web.Infrastructure;

/// <summary>Values of the configuration that differ from those of the database, which count (R55).</summary>
internal sealed class IgnoredSettings(IConfiguration configuration, FirstSettings first, SiteSettings settings)
{
    /// <summary>A sentence for each that someone gave: a default is no wish.</summary>
    public IEnumerable<string> Sentences() =>
        from setting in SiteSetting.All
        let given = setting.Read(first.Row)
        let stored = setting.Read(settings.Row)
        where configuration[$"Site:{setting.Name}"] is not null && given != stored
        select $"Site:{setting.Name} is '{given}' in the configuration, which is ignored: the ledger's setting is '{stored}'. Change it " +
            $"on Setup, Site settings.";
}
