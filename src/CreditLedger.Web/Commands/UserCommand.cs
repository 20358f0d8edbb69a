using System.CommandLine;
using CreditLedger.Data.Identity;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Features.Account;
using Microsoft.AspNetCore.Identity;

namespace CreditLedger.Web.Commands;

/// <summary><c>user create</c>: an account without a password, and the link with which its owner sets one.</summary>
internal static class UserCommand
{
    public static Command Build(CliHost host) => new("user", "Accounts of people who sign in.") { Create(host) };

    private static Command Create(CliHost host)
    {
        var email = new Option<string>("--email") { Description = "The e-mail with which the person signs in.", Required = true };
        var role = new Option<UserRole>("--role") { Description = "Staff, Manager or Admin.", Required = true, CustomParser = ParseRole };
        role.CompletionSources.Add(Enum.GetNames<UserRole>());
        var command = new Command("create",
            "Creates an account and prints a link, once, with which its owner sets a password and signs in.") { email, role };
        host.Handle(command, DatabaseNeed.BroughtToThisVersion, async (run, _) =>
        {
            var address = run.Parsed.GetRequiredValue(email).Trim();
            if (!EmailShape.IsValid(address)) throw CliException.UsedWrongly($"'{address}' is not an e-mail address.");
            var users = run.Get<UserManager<AppUser>>();
            var user = NewUser.Of(address, run.Parsed.GetValue(role), run.Get<TimeProvider>().Now());
            var created = await users.CreateAsync(user);
            if (!created.Succeeded)
                throw new CliException(string.Join(Environment.NewLine, created.Errors.Select(error => error.Description)));
            await run.Error.WriteLineAsync($"{user.Role} {address} created. The link works once, for 24 hours:");
            await run.Output.WriteLineAsync(await run.Get<PasswordLink>().CreateAsync(user));
            return CommandLine.Done;
        });
        return command;
    }

    private static UserRole ParseRole(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (Enum.TryParse<UserRole>(text, ignoreCase: true, out var role) && Enum.IsDefined(role) && !char.IsAsciiDigit(text[0]))
            return role;
        result.AddError($"'{text}' is not a role. Roles are Staff, Manager and Admin.");
        return default;
    }
}
