using System.CommandLine;

namespace CreditLedger.Web.Commands;

/// <summary>One run of a verb.</summary>
/// <param name="Parsed">What was typed.</param>
/// <param name="Services">The site's services, in a scope of this run.</param>
public sealed record CliRun(ParseResult Parsed, IServiceProvider Services)
{
    /// <summary>Standard output: data.</summary>
    public TextWriter Output => Parsed.InvocationConfiguration.Output;

    /// <summary>Standard error: messages.</summary>
    public TextWriter Error => Parsed.InvocationConfiguration.Error;

    /// <summary>A service that must be there.</summary>
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();
}
