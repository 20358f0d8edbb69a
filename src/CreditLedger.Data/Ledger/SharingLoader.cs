using System.Data.Common;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Ledger;

/// <summary>
/// Loads what groups let members use (R13): one query per chunk along IX_GroupMembers_MemberId, and what was used along
/// IX_SharedUses_UsedBy only where a cap counts it.
/// </summary>
internal sealed class SharingLoader(LedgerTransaction transaction, LedgerState state, SiteZone zone)
{
    // Named, so that the index that begins with the user and the kind is sought and not walked.
    private static readonly string AllKinds = string.Join(", ", BenefitKinds.All.Select(traits => (int)traits.Kind));

    private readonly Dictionary<(long MemberId, long GroupId), Reading> _readings = [];
    private readonly HashSet<long> _capped = [];
    private readonly HashSet<Period> _periods = [];

    /// <summary>Shows what others share with these members.</summary>
    public async Task LoadAccessesAsync(IReadOnlyCollection<long> memberIds, CancellationToken cancellationToken)
    {
        await transaction.ReadByIdsAsync(
            """
            SELECT m.MemberId, n.Name, g.Id, g.Name, g.OwnerId, o.Name, m.MayUse, g.SharedFirst, s.Kind, c.Amount, c.Period
            FROM GroupMembers m
            JOIN Groups g ON g.Id = m.GroupId
            JOIN Members n ON n.Id = m.MemberId
            JOIN Members o ON o.Id = g.OwnerId
            LEFT JOIN GroupShares s ON s.GroupId = g.Id
            LEFT JOIN GroupCaps c ON c.GroupId = m.GroupId AND c.MemberId = m.MemberId AND c.Kind = s.Kind
            WHERE m.MemberId {ids} AND g.ArchivedAt IS NULL
            """,
            memberIds, Read, cancellationToken);
        if (_readings.Count == 0) return;
        var owners = await StandingLoader.ReadAsync(
            transaction, _readings.Values.Select(reading => reading.Access.OwnerId).ToHashSet(), cancellationToken);
        foreach (var reading in _readings.Values)
        {
            state.Add(reading.Access with
            {
                Kinds = reading.Kinds,
                Caps = reading.Caps,
                Owner = owners.GetValueOrDefault(reading.Access.OwnerId) ?? MemberStanding.AlwaysActive,
            });
        }
    }

    /// <summary>
    /// Shows what members with caps used of others' credits in the periods that these moments lie in; what was reversed does not count.
    /// </summary>
    public Task LoadUsesAsync(DateTime from, DateTime to, CancellationToken cancellationToken)
    {
        if (_capped.Count == 0) return Task.CompletedTask;
        var first = _periods.Min(period => CapWindow.Of(period, from, zone).From);
        var until = _periods.Max(period => CapWindow.Of(period, to, zone).Until);
        return transaction.ReadByIdsAsync(
            $$"""
            SELECT u.EntryId, u.UsedById, u.OwnerId, u.BenefitKind, b.Currency, u.UsedAt, e.Amount
            FROM SharedUses u
            JOIN LedgerEntries e ON e.Id = u.EntryId
            JOIN Credits c ON c.Id = e.CreditId
            JOIN Benefits b ON b.Id = c.BenefitId
            WHERE u.UsedById {ids} AND u.BenefitKind IN ({{AllKinds}}) AND u.UsedAt >= @from AND u.UsedAt < @until AND e.Kind = 2
                AND NOT EXISTS (SELECT 1 FROM LedgerEntries r WHERE r.ReversesEntryId = u.EntryId AND r.ReversesEntryId IS NOT NULL)
            """,
            _capped,
            reader => state.Add(new SharedUsage(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2),
                Unit.Of((BenefitKind)reader.GetInt32(3), reader.IsDBNull(4) ? null : reader.GetString(4)),
                transaction.ReadInstant(reader, 5), -reader.GetInt64(6))),
            cancellationToken,
            ("@from", transaction.ToParameter(first)), ("@until", transaction.ToParameter(until)));
    }

    // One row per group and kind that it shares.
    private void Read(DbDataReader reader)
    {
        var key = (reader.GetInt64(0), reader.GetInt64(2));
        if (!_readings.TryGetValue(key, out var reading))
        {
            _readings[key] = reading = new Reading(new SharedAccess(
                key.Item1, reader.GetString(1), key.Item2, reader.GetString(3), reader.GetInt64(4), reader.GetString(5))
            {
                MayUse = reader.GetBoolean(6),
                SharedFirst = reader.GetBoolean(7),
            });
        }

        if (reader.IsDBNull(8)) return;
        var kind = (BenefitKind)reader.GetInt32(8);
        reading.Kinds.Add(kind);
        if (reader.IsDBNull(9)) return;
        reading.Caps[kind] = new Cap(reader.GetInt64(9), (Period)reader.GetInt32(10));
        _capped.Add(key.Item1);
        _periods.Add((Period)reader.GetInt32(10));
    }

    private sealed record Reading(SharedAccess Access)
    {
        public HashSet<BenefitKind> Kinds { get; } = [];

        public Dictionary<BenefitKind, Cap> Caps { get; } = [];
    }
}
