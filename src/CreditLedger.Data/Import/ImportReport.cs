using System.Globalization;

namespace CreditLedger.Data.Import;

/// <summary>The outcome of an import. Holds the refused rows on disk until it is disposed.</summary>
public sealed class ImportReport : IDisposable
{
    private readonly ImportScratch _scratch;

    internal ImportReport(ImportKind kind, ImportOptions options, ImportCounts counts, ImportScratch scratch, bool isKept, bool isDamaged)
    {
        (Kind, Options, Counts, IsKept, IsDamaged) = (kind, options, counts, isKept, isDamaged);
        _scratch = scratch;
    }

    /// <summary>What the file held.</summary>
    public ImportKind Kind { get; }

    /// <summary>What was asked for.</summary>
    public ImportOptions Options { get; }

    /// <summary>What became of the rows, or would become of them when nothing was kept.</summary>
    public ImportCounts Counts { get; }

    /// <summary>Notes about accepted rows (R54).</summary>
    public ImportNotes Notes { get; internal init; } = new();

    /// <summary>Whether the accepted rows are in the database.</summary>
    public bool IsKept { get; }

    /// <summary>Whether the file could not be read to its end.</summary>
    public bool IsDamaged { get; }

    /// <summary>Whether every row was taken, or would be.</summary>
    public bool IsClean => Counts.Refused == 0 && !IsDamaged;

    /// <summary>Every reason of every refused row, in the order of the file.</summary>
    public IEnumerable<RefusedRow> Refusals() => _scratch.Refused();

    /// <summary>The outcome in one or two sentences.</summary>
    public string Summary()
    {
        if (IsDamaged) return "The file could not be read to its end. Nothing was posted.";
        if (IsKept) return $"{Taken("")}, {Count(Counts.Refused)} refused, {Count(Counts.AlreadyThere)} already there.";
        var would = $"{Taken("would be ")}, {Count(Counts.Refused)} refused, {Count(Counts.AlreadyThere)} already there.";
        return Options.DryRun
            ? $"Dry run, nothing was posted: {would}"
            : $"Nothing was posted: {would} Correct the refused rows, or import the others with --skip-refused.";
    }

    /// <inheritdoc />
    public void Dispose() => _scratch.Dispose();

    private string Taken(string would) => Kind is ImportKind.Credits or ImportKind.Usages or ImportKind.Bookings
        ? $"{Count(Counts.Posted)} {would}posted ({Count(Counts.Entries)} {(Counts.Entries == 1 ? "entry" : "entries")}){Again}"
        : $"{Count(Counts.Created)} {would}created, {Count(Counts.Changed)} {would}changed";

    private string Again => Counts.Again switch
    {
        0 => "",
        1 => ", 1 of them imported again after it was undone",
        _ => $", {Count(Counts.Again)} of them imported again after they were undone",
    };

    private static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
