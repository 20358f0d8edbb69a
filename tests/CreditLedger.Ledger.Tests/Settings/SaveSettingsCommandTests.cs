using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Settings;

namespace CreditLedger.Ledger.Tests.Settings;

/// <summary>R55: which settings may be stored, and when.</summary>
public sealed class SaveSettingsCommandTests
{
    private static readonly SiteSettingsRow Known = new() { Version = 4 };
    private static readonly DateTime Now = new(2026, 3, 15, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("Name", "", "The Loft", "")]
    [InlineData("Name", "tab\there", "", "must be one line of 1 to 100 characters")]
    [InlineData("Name", " ", "", "must be one line of 1 to 100 characters")]
    [InlineData("TimeZone", "", "America/New_York", "")]
    [InlineData("TimeZone", "Mars/Olympus", "", "must be the name of a time zone")]
    [InlineData("TimeZone", " ", "", "must be the name of a time zone")]
    [InlineData("Currency", "", "jpy", "")]
    [InlineData("Currency", "XXQ", "", "must be the three letters of a currency")]
    [InlineData("BookingIntervalMinutes", "0", "1", "between 1 and 1440")]
    [InlineData("BookingIntervalMinutes", "1441", "1440", "between 1 and 1440")]
    [InlineData("BackdatingDays", "-1", "0", "between 0 and 36500")]
    [InlineData("BackdatingDays", "36501", "36500", "between 0 and 36500")]
    [InlineData("GreyPagePrice", "-1", "0", "between 0 and 1000000")]
    [InlineData("ColorPagePrice", "1000001", "1000000", "between 0 and 1000000")]
    [InlineData("ClosingGraceDays", "-1", "0", "between 0 and 365")]
    [InlineData("ClosingGraceDays", "366", "365", "between 0 and 365")]
    public void Each_has_its_bounds(string name, string wrong, string right, string message)
    {
        var setting = SiteSetting.Of(name)!;
        if (wrong.Length > 0)
        {
            var refusal = Assert.IsType<Refusal>(Decide(setting.Write(Known, wrong)!));
            Assert.Equal((RefusalReason.Invalid, setting.Field), (refusal.Reason, refusal.Field));
            Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        }

        if (right.Length == 0) return;
        var written = setting.Write(Known, right)!;
        Assert.Equal(written with { Version = 5 }, Saved(Decide(written)));
    }

    [Theory]
    [InlineData("abc"), InlineData("1.5"), InlineData(""), InlineData("99999999999")]
    public void What_is_no_whole_number_is_no_number_of_minutes(string text) =>
        Assert.Null(SiteSetting.Of("bookingintervalminutes")!.Write(Known, text));

    [Fact]
    public void All_that_is_wrong_is_said_at_once() => Assert.Equal(
        [RefusedField.TimeZone, RefusedField.BookingInterval],
        Assert.IsType<Refusal>(Decide(Known with { TimeZone = "Nowhere", BookingIntervalMinutes = 0 })).All.Select(one => one.Field));

    [Fact]
    public void Zone_and_currency_stay_once_anything_is_recorded()
    {
        var moved = Known with { TimeZone = "America/New_York", Currency = "USD", Name = "Loft" };
        Assert.Equal([RefusedField.TimeZone, RefusedField.Currency],
            Assert.IsType<Refusal>(Decide(moved, hasEntries: true)).All.Select(one => one.Field));
        Assert.Equal("Loft", Saved(Decide(Known with { Name = "Loft" }, hasEntries: true)).Name);
    }

    [Fact]
    public void Someone_elses_change_is_not_undone_unseen() =>
        Assert.Equal(RefusalReason.Stale, Assert.IsType<Refusal>(Decide(Known with { Version = 3, Name = "Loft" })).Reason);

    [Fact]
    public void The_same_settings_again_change_nothing() => Assert.False(Assert.IsType<Draft>(Decide(Known)).ChangesSomething);

    [Fact]
    public void Every_column_is_a_setting_but_key_and_version_and_the_lock_date_which_has_a_command_of_its_own() => Assert.Equal(
        SiteSettingsRow.Table.Columns.Select(column => column.Name)
            .Except([nameof(SiteSettingsRow.Id), nameof(SiteSettingsRow.Version), nameof(SiteSettingsRow.LockedUpTo)]),
        SiteSetting.All.Select(setting => setting.Name));

    [Fact]
    public void The_lock_date_stays_as_it_is()
    {
        var locked = Known with { LockedUpTo = new DateOnly(2026, 2, 28) };
        Assert.Equal(locked.LockedUpTo, Saved(Decide(Known with { Name = "Loft" }, known: locked)).LockedUpTo);
        Assert.False(Assert.IsType<Draft>(Decide(Known, known: locked)).ChangesSomething);
    }

    private static SiteSettingsRow Saved(Decision decision)
    {
        var draft = Assert.IsType<Draft>(decision);
        var change = Assert.Single(draft.Related!(new DraftRows(null, [], [], null!)));
        Assert.Equal(RelatedOperation.Update, change.Operation);
        return Assert.IsType<SiteSettingsRow>(change.Row);
    }

    private static Decision Decide(SiteSettingsRow settings, bool hasEntries = false, SiteSettingsRow? known = null)
    {
        var (state, command) = (new LedgerState { HasEntries = hasEntries },
            new SaveSettingsCommand("key", Actor.User(1)) { Settings = settings });
        foreach (var query in command.Needs(state)) state.Related.Answer(query, [known ?? Known]);
        return command.Decide(state, new LedgerRules(), Now);
    }
}
