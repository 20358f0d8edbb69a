#if DEBUG
using System.Reflection;
#endif
using CreditLedger.Web.Commands;
using CreditLedger.Web.Infrastructure;
using CreditLedger.Web.Infrastructure.Startup;

#if DEBUG
// "dotnet run" without settings is Development. A launch profile would say so too, but announces itself on standard output, which is
// where the verbs' data go. Not when tests start the site in their own process: they say what they want.
if (Assembly.GetEntryAssembly() == typeof(Program).Assembly
    && Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is null
    && Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is null)
{
    Environment.SetEnvironmentVariable("ASPNETCORE_ENVIRONMENT", Environments.Development);
}
#endif

// A verb runs the command line; no verb serves the site.
if (CommandLine.HasVerb(args)) return await CommandLine.RunAsync(args, Console.Out, Console.Error);

try
{
    await using var site = SiteBuilder.Build(args);
    await site.RunAsync();
    return 0;
}
catch (Exception wrong) when (WrongSettings.Of(wrong) is { Count: > 0 } messages)
{
    foreach (var message in messages) await Console.Error.WriteLineAsync(message);
    return CommandLine.UsedWrongly;
}

/// <summary>Public so that tests can start the site in their own process.</summary>
public partial class Program;
