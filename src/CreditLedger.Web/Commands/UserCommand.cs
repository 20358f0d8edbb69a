using System.CommandLine;
using CreditLedger.Data;
using CreditLedger.Data.Identity;
using CreditLedger.Ledger.Accounts;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Features.Account;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Commands;

/// <summary><c>user</c>: manages accounts from the console, also when nobody can sign in.</summary>
internal static class UserCommand
{
    public static Command Build(CliHost host) => new("user", "Accounts of people who sign in.")
    {
        Create(host), List(host), Reset(host), Unlock(host), Disable(host), Enable(host),
    };

    private static Command Create(CliHost host)
    {
        var email = new Option<string>("--email") { Description = "The e-mail with which the person signs in.", Required = true };
        var role = new Option<UserRole>("--role") { Description = "Staff, Manager or Admin.", Required = true, CustomParser = ParseRole };
        role.CompletionSources.Add(Enum.GetNames<UserRole>());
        var command = new Command("create",
            "Creates an account and prints a link, once, with which its owner sets a password and signs in.") { email, role };
        host.Handle(command, DatabaseNeed.BroughtToThisVersion, async (run, cancellationToken) =>
        {
            var address = run.Parsed.GetRequiredValue(email).Trim();
            if (!EmailShape.IsValid(address)) throw CliException.UsedWrongly($"'{address}' is not an e-mail address.");
            await run.Get<KeySecretCheck>().RunAsync(cancellationToken);
            var changes = run.Get<AccountChanges>();
            var (user, problem) = await changes.InviteAsync(address, run.Parsed.GetValue(role), run.Get<TimeProvider>().Now());
            if (user is null) throw new CliException(problem!);
            await run.Get<AuditLog>().AllowedByCommandAsync("create user", $"{address}, role {user.Role}");
            await run.Error.WriteLineAsync($"{user.Role} {address} created. The link works once, for 24 hours:");
            await run.Output.WriteLineAsync(await changes.LinkAsync(user, cancellationToken));
            return CommandLine.Done;
        });
        return command;
    }

    private static Command List(CliHost host)
    {
        var command = new Command("list",
            "Prints one line per account, separated by tabs: e-mail, role, state, when it was created, when its owner last signed in. " +
            "The state is active, disabled, invited (no password yet) or waiting until an instant after wrong passwords.");
        host.Handle(command, DatabaseNeed.BroughtToThisVersion, async (run, cancellationToken) =>
        {
            var (tries, changes) = (run.Get<SignInTries>(), run.Get<AccountChanges>());
            var users = await run.Get<LedgerDbContext>().Users.OrderBy(user => user.NormalizedEmail).ToListAsync(cancellationToken);
            foreach (var user in users)
            {
                var wait = await tries.WaitsUntilAsync(user.NormalizedEmail!, cancellationToken);
                var state = changes.IsClosed(user) ? "disabled"
                    : user.PasswordHash is null ? "invited"
                    : wait is { } until ? $"waiting after wrong passwords until {Written(until)}"
                    : "active";
                await run.Output.WriteLineAsync(
                    string.Join('\t', user.Email, user.Role, state, Written(user.CreatedAt), Written(user.LastSignInAt)));
            }

            return CommandLine.Done;
        });
        return command;
    }

    private static Command Reset(CliHost host) => OnAccount(host, "reset",
        "Removes the password, signs the person out everywhere, and prints a link, once, with which they set a new one.",
        async (run, user, cancellationToken) =>
        {
            await run.Get<KeySecretCheck>().RunAsync(cancellationToken);
            await ChangeAsync(run, new ResetPasswordCommand(NewKey, ByCommand) { UserId = user.Id, GivesLink = true },
                "reset password", user, cancellationToken);
            var changed = await run.Get<UserManager<AppUser>>().FindByEmailAsync(user.Email!);
            var link = await run.Get<AccountChanges>().LinkAsync(changed!, cancellationToken);
            await run.Error.WriteLineAsync(
                $"The password of {user.Email} no longer works, and all its sessions have ended. The link works once, for 24 hours:");
            await run.Output.WriteLineAsync(link);
        });

    private static Command Unlock(CliHost host) => OnAccount(host, "unlock",
        "Forgets the wrong passwords that were typed for an account, so that nobody waits for the next try.",
        async (run, user, cancellationToken) =>
        {
            var were = await run.Get<SignInTries>().ClearAsync(user.NormalizedEmail!, cancellationToken);
            await run.Get<AuditLog>().AllowedByCommandAsync("unlock user", user.Email!);
            await run.Error.WriteLineAsync(were
                ? $"The wrong passwords for {user.Email} are forgotten."
                : $"There were no wrong passwords for {user.Email}.");
            if (user.IsDisabled()) await run.Error.WriteLineAsync("The account is still disabled; 'user enable' enables it.");
        });

    private static Command Disable(CliHost host) => OnAccount(host, "disable",
        "Disables an account: its owner is signed out at once and cannot sign in. Nothing that they recorded is changed.",
        async (run, user, cancellationToken) =>
        {
            await ChangeAsync(run, new DisableUserCommand(NewKey, ByCommand) { UserId = user.Id },
                "disable user", user, cancellationToken);
            await run.Error.WriteLineAsync($"{user.Email} is disabled and signed out.");
        });

    private static Command Enable(CliHost host) => OnAccount(host, "enable",
        "Enables a disabled account, with its former password.",
        async (run, user, cancellationToken) =>
        {
            await ChangeAsync(run, new EnableUserCommand(NewKey, ByCommand) { UserId = user.Id },
                "enable user", user, cancellationToken);
            await run.Error.WriteLineAsync($"{user.Email} can sign in again.");
        });

    private static string NewKey => Guid.NewGuid().ToString("D");

    private static Actor ByCommand => Actor.Job(JobName.CommandLine);

    private static async Task ChangeAsync(
        CliRun run, AccountCommand command, string act, AppUser user, CancellationToken cancellationToken)
    {
        var result = await run.Get<AccountChanges>().RunAsync(command, act, user.Email!, cancellationToken);
        if (result is Done) return;
        if (result is not Refused refused) throw new CliException("The database is busy; nothing was changed. Try again.");
        await run.Get<AuditLog>().DeniedByCommandAsync(act, user.Email!);
        throw new CliException($"{user.Email} was not changed. {refused.Refusal.Message}");
    }

    private static Command OnAccount(
        CliHost host, string name, string description, Func<CliRun, AppUser, CancellationToken, Task> act)
    {
        var email = new Option<string>("--email") { Description = "The e-mail of the account.", Required = true };
        var command = new Command(name, description) { email };
        host.Handle(command, DatabaseNeed.BroughtToThisVersion, async (run, cancellationToken) =>
        {
            var address = run.Parsed.GetRequiredValue(email).Trim();
            var user = await run.Get<UserManager<AppUser>>().FindByEmailAsync(address)
                ?? throw new CliException($"No account has the e-mail '{address}'. 'user list' shows all accounts.");
            await act(run, user, cancellationToken);
            return CommandLine.Done;
        });
        return command;
    }

    private static string Written(DateTime? instant) => instant?.ToString(
        "yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) ?? "";

    private static UserRole ParseRole(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (Enum.TryParse<UserRole>(text, ignoreCase: true, out var role) && Enum.IsDefined(role) && !char.IsAsciiDigit(text[0]))
            return role;
        result.AddError($"'{text}' is not a role. Roles are Staff, Manager and Admin.");
        return default;
    }
}
