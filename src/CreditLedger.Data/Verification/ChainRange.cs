using System.Data.Common;
using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Words;

namespace CreditLedger.Data.Verification;

/// <summary>
/// Verifies a range of entry ids, in their order, which is the order on disk: each hash from the stored hash before it (R8),
/// each reversal against what it reverses (R3); and sums up per credit for the comparison with the cache.
/// </summary>
internal sealed class ChainRange(ILedgerEngine engine, DbConnection rows, DbConnection lookups, DateTime? recordedFrom)
{
    private const int MostDifferences = 10;

    private readonly ChainHasher _hasher = new();
    private readonly Dictionary<long, (long Sequence, byte[] Hash)> _heads = [];
    private readonly byte[] _computed = new byte[ChainHasher.HashLength];
    private DbCommand? _previousHash;

    public long Entries { get; private set; }

    public List<Difference> Differences { get; } = [];

    /// <summary>Per credit, what its entries come to.</summary>
    public Dictionary<long, CreditSums> Sums { get; } = [];

    /// <summary>Per owner, how many entries there are and the highest sequence.</summary>
    public Dictionary<long, (long Count, long Highest)> Owners { get; } = [];

    public async Task VerifyAsync(long fromId, long toId, CancellationToken cancellationToken)
    {
        await using var command = rows.CreateCommand();
        command.CommandText = RowReader.Text;
        command.CommandTimeout = 0;
        LedgerTransaction.Set(command, "@from", fromId);
        LedgerTransaction.Set(command, "@to", toId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var row = new RowReader(engine, reader);
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Entries++;
            try
            {
                Verify(row);
            }
            catch (Exception exception) when (exception is InvalidCastException or ArgumentException or OverflowException or FormatException or InvalidOperationException)
            {
                // A value that the ledger never writes, such as text where a number belongs.
                Report(reader.GetInt64(0), $"holds a value that the ledger never writes ({exception.Message})");
            }

            if (Differences.Count >= MostDifferences) return;
        }
    }

    private void Verify(RowReader row)
    {
        var entry = row.Entry();
        Sum(entry);
        var stored = row.Hash();
        var previous = PreviousHash(entry);
        _heads[entry.OwnerId] = (entry.Sequence, stored);
        if (previous is null)
        {
            Report(entry.Id, $"follows entry {entry.Sequence - 1} of member {entry.OwnerId}, which is missing (R7)");
            return;
        }

        if (recordedFrom is { } from && entry.RecordedAt < from) return;
        if (!row.HasPosting)
        {
            Report(entry.Id, $"its posting {entry.PostingId} is missing");
            return;
        }

        if (entry.Kind == EntryKind.Grant && !row.HasCredit)
        {
            Report(entry.Id, $"its credit {entry.CreditId} is missing");
            return;
        }

        _hasher.Hash(previous, entry, row.Posting(), entry.Kind == EntryKind.Grant ? row.Credit() : null, _computed);
        if (!stored.AsSpan().SequenceEqual(_computed))
        {
            var terms = entry.Kind == EntryKind.Grant ? $", its credit {entry.CreditId}" : "";
            Report(entry.Id, $"entry {entry.Sequence} of member {entry.OwnerId} does not match its hash: the entry, its posting {entry.PostingId}{terms} or the entry before it was changed (R8)");
        }
        else if (entry.Kind == EntryKind.Reversal && !row.ReversesExactly(entry))
        {
            Report(entry.Id, $"is not the exact opposite of entry {entry.ReversesEntryId} (R3)");
        }
        else if (entry.RecordedAt != row.Posting().RecordedAt)
        {
            Report(entry.Id, $"was recorded at another moment than its posting {entry.PostingId}");
        }
    }

    private byte[]? PreviousHash(in ChainEntry entry)
    {
        if (entry.Sequence == 1) return ChainHasher.Start;
        if (_heads.TryGetValue(entry.OwnerId, out var head) && head.Sequence == entry.Sequence - 1) return head.Hash;
        if (_previousHash is null)
        {
            _previousHash = lookups.CreateCommand();
            _previousHash.CommandText = "SELECT Hash FROM LedgerEntries WHERE OwnerId = @owner AND Sequence = @sequence";
        }

        LedgerTransaction.Set(_previousHash, "@owner", entry.OwnerId);
        LedgerTransaction.Set(_previousHash, "@sequence", entry.Sequence - 1);
        return _previousHash.ExecuteScalar() is byte[] { Length: ChainHasher.HashLength } hash ? hash : null;
    }

    private void Sum(in ChainEntry entry)
    {
        var (count, highest) = Owners.GetValueOrDefault(entry.OwnerId);
        Owners[entry.OwnerId] = (count + 1, Math.Max(highest, entry.Sequence));
        if (!Sums.TryGetValue(entry.CreditId, out var sums))
        {
            Sums[entry.CreditId] = sums = new CreditSums
            {
                CreditId = entry.CreditId,
                OwnerId = entry.OwnerId,
                BenefitId = 0,
                BenefitKind = entry.BenefitKind,
                StartsAt = default,
                ExpiresAt = null,
            };
        }

        sums.Add(entry.Kind, entry.EffectiveKind, entry.Amount, entry.UsedAt);
    }

    private void Report(long entryId, string message) => Differences.Add(new Difference("LedgerEntries", entryId, message));
}
