namespace CreditLedger.Data.Ledger;

/// <summary>
/// Reads the status history (R54) of the members who are or were not active; for the others two lookups find nothing,
/// one by the primary key of Members and one by IX_MemberStatuses_NotActive.
/// </summary>
internal static class StandingLoader
{
    private const string Select =
        """
        SELECT m.Id, m.Status, s.Version, s.Status, s.FromAt
        FROM Members m LEFT JOIN MemberStatuses s ON s.MemberId = m.Id
        WHERE m.Id {ids} AND (m.Status <> 1 OR EXISTS (SELECT 1 FROM MemberStatuses x WHERE x.MemberId = m.Id AND x.Status <> 1))
        """;

    /// <summary>The standings by member. A member without one was always active.</summary>
    public static async Task<IReadOnlyDictionary<long, MemberStanding>> ReadAsync(
        LedgerTransaction transaction, IReadOnlyCollection<long> memberIds, CancellationToken cancellationToken)
    {
        var found = new Dictionary<long, (MemberStatus Present, List<MemberStatusRow> Rows)>();
        await transaction.ReadByIdsAsync(
            Select,
            memberIds,
            reader =>
            {
                var id = reader.GetInt64(0);
                if (!found.TryGetValue(id, out var member)) found[id] = member = ((MemberStatus)reader.GetInt32(1), []);
                if (reader.IsDBNull(2)) return;
                member.Rows.Add(new MemberStatusRow
                {
                    MemberId = id,
                    Version = reader.GetInt32(2),
                    Status = (MemberStatus)reader.GetInt32(3),
                    FromAt = transaction.ReadInstant(reader, 4),
                });
            },
            cancellationToken);
        return found.ToDictionary(member => member.Key, member => new MemberStanding(member.Value.Present, member.Value.Rows));
    }
}
