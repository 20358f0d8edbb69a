using System.Diagnostics;
using System.Diagnostics.Metrics;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Data;

/// <summary>
/// What the ledger tells about its own work: traces of <see cref="Name"/>, and measures of the same name. Nothing is measured that nobody
/// listens to.
/// </summary>
public static class LedgerTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "CreditLedger";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Appending = Meter.CreateHistogram<double>(
        "creditledger.append.duration", "s", "Transactions of commands, from waiting for the lock to the commit.");
    private static readonly Histogram<double> Issuing = Meter.CreateHistogram<double>(
        "creditledger.issuing.duration", "s", "Rounds of issuing what memberships are due.");
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "creditledger.append.retries", "{retry}", "Transactions begun again because someone else was faster (R7).");
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "creditledger.refusals", "{command}", "Commands that a rule refused, by reason and field.");
    private static readonly Counter<long> Periods = Meter.CreateCounter<long>(
        "creditledger.issuing.periods", "{period}", "Periods of memberships that were issued (R25).");

    internal static Activity? Start(string name) => Source.StartActivity(name);

    internal static void Appended(long startedAt, IReadOnlyList<Result> results)
    {
        Appending.Record(Stopwatch.GetElapsedTime(startedAt).TotalSeconds);
        if (!Refusals.Enabled) return;
        foreach (var refused in results.OfType<Refused>())
            Refusals.Add(1, new KeyValuePair<string, object?>("reason", refused.Refusal.Reason),
                new KeyValuePair<string, object?>("field", refused.Refusal.Field));
    }

    internal static void Retried() => Retries.Add(1);

    internal static void Issued(long startedAt, long periods)
    {
        Issuing.Record(Stopwatch.GetElapsedTime(startedAt).TotalSeconds);
        Periods.Add(periods);
    }
}
