using CreditLedger.Data.Ledger;

namespace CreditLedger.Data.Verification;

/// <summary>
/// Recomputes what the ledger says: chains (R7, R8), sums against the cache (R5), balances by the clock of the world (R6), postings,
/// credits and requests that lost their counterparts, what plans and products gave, and the engine's own pages and schema. Reads one
/// consistent view, in the order on disk, with as many readers as there are processors.
/// </summary>
public sealed class LedgerVerification
{
    private readonly ILedgerEngine _engine;

    internal LedgerVerification(ILedgerEngine engine) => _engine = engine;

    /// <summary>Verifies all; with <paramref name="recordedFrom"/> the hashes of rows recorded before it are taken on trust.</summary>
    public async Task<VerificationReport> RunAsync(DateTime? recordedFrom, CancellationToken cancellationToken)
    {
        var processors = Math.Clamp(Environment.ProcessorCount, 1, 8);
        await using var snapshot = await _engine.OpenSnapshotAsync(2 * processors, cancellationToken);
        return await new SnapshotVerification(snapshot, processors).RunAsync(recordedFrom, cancellationToken);
    }
}
