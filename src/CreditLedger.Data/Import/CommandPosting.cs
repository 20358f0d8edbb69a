using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Data.Import;

/// <summary>
/// Posts staged rows through the one writer, a chunk at a time: all in one transaction, or, when refused rows are to be skipped, each
/// chunk in its own, so that a killed import resumes where it was.
/// </summary>
internal sealed class CommandPosting(LedgerStore store, ImportRun run)
{
    /// <summary>Leaves room in the idempotency key for what goes before it (R9).</summary>
    public const int MaxExternalIdLength = 180;

    private const int RowsPerChunk = 3_000;

    private long _done;

    /// <summary>Whether what was posted stands.</summary>
    public async Task<bool> PostAsync(IEnumerable<StagedCommand> staged, CancellationToken cancellationToken)
    {
        if (run.Options is { SkipRefused: true, DryRun: false })
        {
            await PostChunksAsync(staged, acts => store.ExecuteAllAsync(acts, cancellationToken));
            return true;
        }

        await using var session = await store.BeginBulkAsync(cancellationToken);
        await PostChunksAsync(staged, acts => session.ExecuteAsync(acts, cancellationToken));
        if (!run.MayKeep) return false;
        await session.CommitAsync(cancellationToken);
        return true;
    }

    // The next chunk is read while this one is written. Counting waits for both: refusals go into the file that the rows are read from.
    private async Task PostChunksAsync(
        IEnumerable<StagedCommand> staged, Func<IReadOnlyList<LedgerCommand>, Task<IReadOnlyList<Result>>> append)
    {
        using var chunks = staged.Chunk(RowsPerChunk).GetEnumerator();
        var hasChunk = chunks.MoveNext();
        while (hasChunk)
        {
            var chunk = chunks.Current;
            var reading = Task.Run(chunks.MoveNext);
            IReadOnlyList<Result> results;
            try
            {
                results = await append([.. chunk.Select(row => row.Command)]);
            }
            finally
            {
                hasChunk = await reading;
            }

            Count(chunk, results);
        }
    }

    private void Count(StagedCommand[] chunk, IReadOnlyList<Result> results)
    {
        for (var index = 0; index < chunk.Length; index++) Count(chunk[index], results[index]);
        run.Posted(_done += chunk.Length);
    }

    private void Count(StagedCommand row, Result result)
    {
        switch (result)
        {
            case Done { IsReplay: true }:
                run.Counts.AlreadyThere++;
                break;
            case Done recorded:
                run.Counts.Posted++;
                if (recorded.Generation > 1) run.Counts.Again++;
                run.Counts.Entries += recorded.Entries.Count;
                break;
            case Refused refused:
                run.RefuseEarlier(row.Line, RefusalText.ColumnOf(refused.Refusal.Field, row.Command), RefusalText.Of(refused.Refusal));
                break;
            case KeyReused reused:
                run.RefuseEarlier(row.Line, "external_id",
                    $"This external_id was imported before with other content (posting {reused.PostingId}). What is posted does not " +
                        $"change: undo it, or use another external_id.");
                break;
            default:
                throw new LedgerBusyException(new TimeoutException($"The write lock was not to be had at line {row.Line}."));
        }
    }
}
