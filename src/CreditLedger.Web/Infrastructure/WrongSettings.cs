using CreditLedger.Data;
using Microsoft.Extensions.Options;

namespace CreditLedger.Web.Infrastructure;

/// <summary>Tells what the operator can put right, a wrong setting or the wrong database, from a fault.</summary>
internal static class WrongSettings
{
    /// <summary>What is wrong, a sentence each; none when the exception is about something else.</summary>
    public static IReadOnlyList<string> Of(Exception exception) => exception switch
    {
        OptionsValidationException wrong => [.. wrong.Failures],
        DatabaseVersionException { Message: var message } => [message],
        InvalidOperationException { Message: var message } when IsAboutSetting(message) => [message],
        _ => [],
    };

    // The last is the framework's, about a value that is no number: "... at 'Site:BackdatingDays' to type ...".
    private static bool IsAboutSetting(string message) =>
        message.StartsWith("Database:", StringComparison.Ordinal) || message.StartsWith("Site:", StringComparison.Ordinal)
        || message.StartsWith("Secrets:", StringComparison.Ordinal)
        || (message.Contains("configuration value", StringComparison.Ordinal) && message.Contains(" at '", StringComparison.Ordinal));
}
