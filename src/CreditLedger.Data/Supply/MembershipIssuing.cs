using System.Diagnostics;
using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CreditLedger.Data.Supply;

/// <summary>
/// Issues what memberships are due (R25): catches up missed periods in order, twice issues once, on two nodes at once issues once. A kill
/// loses the round that was open and nothing else; the next run goes on.
/// </summary>
/// <param name="store">Records what is issued.</param>
/// <param name="zone">The site's zone, in which periods begin.</param>
/// <param name="clock">The system's clock.</param>
/// <param name="log">Told of each line that a rule refused; none: nobody is.</param>
public sealed partial class MembershipIssuing(LedgerStore store, SiteZone zone, TimeProvider clock, ILogger<MembershipIssuing>? log = null)
{
    private readonly ILogger _log = log ?? NullLogger<MembershipIssuing>.Instance;

    /// <summary>How many lines share a transaction; tests take few, so that there are many to be killed between.</summary>
    internal int LinesPerRound { get; init; } = IssuingRound.LinesPerRound;

    /// <summary>
    /// Issues every period that starts until a moment, or until now when that is earlier: a period is never issued before it begins.
    /// </summary>
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
            var (round, setAside) = await store.InTransactionAsync(
                transaction => issuing.RunAsync(transaction, last, clock.Now(), Actor.Job(JobName.Issuing), cancellationToken),
                cancellationToken);
            if (round.Lines == 0) break;

            // After the commit: an attempt that someone else was faster than sets nothing aside.
            foreach (var line in setAside) SetAside(_log, line.MembershipId, line.PlanLineId, line.NextPeriod, line.SetAsideReason);
            LedgerTelemetry.Issued(startedAt, round.Periods);
            counts += round;
            progress?.Report(counts);
        }

        await UseDueCommitmentsAsync(last, cancellationToken);
        await ExtendAsync(last, cancellationToken);
        return counts;
    }

    // What is committed of credits that were granted ahead and have started since (R42). IX_Commitments_DueAt.
    private async Task UseDueCommitmentsAsync(DateTime until, CancellationToken cancellationToken)
    {
        while (true)
        {
            var due = await store.ReadAsync(transaction => ReadDueAsync(transaction, until, cancellationToken), cancellationToken);
            if (due.Count == 0) return;
            var results = await store.ExecuteAllAsync([.. due.Select(row => new UseCommitmentCommand(row))], cancellationToken);
            if (results.FirstOrDefault(result => result is not Done) is { } other)
                throw other is Busy ? new LedgerBusyException(new TimeoutException("The write lock was not to be had."))
                    : new InvalidOperationException($"A due commitment was not used: {other}.");
        }
    }

    private static async Task<List<CommitmentRow>> ReadDueAsync(
        LedgerTransaction transaction, DateTime until, CancellationToken cancellationToken)
    {
        var rows = new List<CommitmentRow>();
        var command = transaction.Command(transaction.FirstRows(
            $"SELECT {CommitmentRow.Table.SelectList("t")} FROM Commitments t " +
            "WHERE t.DueAt <= @until AND t.DueAt IS NOT NULL AND t.CreditId IS NOT NULL ORDER BY t.DueAt, t.Id",
            IssuingRound.LinesPerRound));
        LedgerTransaction.Set(command, "@until", transaction.ToParameter(until));
        await transaction.ReadRowsAsync(command, source => rows.Add(CommitmentRow.Table.Read(source)), cancellationToken);
        return rows;
    }

    // R46: once what was due is issued, because what rolled over is not extended; one by one, each in a transaction of its own.
    private async Task ExtendAsync(DateTime until, CancellationToken cancellationToken)
    {
        var ended = await store.InTransactionAsync(
            transaction => EndedPausesAsync(transaction, until, cancellationToken), cancellationToken);
        foreach (var (membershipId, number) in ended)
            await store.ExecuteAsync(new ExtendByPauseCommand(membershipId, number, Actor.Job(JobName.Issuing)), cancellationToken);
    }

    // IX_MembershipPauses_ExtendAt: these are few.
    private static async Task<List<(long MembershipId, int Number)>> EndedPausesAsync(
        LedgerTransaction transaction, DateTime until, CancellationToken cancellationToken)
    {
        var command = transaction.Command(
            "SELECT MembershipId, Number FROM MembershipPauses WHERE ExtendAt IS NOT NULL AND ExtendAt <= @until " +
                "ORDER BY ExtendAt, MembershipId, Number");
        LedgerTransaction.Set(command, "@until", transaction.ToParameter(until));
        var ended = new List<(long, int)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) ended.Add((reader.GetInt64(0), reader.GetInt32(1)));
        return ended;
    }

    [LoggerMessage(
        1, LogLevel.Warning, "Line {PlanLineId} of membership {MembershipId} is set aside, its period {Period} is refused: {Reason}")]
    private static partial void SetAside(ILogger log, long membershipId, long planLineId, int period, string? reason);
}
