using CreditLedger.Data.Ledger;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Supply;

/// <summary>Reads and writes memberships inside the ledger's transaction. The texts are the same on every engine.</summary>
internal sealed class MembershipRows(LedgerTransaction transaction, SiteZone zone)
{
    public LedgerTransaction Transaction { get; } = transaction;

    /// <summary>The membership that a request began; UX_Memberships_R9_IdempotencyKey.</summary>
    public async Task<MembershipState?> FindByKeyAsync(string key, CancellationToken cancellationToken)
    {
        long? id = null;
        await Transaction.ReadByTextsAsync("SELECT Id FROM Memberships WHERE IdempotencyKey {ids}", [key], reader => id = reader.GetInt64(0), cancellationToken);
        return id is { } known ? await FindAsync(known, cancellationToken) : null;
    }

    /// <summary>A membership with its lines, taken for change.</summary>
    public async Task<MembershipState?> FindAsync(long id, CancellationToken cancellationToken)
    {
        var lines = new List<(long PlanLineId, Period Period, int NextPeriod)>();
        await Transaction.ReadByIdsAsync(
            $"SELECT l.PlanLineId, x.Period, l.NextPeriod FROM MembershipLines l{Transaction.ForUpdate} JOIN PlanLines x ON x.Id = l.PlanLineId WHERE l.MembershipId {{ids}} ORDER BY x.Position, x.Id",
            [id],
            reader => lines.Add((reader.GetInt64(0), (Period)reader.GetInt32(1), reader.GetInt32(2))),
            cancellationToken);
        MembershipState? membership = null;
        await Transaction.ReadByIdsAsync(
            $"SELECT MemberId, PlanId, StartsOn, EndsAt, EndKey FROM Memberships{Transaction.ForUpdate} WHERE Id {{ids}}",
            [id],
            reader => membership = new MembershipState(
                id, reader.GetInt64(0), reader.GetInt64(1), LedgerTransaction.ReadDay(reader, 2), reader.IsDBNull(3) ? null : Transaction.ReadInstant(reader, 3),
                reader.IsDBNull(4) ? null : reader.GetString(4)),
            cancellationToken);
        if (membership is null) return null;
        var terms = await PlanTerms.ReadAsync(Transaction, [.. lines.Select(line => line.PlanLineId)], cancellationToken);
        return membership with { Lines = [.. lines.Select(line => new LineState(line.PlanLineId, line.Period, line.NextPeriod, terms[line.PlanLineId]))] };
    }

    /// <summary>Whether another membership took its place; the primary key orders the few of a member.</summary>
    public async Task<bool> IsFollowedAsync(long id, CancellationToken cancellationToken)
    {
        var isFollowed = false;
        await Transaction.ReadByIdsAsync(
            "SELECT f.Id FROM Memberships m JOIN Memberships f ON f.MemberId = m.MemberId AND f.FollowsId = m.Id WHERE m.Id {ids}", [id], _ => isFollowed = true, cancellationToken);
        return isFollowed;
    }

    public async Task<MembershipRefused?> RefuseMemberAsync(long memberId, CancellationToken cancellationToken)
    {
        MemberStatus? status = null;
        await Transaction.ReadByIdsAsync("SELECT Status FROM Members WHERE Id {ids}", [memberId], reader => status = (MemberStatus)reader.GetInt32(0), cancellationToken);
        return status switch
        {
            null => new MembershipRefused(MembershipField.Member, "There is no such member."),
            MemberStatus.Left => new MembershipRefused(MembershipField.Member, "This member has left. Make the member active first."),
            _ => null,
        };
    }

    /// <summary>Refuses a plan that is archived or would never grant anything to this membership.</summary>
    public async Task<MembershipRefused?> RefusePlanAsync(long planId, DateOnly startsOn, DateTime? endsAt, CancellationToken cancellationToken)
    {
        bool? isArchived = null;
        await Transaction.ReadByIdsAsync("SELECT ArchivedAt FROM Plans WHERE Id {ids}", [planId], reader => isArchived = !reader.IsDBNull(0), cancellationToken);
        if (isArchived is null) return new MembershipRefused(MembershipField.Plan, "There is no such plan.");
        if (isArchived.Value) return new MembershipRefused(MembershipField.Plan, "This plan is archived. Choose another, or take it out of the archive first.");
        var lines = await PlanLinesAsync(planId, cancellationToken);
        return lines.Exists(line => new LineSchedule(startsOn, line.Period, line.Terms, endsAt, zone).NextGranted(0) is not null)
            ? null
            : new MembershipRefused(MembershipField.Plan, "This plan has no line that grants anything in that time. Give it a line first.");
    }

    /// <summary>Inserts a membership with its lines, each before its first period.</summary>
    public async Task<long> InsertAsync(NewMembership membership, DateTime now, CancellationToken cancellationToken)
    {
        var id = Transaction.NextId(MembershipRow.Table);
        await Transaction.RunManyAsync(
            "INSERT INTO Memberships (Id, IdempotencyKey, MemberId, PlanId, StartsOn, EndsAt, CreatedAt, FollowsId) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)",
            [[id, membership.Key, membership.MemberId, membership.PlanId, membership.StartsOn, Stored(membership.EndsAt), Stored(now), (object?)membership.FollowsId ?? NullOf.Number]],
            cancellationToken);
        var lines = await PlanLinesAsync(membership.PlanId, cancellationToken);
        await Transaction.RunManyAsync(
            "INSERT INTO MembershipLines (MembershipId, PlanLineId, NextPeriod, NextStartsAt) VALUES (@p0, @p1, @p2, @p3)",
            lines.ConvertAll(line => Row(id, line, new LineSchedule(membership.StartsOn, line.Period, line.Terms, membership.EndsAt, zone).NextGranted(0))),
            cancellationToken);
        return id;
    }

    /// <summary>Sets or takes back the end, and lets each line stand where it leaves it.</summary>
    public async Task SetEndAsync(MembershipState membership, string? key, CancellationToken cancellationToken)
    {
        await Transaction.RunManyAsync(
            "UPDATE Memberships SET EndsAt = @p0, EndKey = @p1 WHERE Id = @p2", [[Stored(membership.EndsAt), (object?)key ?? NullOf.Text, membership.Id]], cancellationToken);
        var rows = new List<object?[]>();
        foreach (var line in membership.Lines)
        {
            var next = new LineSchedule(membership.StartsOn, line.Period, line.Terms, membership.EndsAt, zone).NextGranted(line.NextPeriod);
            rows.Add([next?.Number ?? line.NextPeriod, Stored(next?.StartsAt ?? CreditBalance.Never), membership.Id, line.PlanLineId]);
        }

        await Transaction.RunManyAsync(
            "UPDATE MembershipLines SET NextPeriod = @p0, NextStartsAt = @p1 WHERE MembershipId = @p2 AND PlanLineId = @p3", rows, cancellationToken);
    }

    /// <summary>Credits that the membership granted and that have not expired. UX_MembershipCredits_R25_OncePerPeriod.</summary>
    public async Task<List<long>> CreditsNotOverAsync(long membershipId, DateTime now, CancellationToken cancellationToken)
    {
        var credits = new List<long>();
        await Transaction.ReadByIdsAsync(
            "SELECT c.Id FROM MembershipCredits g JOIN Credits c ON c.Id = g.CreditId WHERE g.MembershipId {ids} AND (c.ExpiresAt IS NULL OR c.ExpiresAt > @now) ORDER BY c.Id",
            [membershipId],
            reader => credits.Add(reader.GetInt64(0)),
            cancellationToken,
            ("@now", Transaction.ToParameter(now)));
        return credits;
    }

    private async Task<List<LineState>> PlanLinesAsync(long planId, CancellationToken cancellationToken)
    {
        var lines = new List<(long Id, Period Period)>();
        await Transaction.ReadByIdsAsync(
            "SELECT Id, Period FROM PlanLines WHERE PlanId {ids} ORDER BY Position, Id", [planId],
            reader => lines.Add((reader.GetInt64(0), (Period)reader.GetInt32(1))), cancellationToken);
        var terms = await PlanTerms.ReadAsync(Transaction, [.. lines.Select(line => line.Id)], cancellationToken);
        return lines.ConvertAll(line => new LineState(line.Id, line.Period, 0, terms[line.Id]));
    }

    private object?[] Row(long membershipId, LineState line, GrantedPeriod? first) =>
        [membershipId, line.PlanLineId, first?.Number ?? 0, Stored(first?.StartsAt ?? CreditBalance.Never)];

    private object Stored(DateTime? instant) => instant is { } value ? Transaction.ToParameter(value) : NullOf.Instant;
}
