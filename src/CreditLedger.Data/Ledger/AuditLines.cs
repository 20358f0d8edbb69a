using CreditLedger.Ledger.Auditing;
using Microsoft.Extensions.Logging;

namespace CreditLedger.Data.Ledger;

/// <summary>Writes each audit event to the log as well.</summary>
public sealed partial class AuditLines(ILoggerFactory loggers)
{
    /// <summary>The name of the log.</summary>
    public const string Category = "CreditLedger.Audit";

    private readonly ILogger _log = loggers.CreateLogger(Category);

    /// <summary>Writes the line of a row.</summary>
    public void Write(AuditRow row) => Line(
        _log, row.Act, row.IsAllowed ? "allowed" : "denied", row.Who, row.About ?? "-", row.Source, row.Reference ?? "-");

    /// <summary>Writes the line of an act whose row could not be written, and why.</summary>
    public void WriteAlone(AuditRow row, Exception cause)
    {
        Write(row);
        NotStored(_log, cause);
    }

    [LoggerMessage(1, LogLevel.Information, "Audit: {Act} {Outcome}; who {Who}; about {About}; from {From}; reference {Reference}")]
    private static partial void Line(ILogger log, string act, string outcome, string who, string about, string from, string reference);

    [LoggerMessage(2, LogLevel.Error, "The database could not be written: this act is in the log only.")]
    private static partial void NotStored(ILogger log, Exception cause);
}
