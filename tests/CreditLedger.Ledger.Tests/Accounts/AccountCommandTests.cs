using CreditLedger.Ledger.Accounts;
using CreditLedger.Ledger.Auditing;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Ledger.Tests.Accounts;

public sealed class AccountCommandTests
{
    private static readonly DateTime Now = new(2026, 3, 15, 12, 0, 0, DateTimeKind.Utc);
    private static readonly UserRow Ada = new()
    {
        Id = 1,
        Email = "ada@space.example",
        Role = UserRole.Admin,
        PasswordHash = "hash",
        SecurityStamp = "old",
        ConcurrencyStamp = "old",
    };

    private static readonly UserRow Bob = Ada with { Id = 2, Email = "bob@space.example" };

    private static readonly Dictionary<string, AccountCommand> Removals = new()
    {
        ["role"] = new ChangeRoleCommand("k", Actor.User(1)) { UserId = 1, NewStamp = "new", Role = UserRole.Manager },
        ["disable"] = new DisableUserCommand("k", Actor.User(1)) { UserId = 1, NewStamp = "new" },
        ["reset"] = new ResetPasswordCommand("k", Actor.User(1)) { UserId = 1, NewStamp = "new" },
    };

    // Who else is there, and whether Ada can be removed then.
    [Theory]
    [InlineData("nobody", false)]
    [InlineData("another administrator", true)]
    [InlineData("a disabled administrator", false)]
    [InlineData("an invited administrator", false)]
    [InlineData("a refused administrator", false)]
    [InlineData("a manager", false)]
    public void The_last_administrator_who_can_sign_in_stays(string other, bool goes)
    {
        var second = other switch
        {
            "another administrator" => Bob,
            "a disabled administrator" => Bob with { DisabledAt = Now },
            "an invited administrator" => Bob with { PasswordHash = null },
            "a refused administrator" => Bob with { Email = "demo@space.example" },
            "a manager" => Bob with { Role = UserRole.Manager },
            _ => null,
        };
        UserRow[] all = second is null ? [Ada] : [Ada, second];
        foreach (var command in Removals.Values.Select(command => command with { RefusedEmails = ["Demo@space.example"] }))
        {
            var decision = Decide(command, all);
            if (goes) Assert.IsType<Draft>(decision);
            else Assert.Equal(Refusals.LastAdministrator, Assert.IsType<Refusal>(decision));
        }

        Assert.IsType<Draft>(Decide(new ResetPasswordCommand("k", Actor.User(1)) { UserId = 1, NewStamp = "new", GivesLink = true }, all));
    }

    [Fact]
    public void What_changes_an_account_ends_its_sessions_and_the_changes_that_were_begun_on_it()
    {
        foreach (var (name, command) in Removals)
        {
            var row = Changed(Decide(command, [Ada, Bob]));
            Assert.Equal(("new", "new"), (row.SecurityStamp, row.ConcurrencyStamp));
            Assert.Equal(
                (name == "role" ? UserRole.Manager : UserRole.Admin, name == "disable" ? Now : null, name == "reset" ? null : "hash"),
                (row.Role, row.DisabledAt, row.PasswordHash));
        }

        var closed = Ada with { DisabledAt = Now.AddDays(-1) };
        Assert.Null(Changed(Decide(new EnableUserCommand("k", Actor.User(2)) { UserId = 1, NewStamp = "new" }, [closed, Bob])).DisabledAt);
    }

    [Fact]
    public void What_is_so_already_changes_nothing_and_a_disabled_account_gets_no_new_password()
    {
        var closed = Ada with { DisabledAt = Now.AddDays(-1) };
        Assert.False(Assert.IsType<Draft>(Decide(Removals["disable"], [closed, Bob])).ChangesSomething);
        Assert.False(Assert.IsType<Draft>(
            Decide(new EnableUserCommand("k", Actor.User(2)) { UserId = 1, NewStamp = "new" }, [Ada, Bob])).ChangesSomething);
        Assert.Equal(Refusals.AccountDisabled, Assert.IsType<Refusal>(Decide(Removals["reset"], [closed, Bob])));
        Assert.Equal(RefusalReason.NotFound, Assert.IsType<Refusal>(Decide(Removals["disable"] with { UserId = 9 }, [Ada, Bob])).Reason);
    }

    [Fact]
    public void The_audit_keeps_every_text_on_one_line_and_within_its_column()
    {
        var note = new AuditNote(new string('a', 99), "Ada@Space.example\r\nsomething", "127.0.0.1\u202e", new string('r', 300));
        var row = AuditRow.Of(note, new string('x', 900), 7, Now);
        Assert.Equal((AuditRow.MaxActLength, AuditRow.MaxAboutLength, AuditRow.MaxSourceLength),
            (row.Act.Length, row.About!.Length, row.Reference!.Length));
        Assert.Equal(("ada@space.example??something", "127.0.0.1?", true), (row.Who, row.Source, row.IsAllowed));
    }

    private static UserRow Changed(Decision decision) => Assert.IsType<UserRow>(
        Assert.Single(Assert.IsType<Draft>(decision).Related!(new DraftRows(null, [], [], null!))).Row);

    private static Decision Decide(AccountCommand command, params UserRow[] all)
    {
        var state = new LedgerState();
        foreach (var query in command.Needs(state))
        {
            state.Related.Answer(query, query.Columns[0] == nameof(UserRow.Id)
                ? all.Where(user => user.Id == (long)query.Values[0]) : all.Where(user => user.Role == UserRole.Admin));
        }

        return command.Decide(state, new LedgerRules(), Now);
    }
}
