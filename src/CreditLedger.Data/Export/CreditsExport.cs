using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Time;
using CreditLedger.Ledger.Words;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Export;

/// <summary>Every credit with its sums, in the order of their keys. Memory does not grow with their number.</summary>
public sealed class CreditsExport(IDbContextFactory<LedgerDbContext> contexts, SiteZone zone, TimeProvider clock)
{
    private const int RowsPerRead = 10_000;

    /// <summary>The headings: a contract with other programs.</summary>
    public const string Headings = "external_id,member,benefit,granted,used,adjusted,balance,status,starts_at,expires_at";

    /// <summary>Writes the file to a stream, which stays open.</summary>
    public async Task RunAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var names = await ExportNames.ReadAsync(context, cancellationToken);
        await using var output = CsvOutput.Create(stream, Headings);
        await output.FlushAsync(cancellationToken);
        var now = clock.Now();
        long after = 0;
        while (true)
        {
            var rows = await ReadAsync(context, after, cancellationToken);
            foreach (var row in rows)
            {
                Write(output, row, names, now);
                await output.EndRecordAsync(cancellationToken);
            }

            if (rows.Count < RowsPerRead) return;
            after = rows[^1].Id;
        }
    }

    // Served by the primary keys of both tables.
    private static async Task<List<Row>> ReadAsync(LedgerDbContext context, long after, CancellationToken cancellationToken)
    {
        var rows = await PageQuery(context, after).ToListAsync(cancellationToken);

        // The cache may be dropped at any time (R5): then the rows themselves answer.
        var bare = rows.Where(row => row.Balance is null).ToDictionary(row => row.Id);
        foreach (var ids in bare.Keys.Chunk(1_000))
        {
            var entries = await EntriesQuery(context, ids).ToListAsync(cancellationToken);
            foreach (var group in entries.GroupBy(entry => entry.CreditId)) bare[group.Key].Sum(group);
        }

        return rows;
    }

    /// <summary>One read of credits; for the test that translates every query.</summary>
    internal static IQueryable<Row> PageQuery(LedgerDbContext context, long after) => context.Credits
        .Where(credit => credit.Id > after)
        .OrderBy(credit => credit.Id)
        .Take(RowsPerRead)
        .Select(credit => new Row
        {
            Id = credit.Id,
            ExternalId = credit.ExternalId,
            OwnerId = credit.OwnerId,
            BenefitId = credit.BenefitId,
            Granted = credit.Amount,
            StartsAt = credit.StartsAt,
            ExpiresAt = credit.ExpiresAt,
            Used = credit.Balance!.Used,
            Adjusted = credit.Balance!.Adjusted,
            Balance = credit.Balance!.Balance,
            Revoked = credit.Balance!.Revoked,
        });

    /// <summary>Entries of credits whose cached sums are missing; for the test that translates every query.</summary>
    internal static IQueryable<EntryOfCredit> EntriesQuery(LedgerDbContext context, long[] creditIds) => context.LedgerEntries
        .Where(entry => creditIds.Contains(entry.CreditId))
        .OrderBy(entry => entry.CreditId).ThenBy(entry => entry.Sequence)
        .Select(entry => new EntryOfCredit(entry.CreditId, entry.Kind, entry.EffectiveKind, entry.Amount, entry.UsedAt));

    private void Write(CsvWriter output, Row row, ExportNames names, DateTime now)
    {
        output.WriteField(row.ExternalId);
        output.WriteField(names.Members.GetValueOrDefault(row.OwnerId));
        output.WriteField(names.Benefits[row.BenefitId].Reference);
        output.WriteField(row.Granted);
        output.WriteField(row.Used);
        output.WriteField(row.Adjusted);
        output.WriteField(row.Balance);
        output.WriteField(StatusOf(row, now));
        output.WriteInstant(row.StartsAt, zone);
        output.WriteInstant(row.ExpiresAt, zone);
    }

    private static string StatusOf(Row row, DateTime now)
    {
        var status = CreditStatusRule.Of(row.StartsAt, row.ExpiresAt, row.Balance ?? 0, row.Revoked ?? false, now);
        return status == CreditStatus.UsedUp ? "Used up" : status.ToString();
    }

    internal sealed record EntryOfCredit(long CreditId, EntryKind Kind, EntryKind EffectiveKind, long Amount, DateTime UsedAt);

    internal sealed class Row
    {
        public long Id { get; init; }

        public string? ExternalId { get; init; }

        public long OwnerId { get; init; }

        public long BenefitId { get; init; }

        public long Granted { get; init; }

        public DateTime StartsAt { get; init; }

        public DateTime? ExpiresAt { get; init; }

        public long? Used { get; set; }

        public long? Adjusted { get; set; }

        public long? Balance { get; set; }

        public bool? Revoked { get; set; }

        public void Sum(IEnumerable<EntryOfCredit> entries)
        {
            var sums = new CreditSums { CreditId = Id, OwnerId = OwnerId, BenefitId = BenefitId, BenefitKind = default, StartsAt = StartsAt, ExpiresAt = ExpiresAt };
            foreach (var entry in entries) sums.Add(entry.Kind, entry.EffectiveKind, entry.Amount, entry.UsedAt);
            (Used, Adjusted, Balance, Revoked) = (sums.Used, sums.Adjusted, sums.Balance, sums.Revoked);
        }
    }
}
