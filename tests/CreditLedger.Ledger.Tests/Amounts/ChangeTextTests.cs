using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Ledger.Tests.Amounts;

/// <summary>R19: what will happen, the button and the notice, for every kind and both directions.</summary>
public sealed class ChangeTextTests
{
    [Theory]
    [InlineData(BenefitKind.Time, null, 60, 120, "Adds 1 h: 2 h → 3 h", "Yes, add 1 h", "1 h added: 2 h → 3 h")]
    [InlineData(BenefitKind.Time, null, -60, 120, "Removes 1 h: 2 h → 1 h", "Yes, remove 1 h", "1 h removed: 2 h → 1 h")]
    [InlineData(BenefitKind.Time, null, 60, 0, "Adds 1 h: 0 min → 1 h", "Yes, add 1 h", "1 h added: 0 min → 1 h")]
    [InlineData(BenefitKind.Time, null, 6000, 0, "Adds 100 h: 0 min → 100 h", "Yes, add 100 h", "100 h added: 0 min → 100 h")]
    [InlineData(BenefitKind.Money, "GBP", 10000, 0, "Adds £100.00: £0.00 → £100.00", "Yes, add £100.00", "£100.00 added: £0.00 → £100.00")]
    [InlineData(BenefitKind.Money, "GBP", -10000, 15000, "Removes £100.00: £150.00 → £50.00", "Yes, remove £100.00",
        "£100.00 removed: £150.00 → £50.00")]
    [InlineData(BenefitKind.Money, "JPY", -100, 100, "Removes ¥100: ¥100 → ¥0", "Yes, remove ¥100", "¥100 removed: ¥100 → ¥0")]
    [InlineData(BenefitKind.Money, "KWD", 1, 0, "Adds KWD\u00a00.001: KWD\u00a00.000 → KWD\u00a00.001", "Yes, add KWD\u00a00.001",
        "KWD\u00a00.001 added: KWD\u00a00.000 → KWD\u00a00.001")]
    [InlineData(
        BenefitKind.Printing, "GBP", -900, 2000, "Removes £9.00 · 90 pages: £20.00 · 200 pages → £11.00 · 110 pages",
        "Yes, remove £9.00 · 90 pages", "£9.00 · 90 pages removed: £20.00 · 200 pages → £11.00 · 110 pages")]
    [InlineData(BenefitKind.Printing, "GBP", 905, 0, "Adds £9.05: £0.00 · 0 pages → £9.05", "Yes, add £9.05",
        "£9.05 added: £0.00 · 0 pages → £9.05")]
    [InlineData(BenefitKind.Uses, null, 1, 2, "Adds 1 use: 2 uses → 3 uses", "Yes, add 1 use", "1 use added: 2 uses → 3 uses")]
    [InlineData(BenefitKind.Uses, null, -2, 3, "Removes 2 uses: 3 uses → 1 use", "Yes, remove 2 uses", "2 uses removed: 3 uses → 1 use")]
    [InlineData(BenefitKind.Pass, null, -1, 1, "Removes 1 pass: 1 pass → 0 passes", "Yes, remove 1 pass",
        "1 pass removed: 1 pass → 0 passes")]
    [InlineData(BenefitKind.Pass, null, 2, 0, "Adds 2 passes: 0 passes → 2 passes", "Yes, add 2 passes",
        "2 passes added: 0 passes → 2 passes")]
    public void Says_what_a_change_does(BenefitKind kind, string? currency, long change, long before, string will,
        string confirm, string did)
    {
        var unit = Unit.Of(kind, currency);

        Assert.Equal(will, ChangeText.Will(change, before, before + change, unit));
        Assert.Equal(confirm, ChangeText.Confirm(change, unit));
        Assert.Equal(did, ChangeText.Did(change, before, before + change, unit));
    }
}
