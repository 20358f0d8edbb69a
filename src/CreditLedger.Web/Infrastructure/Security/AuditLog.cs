using CreditLedger.Web.Infrastructure.Logging;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>
/// One line for every sensitive act, allowed or denied: who, what, about what, from where. When is the log's own time. No secrets.
/// </summary>
public sealed partial class AuditLog(ILoggerFactory loggers)
{
    /// <summary>The name of the log.</summary>
    public const string Category = "CreditLedger.Audit";

    private readonly ILogger _log = loggers.CreateLogger(Category);

    /// <summary>An act that was done.</summary>
    public void Allowed(HttpContext http, string act, string? about = null, string? who = null) => Write(http, act, "allowed", about, who);

    /// <summary>An act that was refused.</summary>
    public void Denied(HttpContext http, string act, string? about = null, string? who = null) => Write(http, act, "denied", about, who);

    /// <summary>An act that was done by a verb: who may run one may do everything, so the machine's user is named.</summary>
    public void AllowedByCommand(string act, string about) => WriteOfCommand(act, "allowed", about);

    /// <summary>An act that a verb refused.</summary>
    public void DeniedByCommand(string act, string about) => WriteOfCommand(act, "denied", about);

    private void WriteOfCommand(string act, string outcome, string about) =>
        Line(_log, OneLine.Of(act), outcome, OneLine.Of(Environment.UserName), OneLine.Of(about), "command line", "-");

    private void Write(HttpContext http, string act, string outcome, string? about, string? who)
    {
        who ??= http.User.Identity is { IsAuthenticated: true } ? http.User.Email() : "nobody";
        var from = http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        Line(_log, OneLine.Of(act), outcome, OneLine.Of(who), OneLine.Of(about ?? "-"), from, http.TraceIdentifier);
    }

    [LoggerMessage(1, LogLevel.Information, "Audit: {Act} {Outcome}; who {Who}; about {About}; from {From}; reference {Reference}")]
    private static partial void Line(ILogger log, string act, string outcome, string who, string about, string from, string reference);
}
