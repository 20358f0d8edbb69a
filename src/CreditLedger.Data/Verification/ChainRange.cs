using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.Verification;

/// <summary>
/// Verifies a range of entry ids, in their order, which is the order on disk: each hash from the stored hash before it (R8),
/// each reversal against what it reverses (R3); and sums up per credit for the comparison with the cache.
/// </summary>
internal sealed class ChainRange(LedgerSnapshot snapshot, SnapshotReader lookups, DateTime? recordedFrom)
{
    private const int MaxDifferences = 10;

    private static readonly byte[] Start = ChainHasher.Start;

    private readonly ChainHasher _hasher = new();
    private readonly Dictionary<long, Head> _heads = [];
    private readonly byte[] _computed = new byte[ChainHasher.HashLength];
    private DbCommand? _previousHash;

    public long Entries { get; private set; }

    /// <summary>How many entries used someone else's credit (R13).</summary>
    public long SharedUses { get; private set; }

    public List<Difference> Differences { get; } = [];

    /// <summary>Per credit, what its entries come to.</summary>
    public Dictionary<long, CreditSums> Sums { get; } = [];

    /// <summary>Per owner, how many entries there are and the highest sequence.</summary>
    public Dictionary<long, (long Count, long Highest)> Owners { get; } = [];

    /// <summary>Whether a value could not be read as what its column holds.</summary>
    public static bool IsUnreadable(Exception exception) => exception is InvalidCastException or ArgumentException or OverflowException
        or FormatException or TimeZoneNotFoundException or InvalidTimeZoneException;

    public void Verify(long fromId, long toId, CancellationToken cancellationToken)
    {
        using var cursor = snapshot.Open(RowReader.Text, fromId, toId);
        var row = new RowReader(cursor);
        while (cursor.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Entries++;
            try
            {
                Verify(row);
            }
            catch (Exception exception) when (IsUnreadable(exception))
            {
                // A value that the ledger never writes, such as an instant that does not exist.
                Report(row.Id, $"holds a value that the ledger never writes ({exception.Message})");
            }

            if (Differences.Count >= MaxDifferences) return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Verify(RowReader row)
    {
        var entry = row.Entry();
        Sum(entry);
        if (SharedUseRow.IsOf(entry.UsedById, entry.OwnerId, entry.EffectiveKind)) SharedUses++;
        if (PreviousHash(entry, out var head) is not { } previous)
        {
            Report(entry.Id, $"follows entry {entry.Sequence - 1} of member {entry.OwnerId}, which is missing (R7)");
        }
        else if (recordedFrom is not { } from || entry.RecordedAt >= from)
        {
            Compare(entry, row, previous);
        }

        // The stored hash is what the next entry builds on; its own buffer, so that nothing is allocated per row.
        if (row.Hash.Length != ChainHasher.HashLength)
        {
            _heads.Remove(entry.OwnerId);
            return;
        }

        head ??= new Head();
        row.Hash.CopyTo(head.Hash);
        head.Sequence = entry.Sequence;
        _heads[entry.OwnerId] = head;
    }

    private void Compare(in EntryPart entry, RowReader row, byte[] previous)
    {
        if (!row.HasPosting)
        {
            Report(entry.Id, $"its posting {entry.PostingId} is missing");
            return;
        }

        var isGrant = entry.Kind == EntryKind.Grant;
        if (isGrant && !row.HasCredit)
        {
            Report(entry.Id, $"its credit {entry.CreditId} is missing");
            return;
        }

        row.ComputeHash(_hasher, previous, isGrant, _computed);
        if (!row.Hash.SequenceEqual(_computed))
        {
            var terms = isGrant ? $", its credit {entry.CreditId}" : "";
            Report(entry.Id,
                $"entry {entry.Sequence} of member {entry.OwnerId} does not match its hash: the entry, its " +
                $"posting {entry.PostingId}{terms} or the entry before it was changed (R8)");
        }
        else if (entry.Kind == EntryKind.Reversal && !row.ReversesExactly(entry))
        {
            Report(entry.Id, $"is not the exact opposite of entry {entry.ReversesEntryId} (R3)");
        }
        else if (!row.TextsMatch(isGrant))
        {
            Report(entry.Id,
                $"the texts of its posting {entry.PostingId}{(isGrant ? $" or its credit {entry.CreditId}" : "")} " +
                "are not those that were " +
                $"recorded (R41)");
        }
        else if (entry.RecordedAt != row.PostingWasRecordedAt)
        {
            Report(entry.Id, $"was recorded at another moment than its posting {entry.PostingId}");
        }
    }

    private byte[]? PreviousHash(in EntryPart entry, out Head? head)
    {
        if (_heads.TryGetValue(entry.OwnerId, out head) && head.Sequence == entry.Sequence - 1) return head.Hash;
        if (entry.Sequence == 1) return Start;
        _previousHash ??= lookups.Command("SELECT Hash FROM LedgerEntries WHERE OwnerId = @owner AND Sequence = @sequence");
        LedgerTransaction.Set(_previousHash, "@owner", entry.OwnerId);
        LedgerTransaction.Set(_previousHash, "@sequence", entry.Sequence - 1);
        return _previousHash.ExecuteScalar() is byte[] { Length: ChainHasher.HashLength } hash ? hash : null;
    }

    private void Sum(in EntryPart entry)
    {
        ref var owner = ref CollectionsMarshal.GetValueRefOrAddDefault(Owners, entry.OwnerId, out _);
        owner = (owner.Count + 1, Math.Max(owner.Highest, entry.Sequence));
        if (!Sums.TryGetValue(entry.CreditId, out var sums)) Sums[entry.CreditId] = sums = new CreditSums();
        sums.Add(entry.Kind, entry.EffectiveKind, entry.Amount, entry.UsedAt);
    }

    private sealed class Head
    {
        public long Sequence { get; set; }

        public byte[] Hash { get; } = new byte[ChainHasher.HashLength];
    }

    private void Report(long entryId, string message) => Differences.Add(new Difference("LedgerEntries", entryId, message));
}
