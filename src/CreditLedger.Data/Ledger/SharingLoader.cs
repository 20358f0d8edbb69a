using System.Data.Common;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Ledger;

/// <summary>
/// Loads what groups let members use, at any time (R13): for members in no group one query per chunk along IX_GroupMembers_MemberId, else
/// one more each for what the groups share, caps and named benefits; and what was used along IX_SharedUses_OccursAt only where a cap counts
/// it.
/// </summary>
internal sealed class SharingLoader(LedgerTransaction transaction, LedgerState state, SiteZone zone)
{
    // Named, so that the index that begins with the user and the kind is sought and not walked.
    private static readonly string AllKinds = string.Join(", ", BenefitKinds.All.Select(traits => (int)traits.Kind));

    private readonly Dictionary<(long MemberId, long GroupId, DateTime StartsAt), Reading> _readings = [];
    private readonly HashSet<long> _capped = [];
    private readonly HashSet<Period> _periods = [];

    /// <summary>Shows what others share with these members.</summary>
    public async Task LoadAccessesAsync(IReadOnlyCollection<long> memberIds, CancellationToken cancellationToken)
    {
        await transaction.ReadByIdsAsync(
            """
            SELECT m.MemberId, g.Id, m.StartsAt, m.EndsAt, n.Name, g.Name, g.OwnerId, o.Name, m.MayUse, m.NamedOnly, g.SharedFirst,
                g.ArchivedAt
            FROM GroupMembers m
            JOIN Groups g ON g.Id = m.GroupId
            JOIN Members n ON n.Id = m.MemberId
            JOIN Members o ON o.Id = g.OwnerId
            WHERE m.MemberId {ids}
            """,
            memberIds, Read, cancellationToken);
        if (_readings.Count == 0) return;
        var members = _readings.Keys.Select(key => key.MemberId).ToHashSet();
        var kinds = await LoadKindsAsync([.. _readings.Keys.Select(key => key.GroupId).Distinct()], cancellationToken);
        await LoadCapsAsync(members, cancellationToken);
        if (_readings.Values.Any(reading => reading.Named is not null)) await LoadNamedAsync(members, cancellationToken);
        var owners = await StandingLoader.ReadAsync(
            transaction, _readings.Values.Select(reading => reading.Access.OwnerId).ToHashSet(), cancellationToken);
        foreach (var member in _readings.Values.GroupBy(reading => reading.Access.MemberId))
        {
            state.SetAccesses(member.Key, [.. member.Select(reading => reading.Access with
            {
                Kinds = [.. kinds[reading.Access.GroupId]],
                Caps = reading.Caps,
                Named = reading.Named,
                Owner = owners.GetValueOrDefault(reading.Access.OwnerId) ?? MemberStanding.AlwaysActive,
            })]);
        }
    }

    /// <summary>
    /// Shows what members with caps used of others' credits in the periods that these moments lie in; what was reversed does not count.
    /// </summary>
    public async Task LoadUsesAsync(DateTime from, DateTime to, CancellationToken cancellationToken)
    {
        if (_capped.Count == 0) return;

        // Caps count what was used by records, and of records, that were merged (R50). IX_Members_MergedIntoId.
        var users = _capped.ToDictionary(id => id);
        await transaction.ReadByIdsAsync(
            "SELECT Id, MergedIntoId FROM Members WHERE MergedIntoId {ids} AND MergedIntoId IS NOT NULL", _capped,
            reader => users[reader.GetInt64(0)] = reader.GetInt64(1), cancellationToken);
        var first = _periods.Min(period => CapWindow.Of(period, from, zone).From);
        var until = _periods.Max(period => CapWindow.Of(period, to, zone).Until);
        await transaction.ReadByIdsAsync(
            $$"""
            SELECT u.EntryId, u.UsedById, COALESCE(o.MergedIntoId, u.OwnerId), u.BenefitKind, b.Currency, u.OccursAt, e.Amount
            FROM SharedUses u
            JOIN LedgerEntries e ON e.Id = u.EntryId
            JOIN Credits c ON c.Id = e.CreditId
            JOIN Benefits b ON b.Id = c.BenefitId
            JOIN Members o ON o.Id = u.OwnerId
            WHERE u.UsedById {ids} AND u.BenefitKind IN ({{AllKinds}}) AND u.OccursAt >= @from AND u.OccursAt < @until AND e.Kind = 2
                AND NOT EXISTS (SELECT 1 FROM LedgerEntries r WHERE r.ReversesEntryId = u.EntryId AND r.ReversesEntryId IS NOT NULL)
            """,
            users.Keys,
            reader => state.Add(new SharedUsage(
                reader.GetInt64(0), users[reader.GetInt64(1)], reader.GetInt64(2),
                Unit.Of((BenefitKind)reader.GetInt32(3), reader.IsDBNull(4) ? null : reader.GetString(4)),
                transaction.ReadInstant(reader, 5), -reader.GetInt64(6))),
            cancellationToken,
            ("@from", transaction.ToParameter(first)), ("@until", transaction.ToParameter(until)));
    }

    // An archived group shares nothing from then on.
    private void Read(DbDataReader reader)
    {
        if (HoldsOf(reader, 2).Before(EndOf(reader, 11)) is not { } holds) return;
        _readings[KeyOf(reader)] = new Reading(
            new SharedAccess(reader.GetInt64(0), reader.GetString(4), reader.GetInt64(1), reader.GetString(5), reader.GetInt64(6),
                reader.GetString(7))
            {
                Holds = holds,
                MayUse = reader.GetBoolean(8),
                SharedFirst = reader.GetBoolean(10),
            },
            reader.GetBoolean(9) ? [] : null);
    }

    private async Task<ILookup<long, SharedKind>> LoadKindsAsync(IReadOnlyCollection<long> groups, CancellationToken cancellationToken)
    {
        var kinds = new List<(long GroupId, SharedKind Shared)>();
        await transaction.ReadByIdsAsync(
            "SELECT GroupId, Kind, StartsAt, EndsAt FROM GroupShares WHERE GroupId {ids}",
            groups,
            reader => kinds.Add((reader.GetInt64(0), new SharedKind((BenefitKind)reader.GetInt32(1), HoldsOf(reader, 2)))),
            cancellationToken);
        return kinds.ToLookup(kind => kind.GroupId, kind => kind.Shared);
    }

    private Task LoadCapsAsync(IReadOnlyCollection<long> members, CancellationToken cancellationToken) => transaction.ReadByIdsAsync(
        """
        SELECT c.MemberId, c.GroupId, c.StartsAt, c.Kind, c.Amount, c.Period
        FROM GroupMembers m
        JOIN GroupCaps c ON c.GroupId = m.GroupId AND c.MemberId = m.MemberId AND c.StartsAt = m.StartsAt
        WHERE m.MemberId {ids}
        """,
        members,
        reader =>
        {
            if (!_readings.TryGetValue(KeyOf(reader), out var reading)) return;
            reading.Caps[(BenefitKind)reader.GetInt32(3)] = new Cap(reader.GetInt64(4), (Period)reader.GetInt32(5));
            _capped.Add(reader.GetInt64(0));
            _periods.Add((Period)reader.GetInt32(5));
        },
        cancellationToken);

    private Task LoadNamedAsync(IReadOnlyCollection<long> members, CancellationToken cancellationToken) => transaction.ReadByIdsAsync(
        """
        SELECT n.MemberId, n.GroupId, n.StartsAt, n.BenefitId, b.Kind
        FROM GroupMembers m
        JOIN GroupBenefits n ON n.GroupId = m.GroupId AND n.MemberId = m.MemberId AND n.StartsAt = m.StartsAt
        JOIN Benefits b ON b.Id = n.BenefitId
        WHERE m.MemberId {ids}
        """,
        members,
        reader =>
        {
            if (_readings.TryGetValue(KeyOf(reader), out var reading)) reading.Named![reader.GetInt64(3)] = (BenefitKind)reader.GetInt32(4);
        },
        cancellationToken);

    private (long MemberId, long GroupId, DateTime StartsAt) KeyOf(DbDataReader reader) =>
        (reader.GetInt64(0), reader.GetInt64(1), transaction.ReadInstant(reader, 2));

    private Validity HoldsOf(DbDataReader reader, int place) => new(transaction.ReadInstant(reader, place), EndOf(reader, place + 1));

    private DateTime? EndOf(DbDataReader reader, int place) => reader.IsDBNull(place) ? null : transaction.ReadInstant(reader, place);

    private sealed record Reading(SharedAccess Access, Dictionary<long, BenefitKind>? Named)
    {
        public Dictionary<BenefitKind, Cap> Caps { get; } = [];
    }
}
