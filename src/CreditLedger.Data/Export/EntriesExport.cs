using CreditLedger.Ledger.Time;
using CsvHelper;

namespace CreditLedger.Data.Export;

/// <summary>
/// Every ledger row that was there when the export began, in the order of their keys. Memory does not grow with their number.
/// </summary>
public sealed class EntriesExport(IDbContextFactory<LedgerDbContext> contexts, SiteZone zone)
{
    private const int RowsPerRead = 10_000;

    /// <summary>The headings: a contract with other programs.</summary>
    public const string Headings =
        "id,member,sequence,credit,credit_external_id,benefit,kind,amount,unit,used_at," +
        "recorded_at,used_by,service,description,actor,posting,reverses";

    /// <summary>Writes the file to a stream, which stays open.</summary>
    public async Task RunAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var output = CsvOutput.Create(stream, Headings);
        await output.FlushAsync(cancellationToken);
        var last = await context.LedgerEntries.MaxAsync(entry => (long?)entry.Id, cancellationToken) ?? 0;
        var names = await ExportNames.ReadAsync(context, cancellationToken);
        for (long after = 0; ;)
        {
            var read = 0;
            await foreach (var row in PageQuery(context, after, last).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                Write(output, row, names);
                await output.EndRecordAsync(cancellationToken);
                after = row.Id;
                read++;
            }

            if (read < RowsPerRead) return;
        }
    }

    /// <summary>One read of entries, by primary keys alone; for the test that translates every query.</summary>
    internal static IQueryable<Row> PageQuery(LedgerDbContext context, long after, long last) => context.LedgerEntries
        .Where(entry => entry.Id > after && entry.Id <= last)
        .OrderBy(entry => entry.Id)
        .Take(RowsPerRead)
        .Select(entry => new Row(
            entry.Id, entry.OwnerId, entry.Sequence, entry.CreditId, entry.Credit!.ExternalId, entry.Credit.BenefitId, entry.Kind,
            entry.Amount, entry.UsedAt,
            entry.RecordedAt, entry.UsedById, entry.ServiceId, entry.Posting!.Description, entry.Posting.ActorKind, entry.Posting.ActorId,
            entry.PostingId,
            entry.ReversesEntryId));

    private void Write(CsvWriter output, Row row, ExportNames names)
    {
        output.WriteField(row.Id);
        output.WriteField(names.Members.GetValueOrDefault(row.OwnerId));
        output.WriteField(row.Sequence);
        output.WriteField(row.CreditId);
        output.WriteField(row.ExternalId);
        output.WriteField(names.Benefits[row.BenefitId].Reference);
        output.WriteField(row.Kind.ToString());
        output.WriteField(row.Amount);
        output.WriteField(names.Benefits[row.BenefitId].Unit);
        output.WriteInstant(row.UsedAt, zone);
        output.WriteInstant(row.RecordedAt, zone);
        output.WriteField(row.UsedById is { } usedBy ? names.Members.GetValueOrDefault(usedBy) : null);
        output.WriteField(row.ServiceId is { } service ? names.Services.GetValueOrDefault(service) : null);
        output.WriteField(row.Description);
        output.WriteField(names.Actor(row.ActorKind, row.ActorId));
        output.WriteField(row.PostingId);
        output.WriteField(row.ReversesEntryId);
    }

    internal sealed record Row(
        long Id, long OwnerId, long Sequence, long CreditId, string? ExternalId, long BenefitId, EntryKind Kind, long Amount,
        DateTime UsedAt, DateTime RecordedAt,
        long? UsedById, long? ServiceId, string? Description, ActorKind ActorKind, long ActorId, long PostingId, long? ReversesEntryId);
}
