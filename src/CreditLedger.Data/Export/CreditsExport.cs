using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Time;
using CsvHelper;

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
            var rows = await PageQuery(context, after).ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                Write(output, row, names, now);
                await output.EndRecordAsync(cancellationToken);
            }

            if (rows.Count < RowsPerRead) return;
            after = rows[^1].Id;
        }
    }

    /// <summary>One read of credits, by the primary keys of both tables; for the test that translates every query.</summary>
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
            Adjusted = credit.Balance!.Adjusted + credit.Balance!.Moved,
            Balance = credit.Balance!.Balance,
            Revoked = credit.Balance!.Revoked,
            Unlimited = credit.Unlimited,
        });

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
        var status = CreditStatusRule.Of(row.StartsAt, row.ExpiresAt, row.Balance, row.Revoked, now, row.Unlimited);
        return status == CreditStatus.UsedUp ? "Used up" : status.ToString();
    }

    internal sealed class Row
    {
        public long Id { get; init; }

        public string? ExternalId { get; init; }

        public long OwnerId { get; init; }

        public long BenefitId { get; init; }

        public long Granted { get; init; }

        public DateTime StartsAt { get; init; }

        public DateTime? ExpiresAt { get; init; }

        public long Used { get; init; }

        public long Adjusted { get; init; }

        public long Balance { get; init; }

        public bool Revoked { get; init; }

        public bool Unlimited { get; init; }
    }
}
