using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Import;

/// <summary>One file on its way in: its rows, what was refused, and the counts.</summary>
internal sealed class ImportRun(CsvRows rows, ImportScratch scratch, SiteZone zone, ImportOptions options, Action<ImportProgress>? progress,
    ImportCounts counts, ImportNotes notes)
{
    private const int RowsPerProgress = 1_000;

    private bool _isRefused;

    public ImportScratch Scratch { get; } = scratch;

    public ImportOptions Options { get; } = options;

    public SiteZone Zone { get; } = zone;

    public ImportCounts Counts { get; } = counts;

    /// <summary>Notes about accepted rows.</summary>
    public ImportNotes Notes { get; } = notes;

    /// <summary>The line of the present row.</summary>
    public long Line => rows.Line;

    /// <summary>Whether something is wrong with the present row.</summary>
    public bool IsRefused => _isRefused;

    /// <summary>Whether what was decided may be kept.</summary>
    public bool MayKeep => !Options.DryRun && (Options.SkipRefused || Counts.Refused == 0);

    public Cell Column(string heading) => new(rows, heading, Refuse);

    /// <summary>Goes to the next row whose cells can be read.</summary>
    public bool Next()
    {
        while (rows.Read())
        {
            _isRefused = false;
            if (++Counts.Rows % RowsPerProgress == 0) progress?.Invoke(new ImportProgress(false, Counts.Rows));
            if (rows.Fault is not { } fault) return true;
            Refuse(null, fault);
        }

        return false;
    }

    public void Posted(long rowsDone) => progress?.Invoke(new ImportProgress(true, rowsDone));

    /// <summary>Refuses the present row; more than one reason counts it once.</summary>
    public void Refuse(string? column, string reason)
    {
        if (!_isRefused) Counts.Refused++;
        _isRefused = true;
        Scratch.Refuse(new RefusedRow(Line, column, reason));
    }

    /// <summary>Refuses a row that was read before and has no reason yet.</summary>
    public void RefuseEarlier(long line, string? column, string reason)
    {
        Counts.Refused++;
        Scratch.Refuse(new RefusedRow(line, column, reason));
    }

    /// <summary>Refuses the present row when an earlier one has the same name.</summary>
    public void RefuseRepeated(string column, string? key)
    {
        if (key is not null && Scratch.SeenBefore(key, Line) is { } first)
            Refuse(column, $"'{Cell.Show(key)}' is on line {first} already. Each {column} may be there once.");
    }
}
