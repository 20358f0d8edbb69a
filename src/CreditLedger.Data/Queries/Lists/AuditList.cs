using System.Linq.Expressions;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Auditing;

#pragma warning disable CA1309, CA1310 // Compared by the database, where exact text has a binary collation on both engines.

namespace CreditLedger.Data.Queries.Lists;

/// <summary>Which events of the audit, in which order.</summary>
public sealed record AuditFilter
{
    /// <summary>How who did it begins, in any case.</summary>
    public string? Who { get; init; }

    /// <summary>How the act begins, in any case.</summary>
    public string? Act { get; init; }

    /// <summary>Only what was allowed, or only what was denied.</summary>
    public bool? IsAllowed { get; init; }

    /// <summary>Not before this instant.</summary>
    public DateTime? From { get; init; }

    /// <summary>Before this instant.</summary>
    public DateTime? Until { get; init; }

    /// <summary>Whether the order is turned round: the oldest first.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>Whether any event is left out.</summary>
    public bool IsFiltered => this with { OldestFirst = false } != new AuditFilter();
}

/// <summary>The audit, the latest first: IX_AuditEvents_RecordedAt; what few match by the index of the condition.</summary>
public sealed class AuditListQuery(LedgerDbContext db) : ListQuery<AuditFilter, AuditEvent, AuditRow>
{
    private static readonly ListOrder<AuditEvent> ByMoment =
        ListOrder<AuditEvent>.By(row => row.Id, row => row.RecordedAt);

    private protected override IQueryable<AuditEvent> All => db.AuditEvents;

    private protected override Expression<Func<AuditEvent, long>> Id => row => row.Id;

    private protected override ListOrder<AuditEvent> OrderOf(AuditFilter filter) => ByMoment;

    private protected override bool IsDescending(AuditFilter filter) => !filter.OldestFirst;

    private protected override IQueryable<AuditEvent> Matching(AuditFilter filter, DateTime now)
    {
        var rows = db.AuditEvents;
        if (filter.From is { } from) rows = rows.Where(row => row.RecordedAt >= from);
        if (filter.Until is { } until) rows = rows.Where(row => row.RecordedAt < until);
        if (filter.IsAllowed is { } isAllowed) rows = rows.Where(row => row.IsAllowed == isAllowed);
        if (filter.Who is { } who) rows = OfWho(rows, who);
        return filter.Act is { } act ? OfAct(rows, act) : rows;
    }

    private protected override IEnumerable<IQueryable<long>> Narrow(AuditFilter filter, DateTime now)
    {
        if (filter.Who is { } who) yield return OfWho(db.AuditEvents, who).Select(row => row.Id);
        if (filter.Act is { } act) yield return OfAct(db.AuditEvents, act).Select(row => row.Id);
    }

    private protected override async Task<IReadOnlyList<AuditRow>> RowsAsync(
        IReadOnlyList<long> ids, DateTime now, CancellationToken cancellationToken)
    {
        var rows = await db.AuditEvents.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    private static IQueryable<AuditEvent> OfWho(IQueryable<AuditEvent> rows, string text)
    {
        var (from, to) = Range(text);
        return rows.Where(row => string.Compare(row.Who, from) >= 0 && string.Compare(row.Who, to) < 0);
    }

    private static IQueryable<AuditEvent> OfAct(IQueryable<AuditEvent> rows, string text)
    {
        var (from, to) = Range(text);
        return rows.Where(row => string.Compare(row.Act, from) >= 0 && string.Compare(row.Act, to) < 0);
    }

    private static (string From, string To) Range(string text)
    {
        var from = text.ToLowerInvariant();
        return (from, SearchText.EndOf(from));
    }
}
