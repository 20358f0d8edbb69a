namespace CreditLedger.Data.Configurations;

/// <summary>Tells agreed ends from requested ones in memberships of the time when one column held both (R28).</summary>
internal static class AgreedEnds
{
    /// <summary>
    /// An end is agreed where nothing but the assignment ever wrote the membership, and no other membership follows it. Where a later
    /// request may have set it, it stays a requested one, which can be taken back as before. Runs on both engines.
    /// </summary>
    public const string Fill =
        """
        UPDATE Memberships SET AgreedEndsAt = EndsAt
        WHERE EndsAt IS NOT NULL
            AND Id NOT IN (SELECT FollowsId FROM Memberships WHERE FollowsId IS NOT NULL)
            AND Id NOT IN (SELECT m.Id FROM Requests r JOIN Memberships m ON m.Id = r.MadeId WHERE r.RecordedAt > m.CreatedAt)
        """;
}
