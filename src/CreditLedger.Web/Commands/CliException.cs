namespace CreditLedger.Web.Commands;

/// <summary>Ends a verb with a message on standard error and an exit code.</summary>
public sealed class CliException(string message, int exitCode = CommandLine.No) : Exception(message)
{
    /// <summary>1 for "no", 2 for "used wrongly".</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>What was typed makes no sense.</summary>
    public static CliException UsedWrongly(string message) => new(message, CommandLine.UsedWrongly);
}
