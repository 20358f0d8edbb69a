using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.Ledger;

/// <summary>Tells again what became of requests that were carried out before (R9).</summary>
internal sealed class RequestReplay
{
    /// <summary>Nothing was carried out before.</summary>
    public static readonly RequestReplay None = new();

    private static readonly string SelectByKey =
        $"SELECT {RequestRow.Table.SelectList("r")} FROM Requests r WHERE r.IdempotencyKey {{ids}}";

    // Undone is a posting none of whose entries stands: by IX_Postings_R24_ReversesPostingId, then entry by entry.
    private const string SelectPostings =
        """
        SELECT p.Id, p.TextSalt, p.TextDigest, CASE
            WHEN EXISTS (SELECT 1 FROM Postings u WHERE u.ReversesPostingId = p.Id AND u.ReversesPostingId IS NOT NULL)
                AND NOT EXISTS (SELECT 1 FROM LedgerEntries e WHERE e.PostingId = p.Id AND NOT EXISTS (
                    SELECT 1 FROM LedgerEntries r WHERE r.ReversesEntryId = e.Id AND r.ReversesEntryId IS NOT NULL))
            THEN 1 ELSE 0 END
        FROM Postings p WHERE p.Id {ids}
        """;

    private readonly Dictionary<string, RequestRow> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<long, (byte[]? Salt, byte[]? Digest)> _texts = [];
    private readonly HashSet<long> _undone = [];
    private Dictionary<long, List<EntryOutcome>> _outcomes = [];

    /// <summary>Looks the commands' keys up: the primary key of Requests.</summary>
    public static async Task<RequestReplay> ReadAsync(LedgerTransaction transaction, IReadOnlyList<LedgerCommand> commands,
        CancellationToken cancellationToken)
    {
        var replay = new RequestReplay();
        await transaction.ReadRowsByTextsAsync(
            SelectByKey,
            [.. commands.Select(command => command.IdempotencyKey).Distinct(StringComparer.Ordinal)],
            source => replay.Add(RequestRow.Table.Read(source)),
            cancellationToken);
        var postings = replay._known.Values.Select(request => request.PostingId).OfType<long>().ToList();
        if (postings.Count == 0) return replay;
        await transaction.ReadByIdsAsync(
            SelectPostings,
            postings,
            reader =>
            {
                var id = reader.GetInt64(0);
                replay._texts[id] = (reader.IsDBNull(1) ? null : (byte[])reader.GetValue(1),
                    reader.IsDBNull(2) ? null : (byte[])reader.GetValue(2));
                if (reader.GetInt32(3) == 1) replay._undone.Add(id);
            },
            cancellationToken);
        replay._outcomes = await OutcomesAsync(transaction, postings, cancellationToken);
        return replay;
    }

    /// <summary>Whether a command's key was used before, for what stands.</summary>
    public bool Knows(LedgerCommand command) => Standing(command) is not null;

    /// <summary>How often the command's key is carried out when it is now: once more than what was undone of it (R9).</summary>
    public int GenerationOf(LedgerCommand command) =>
        command.AgainIfUndone && _known.TryGetValue(command.IdempotencyKey, out var undone) ? undone.Generation + 1 : 1;

    /// <summary>The first result again, or that the key stands for another request; none when the key is new.</summary>
    public Result? Of(LedgerCommand command)
    {
        if (Standing(command) is not { } request) return null;
        var postingId = request.PostingId ?? 0;
        return request.Hash.AsSpan().SequenceEqual(command.RequestHash(DigestOf(command, postingId)))
            ? new Done(postingId, _outcomes.GetValueOrDefault(postingId) ?? [], IsReplay: true)
            {
                Id = request.MadeId ?? 0,
                Generation = request.Generation,
            }
            : new KeyReused(postingId);
    }

    private RequestRow? Standing(LedgerCommand command) =>
        _known.TryGetValue(command.IdempotencyKey, out var request)
        && !(command.AgainIfUndone && request.PostingId is { } posting && _undone.Contains(posting)) ? request : null;

    // Under the stored salt; where the texts were erased, the stored digest stands for them (R41).
    private byte[]? DigestOf(LedgerCommand command, long postingId)
    {
        if (postingId == 0 || (command.Description is null && command.InternalNote is null)) return null;
        var (salt, digest) = _texts.GetValueOrDefault(postingId);
        return salt is null && digest is not null ? digest : command.TextDigest(salt ?? new byte[TextDigests.SaltLength]);
    }

    // Of several generations the latest.
    private void Add(RequestRow request)
    {
        if (!_known.TryGetValue(request.IdempotencyKey, out var other) || other.Generation < request.Generation)
            _known[request.IdempotencyKey] = request;
    }

    private static async Task<Dictionary<long, List<EntryOutcome>>> OutcomesAsync(
        LedgerTransaction transaction, IReadOnlyCollection<long> postingIds, CancellationToken cancellationToken)
    {
        var outcomes = postingIds.ToDictionary(id => id, _ => new List<EntryOutcome>());
        await transaction.ReadByIdsAsync(
            """
            SELECT e.PostingId, e.CreditId, e.OwnerId, n.Name, n.Kind, n.Currency, e.Kind, e.Amount,
                (SELECT SUM(x.Amount) FROM LedgerEntries x WHERE x.CreditId = e.CreditId AND x.Sequence <= e.Sequence)
            FROM LedgerEntries e JOIN Credits c ON c.Id = e.CreditId JOIN Benefits n ON n.Id = c.BenefitId
            WHERE e.PostingId {ids} ORDER BY e.Id
            """,
            postingIds,
            reader =>
            {
                var (amount, after) = (reader.GetInt64(7), reader.GetInt64(8));
                outcomes[reader.GetInt64(0)].Add(new EntryOutcome(
                    reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3),
                    Unit.Of((BenefitKind)reader.GetInt32(4), reader.IsDBNull(5) ? null : reader.GetString(5)),
                    (EntryKind)reader.GetInt32(6), amount, after - amount, after));
            },
            cancellationToken);
        return outcomes;
    }
}
