using System.Threading.RateLimiting;
using CreditLedger.Data;
using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Auditing;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>
/// Every sensitive act, allowed or denied, once: who, when, what, about what, from where, without secrets. A command carries its note
/// (<see cref="NoteOf"/>) and writes it in its own transaction; everything else is recorded here, after it happened.
/// </summary>
public sealed class AuditLog(LedgerStore store, AuditLines lines, TimeProvider clock) : IDisposable
{
    /// <summary>Who, where nobody is signed in.</summary>
    public const string Nobody = "nobody";

    private const int StrangersPerMinute = 120;

    // Strangers can be denied without end: beyond so many a minute, they are in the log only.
    private readonly FixedWindowRateLimiter _strangers = new(
        new FixedWindowRateLimiterOptions { PermitLimit = StrangersPerMinute, Window = TimeSpan.FromMinutes(1) });

    /// <summary>The note of an act of this request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="act">What the act is called.</param>
    /// <param name="about">What it is about, once a command's rows have their numbers.</param>
    public static AuditNote NoteOf(HttpContext http, string act, Func<Done, string?>? about = null) =>
        new(act, http.User.Identity is { IsAuthenticated: true } ? http.User.Email() : Nobody,
            http.Connection.RemoteIpAddress?.ToString() ?? "unknown", http.TraceIdentifier)
        { About = about };

    /// <summary>An act that was done.</summary>
    public Task AllowedAsync(HttpContext http, string act, string? about = null, string? who = null)
    {
        var note = NoteOf(http, act);
        return RecordAsync(note with { Who = who ?? note.Who }, about);
    }

    /// <summary>An act that was refused.</summary>
    public Task DeniedAsync(HttpContext http, string act, string? about = null, string? who = null)
    {
        var note = NoteOf(http, act) with { IsAllowed = false };
        var row = note with { Who = who ?? note.Who };
        if (note.Who != Nobody || _strangers.AttemptAcquire().IsAcquired) return RecordAsync(row, about);
        lines.Write(RowOf(row, about));
        return Task.CompletedTask;
    }

    /// <summary>An act that was done by a verb: who may run one may do everything, so the machine's user is named.</summary>
    public Task AllowedByCommandAsync(string act, string about) => RecordAsync(NoteOfCommand(act), about);

    /// <summary>An act that a verb refused.</summary>
    public Task DeniedByCommandAsync(string act, string about) => RecordAsync(NoteOfCommand(act) with { IsAllowed = false }, about);

    /// <summary>The note of an act of a verb.</summary>
    public static AuditNote NoteOfCommand(string act) => new(act, Environment.UserName, "command line", null);

    /// <inheritdoc />
    public void Dispose() => _strangers.Dispose();

    // What happened, happened: that it could not be recorded changes nothing about it, and is told in the log.
    private async Task RecordAsync(AuditNote note, string? about)
    {
        try
        {
            await store.RecordAsync(note, about, CancellationToken.None);
        }
        catch (Exception exception) when (exception is LedgerBusyException || DatabaseFaults.IsOutage(exception))
        {
            lines.WriteAlone(RowOf(note, about), exception);
        }
    }

    private AuditRow RowOf(AuditNote note, string? about) => AuditRow.Of(note, about, 0, clock.Now());
}
