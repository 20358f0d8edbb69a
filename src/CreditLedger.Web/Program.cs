using CreditLedger.Web.Commands;
using CreditLedger.Web.Infrastructure.Startup;

// A verb runs the command line; no verb serves the site.
if (CommandLine.HasVerb(args)) return await CommandLine.RunAsync(args, Console.Out, Console.Error);

await using var site = SiteBuilder.Build(args);
await site.RunAsync();
return 0;

/// <summary>Public so that tests can start the site in their own process.</summary>
public partial class Program;
