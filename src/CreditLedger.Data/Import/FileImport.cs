using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Import;

/// <summary>
/// Takes a CSV file in: all rows or none, unless refused rows are to be skipped. Memory does not grow with the file. The same file
/// again changes nothing: rows are known by their reference or external id.
/// </summary>
public sealed class FileImport(IDbContextFactory<LedgerDbContext> contexts, LedgerStore store, SiteZone zone)
{
    /// <summary>Imports the file; what is wrong with it is in the report, which the caller disposes.</summary>
    /// <exception cref="LedgerBusyException">Others kept the ledger locked; what was posted before is kept only when refused rows are
    /// skipped.</exception>
    public async Task<ImportReport> RunAsync(
        ImportKind kind, Stream file, ImportOptions options, Action<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var scratch = new ImportScratch();
        var counts = new ImportCounts();
        var notes = new ImportNotes();
        try
        {
            var (isKept, isDamaged) = await RunAsync(kind, file, options, progress, scratch, counts, notes, cancellationToken);
            return new ImportReport(kind, options, counts, scratch, isKept, isDamaged) { Notes = notes };
        }
        catch
        {
            scratch.Dispose();
            throw;
        }
    }

    private async Task<(bool IsKept, bool IsDamaged)> RunAsync(
        ImportKind kind, Stream file, ImportOptions options, Action<ImportProgress>? progress, ImportScratch scratch, ImportCounts counts,
        ImportNotes notes, CancellationToken cancellationToken)
    {
        try
        {
            using var rows = CsvRows.Open(file, ImportHeadings.Of(kind));
            var run = new ImportRun(rows, scratch, zone, options, progress, counts, notes);
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var isKept = kind switch
            {
                ImportKind.Members or ImportKind.Services or ImportKind.Benefits => await SaveAsync(kind, run, context, cancellationToken),
                _ => await PostAsync(kind, run, context, cancellationToken),
            };
            return (isKept, false);
        }
        catch (ImportFileException damage)
        {
            scratch.Refuse(new RefusedRow(damage.Line, damage.Column, damage.Message));
            return (false, true);
        }
    }

    // The whole file is read before the first row is posted: a file that turns out damaged has posted nothing.
    private async Task<bool> PostAsync(ImportKind kind, ImportRun run, LedgerDbContext context, CancellationToken cancellationToken)
    {
        if (kind == ImportKind.Credits)
        {
            using var credits = new CreditsImport(run);
            return await PostAsync(credits, run, context, cancellationToken);
        }

        if (kind == ImportKind.Bookings)
        {
            using var bookings = new BookingsImport(run);
            return await PostAsync(bookings, run, context, cancellationToken);
        }

        using var usages = new UsagesImport(run);
        return await PostAsync(usages, run, context, cancellationToken);
    }

    private async Task<bool> PostAsync(ICommandSource source, ImportRun run, LedgerDbContext context, CancellationToken cancellationToken)
    {
        await source.StageAsync(context, cancellationToken);
        return await new CommandPosting(store, run).PostAsync(source.InOrder(), cancellationToken);
    }

    private async Task<bool> SaveAsync(ImportKind kind, ImportRun run, LedgerDbContext context, CancellationToken cancellationToken)
    {
        var services = kind == ImportKind.Benefits ? await References.ServicesAsync(context, cancellationToken) : [];
        await using var session = await store.BeginBulkAsync(cancellationToken);
        if (kind == ImportKind.Members) await new MembersImport(run).RunAsync(session, cancellationToken);
        else if (kind == ImportKind.Services) await new ServicesImport(run).RunAsync(session, cancellationToken);
        else await new BenefitsImport(run, services).RunAsync(session, cancellationToken);
        if (!run.MayKeep) return false;
        await session.CommitAsync(cancellationToken);
        return true;
    }
}
