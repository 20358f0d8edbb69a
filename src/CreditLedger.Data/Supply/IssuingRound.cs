using System.Globalization;
using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Supply;

/// <summary>
/// Issues the earliest due period of many lines at once, in a transaction that someone else opened: the ledger's rows, the links that
/// make each period unique, and the moved-on lines stand together or not at all (R25). A line that is due for several periods comes
/// again in the next round, when what it was just given has become the period before.
/// </summary>
internal sealed class IssuingRound(LedgerStore store, SiteZone zone, int linesPerRound = IssuingRound.LinesPerRound)
{
    /// <summary>How many lines a round takes: enough to share a commit, few enough for flat memory and short waits of others.</summary>
    public const int LinesPerRound = 2_000;

    // A line that a rule refuses is tried again once a day, or when its plan is edited.
    private static readonly TimeSpan UntilNextTry = TimeSpan.FromDays(1);

    /// <summary>Issues what is due until a moment.</summary>
    /// <returns>
    /// How many lines were looked at and how many periods were issued; nothing looked at means nothing is due. And the lines that a rule
    /// refused, which stand for nothing before the transaction is committed.
    /// </returns>
    public async Task<(IssueCounts Counts, IReadOnlyList<MembershipLineRow> SetAside)> RunAsync(
        LedgerTransaction transaction, DateTime until, DateTime now, Actor actor, CancellationToken cancellationToken)
    {
        var lines = await ReadDueAsync(transaction, until, cancellationToken);
        if (lines.Count == 0) return (default, []);

        var (rows, setAside) = (new RowBatch(), new List<MembershipLineRow>());
        var standings = await StandingLoader.ReadAsync(transaction, lines.Select(line => line.MemberId).ToHashSet(), cancellationToken);
        var commands = Plan(lines, until, await PreviousCreditsAsync(transaction, lines, cancellationToken), standings, actor, rows);
        var results = commands.Count > 0 ? await store.WriteAsync(transaction, commands, cancellationToken) : [];
        foreach (var (command, result) in commands.Zip(results))
        {
            // Issued moves its line on by itself; a line that a rule refuses leaves the queue with the reason and stops nobody else's
            // (R25).
            if (result is Done { IsReplay: false }) continue;
            var line = command.Line!;
            if (result is Refused refused)
            {
                line = line with
                {
                    NextPeriod = command.Period.Number,
                    NextStartsAt = now + UntilNextTry,
                    SetAsideAt = now,
                    SetAsideReason = refused.Refusal.Message,
                };
                setAside.Add(line);
            }
            else if (result is not Done) throw new InvalidOperationException($"A due period was neither issued nor refused: {result}.");

            rows.Related.Add(RelatedChange.Update(line));
        }

        await transaction.WriteAsync(rows, cancellationToken);
        return (new IssueCounts(lines.Count, results.Count(result => result is Done { Entries.Count: > 0 })), setAside);
    }

    private List<IssueCommand> Plan(
        List<DueLine> lines, DateTime until, Dictionary<(long MembershipId, long PlanLineId), List<long>> previous,
        IReadOnlyDictionary<long, MemberStanding> standings, Actor actor, RowBatch rows)
    {
        var commands = new List<IssueCommand>(lines.Count);
        foreach (var line in lines)
        {
            var schedule = line.Schedule(zone);
            var period = schedule.NextGranted(line.NextPeriod);
            if (period is null || period.StartsAt > until)
            {
                rows.Related.Add(RelatedChange.Update(line.Before(schedule, line.NextPeriod)));
                continue;
            }

            commands.Add(new IssueCommand(line.MembershipId, line.PlanLineId, period, actor)
            {
                MemberId = line.MemberId,
                BenefitId = line.BenefitId,
                PlanName = line.PlanName,
                Standing = standings.GetValueOrDefault(line.MemberId) ?? MemberStanding.AlwaysActive,
                PreviousCreditIds = period.Number == line.NextPeriod
                    ? previous.GetValueOrDefault((line.MembershipId, line.PlanLineId)) ?? [] : [],
                Line = line.Before(schedule, period.Number + 1),
            });
        }

        return commands;
    }

    // IX_MembershipLines_NextStartsAt. The memberships are taken as well: an end or a pause that is being set or taken
    // back is seen, and the pauses are read after that.
    private async Task<List<DueLine>> ReadDueAsync(LedgerTransaction transaction, DateTime until, CancellationToken cancellationToken)
    {
        var (lines, paused) = (new List<DueLine>(), new HashSet<long>());
        var command = transaction.Command(transaction.FirstRows(
            $"""
            SELECT l.MembershipId, l.PlanLineId, l.NextPeriod, m.MemberId, m.StartsOn, m.EndsAt, x.BenefitId, x.Period, p.Name,
                m.PauseCount
            FROM MembershipLines l{transaction.ForUpdate}
            JOIN Memberships m{transaction.ForUpdate} ON m.Id = l.MembershipId
            JOIN PlanLines x ON x.Id = l.PlanLineId
            JOIN Plans p ON p.Id = x.PlanId
            WHERE l.NextStartsAt <= @until
            ORDER BY l.NextStartsAt, l.MembershipId, l.PlanLineId
            """,
            linesPerRound));
        LedgerTransaction.Set(command, "@until", transaction.ToParameter(until));
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                lines.Add(new DueLine(
                    reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2), reader.GetInt64(3), LedgerTransaction.ReadDay(reader, 4),
                    reader.IsDBNull(5) ? null : transaction.ReadInstant(reader, 5), reader.GetInt64(6), (Period)reader.GetInt32(7),
                    reader.GetString(8)));
                if (reader.GetInt32(9) > 0) paused.Add(reader.GetInt64(0));
            }
        }

        var terms = await PlanTerms.ReadAsync(transaction, lines.Select(line => line.PlanLineId).ToHashSet(), cancellationToken);
        var pauses = await Pauses.ReadAsync(transaction, paused, cancellationToken);
        return lines.ConvertAll(line => line with
        {
            Terms = terms[line.PlanLineId],
            Paused = pauses.GetValueOrDefault(line.MembershipId) ?? MembershipPauses.None,
        });
    }

    // UX_MembershipCredits_R25_OncePerPeriod: the period before the one that each line stands at.
    private static async Task<Dictionary<(long MembershipId, long PlanLineId), List<long>>> PreviousCreditsAsync(
        LedgerTransaction transaction, List<DueLine> lines, CancellationToken cancellationToken)
    {
        var credits = new Dictionary<(long, long), List<long>>();
        var rolling = lines.Where(line => line.NextPeriod > 0 && line.Terms.Exists(terms => terms.Rollover is not null))
            .Select(line => line.MembershipId).ToHashSet();
        await transaction.ReadByIdsAsync(
            """
            SELECT c.MembershipId, c.PlanLineId, c.CreditId FROM MembershipLines l
            JOIN MembershipCredits c ON c.MembershipId = l.MembershipId AND c.PlanLineId = l.PlanLineId AND c.Period = l.NextPeriod - 1
            WHERE l.MembershipId {ids}
            """,
            rolling,
            reader =>
            {
                var line = (reader.GetInt64(0), reader.GetInt64(1));
                if (!credits.TryGetValue(line, out var known)) credits[line] = known = [];
                known.Add(reader.GetInt64(2));
            },
            cancellationToken);
        return credits;
    }
}

/// <summary>What issuing did.</summary>
/// <param name="Lines">Lines of memberships that were due.</param>
/// <param name="Periods">Periods that were issued.</param>
public readonly record struct IssueCounts(long Lines, long Periods)
{
    /// <summary>Both together.</summary>
    public static IssueCounts operator +(IssueCounts x, IssueCounts y) => new(x.Lines + y.Lines, x.Periods + y.Periods);

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Periods} periods of {Lines} due lines");
}
