using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Settings;

namespace CreditLedger.Ledger.Tests.Settings;

/// <summary>R49: up to which day one may lock, and that the lock can be lifted.</summary>
public sealed class SetLockDateCommandTests
{
    private static readonly DateOnly Known = new(2026, 1, 31);
    private static readonly DateTime Now = new(2026, 3, 15, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("2026-03-14", null, null, "")]
    [InlineData("2026-03-15", null, null, "Only days that are over can be locked. Choose 14 Mar 2026 or earlier.")]
    [InlineData("2026-03-01", "2026-03-01", null, "What begins on 1 Mar 2026 is still to be granted.")]
    [InlineData("2026-02-28", "2026-03-01", null, "")]
    [InlineData("2026-03-01", null, "2026-03-01", "What begins on 1 Mar 2026 could not be granted and needs a person first.")]
    [InlineData("2026-02-28", null, "2026-03-01", "")]
    [InlineData("2026-01-10", null, null, "")]
    [InlineData(null, "2026-01-01", "2026-01-01", "")]
    public void It_is_set_lowered_and_lifted_but_not_over_what_is_open(string? day, string? due, string? setAside, string message)
    {
        var decision = Decide(DayOf(day), due: DayOf(due), setAside: DayOf(setAside));
        if (message.Length == 0)
        {
            var change = Assert.Single(Assert.IsType<Draft>(decision).Related!(new DraftRows(null, [], [], null!)));
            var row = Assert.IsType<SiteSettingsRow>(change.Row);
            Assert.Equal((DayOf(day), 5, "The Loft"), (row.LockedUpTo, row.Version, row.Name));
            return;
        }

        var refusal = Assert.IsType<Refusal>(decision);
        Assert.Equal((RefusalReason.BadDate, RefusedField.LockDate), (refusal.Reason, refusal.Field));
        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_day_again_changes_nothing_and_someone_elses_change_is_not_undone_unseen()
    {
        Assert.False(Assert.IsType<Draft>(Decide(Known, version: 3)).ChangesSomething);
        Assert.Equal(RefusalReason.Stale, Assert.IsType<Refusal>(Decide(null, version: 3)).Reason);
    }

    private static DateOnly? DayOf(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", null);

    private static Decision Decide(DateOnly? day, int version = 4, DateOnly? due = null, DateOnly? setAside = null)
    {
        var state = new LedgerState
        {
            EarliestDue = due?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            EarliestSetAside = setAside,
        };
        var command = new SetLockDateCommand("key", Actor.User(1)) { LockedUpTo = day, SeenVersion = version };
        Assert.Equal(day is not null, command.Scope(Now).AsksForUnissued);
        foreach (var query in command.Needs(state))
            state.Related.Answer(query, [new SiteSettingsRow { Version = 4, Name = "The Loft", LockedUpTo = Known }]);
        return command.Decide(state, new LedgerRules(), Now);
    }
}
