namespace CreditLedger.Data.Import;

/// <summary>Creates or changes rows by their reference, some hundreds at a time, in the caller's transaction.</summary>
/// <typeparam name="TRow">One row of the file, checked by itself.</typeparam>
internal abstract class CatalogueImport<TRow>(LedgerDbContext context, ImportRun run)
    where TRow : class
{
    private const int RowsPerSave = 1_000;

    protected LedgerDbContext Context { get; } = context;

    protected ImportRun Run { get; } = run;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var batch = new List<TRow>(RowsPerSave);
        while (Run.Next())
        {
            var row = Parse();
            if (Run.IsRefused || row is null) continue;
            batch.Add(row);
            if (batch.Count == RowsPerSave) await SaveAsync(batch, cancellationToken);
        }

        if (batch.Count > 0) await SaveAsync(batch, cancellationToken);
    }

    /// <summary>Reads the present row; none when a cell that it cannot do without was refused.</summary>
    protected abstract TRow? Parse();

    /// <summary>Puts rows into the context.</summary>
    protected abstract Task ApplyAsync(IReadOnlyList<TRow> batch, CancellationToken cancellationToken);

    /// <summary>Counts what was applied.</summary>
    protected void Count(bool isNew, bool isChanged)
    {
        if (isNew) Run.Counts.Created++;
        else if (isChanged) Run.Counts.Changed++;
        else Run.Counts.AlreadyThere++;
    }

    private async Task SaveAsync(List<TRow> batch, CancellationToken cancellationToken)
    {
        await ApplyAsync(batch, cancellationToken);
        await Context.SaveChangesAsync(cancellationToken);
        Context.ChangeTracker.Clear();
        batch.Clear();
    }
}
