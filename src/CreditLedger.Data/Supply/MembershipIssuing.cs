using System.Diagnostics;
using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Supply;

/// <summary>
/// Issues what memberships are due (R25): catches up missed periods in order, twice issues once, on two nodes at once issues once. A kill
/// loses the round that was open and nothing else; the next run goes on.
/// </summary>
public sealed class MembershipIssuing(LedgerStore store, SiteZone zone, TimeProvider clock)
{
    /// <summary>How many lines share a transaction; tests take few, so that there are many to be killed between.</summary>
    internal int LinesPerRound { get; init; } = IssuingRound.LinesPerRound;

    /// <summary>Issues every period that starts until a moment, or until now when that is earlier: a period is never issued before it begins.</summary>
    /// <param name="until">The last start that is issued.</param>
    /// <param name="progress">Told the counts after each round.</param>
    /// <param name="cancellationToken">Stops between two rounds.</param>
    /// <exception cref="LedgerBusyException">Others were writing all the time; what was issued so far stands.</exception>
    public async Task<IssueCounts> RunAsync(DateTime until, IProgress<IssueCounts>? progress, CancellationToken cancellationToken)
    {
        var last = clock.Now() < until ? clock.Now() : until;
        var counts = default(IssueCounts);
        var issuing = new IssuingRound(store, zone, LinesPerRound);
        while (true)
        {
            var startedAt = Stopwatch.GetTimestamp();
            var round = await store.InTransactionAsync(
                transaction => issuing.RunAsync(transaction, last, clock.Now(), Actor.Job(JobName.Issuing), cancellationToken), cancellationToken);
            if (round.Lines == 0) return counts;
            LedgerTelemetry.Issued(startedAt, round.Periods);
            counts += round;
            progress?.Report(counts);
        }
    }
}
