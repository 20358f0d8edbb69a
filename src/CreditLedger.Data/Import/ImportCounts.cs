namespace CreditLedger.Data.Import;

/// <summary>What became of the rows of a file.</summary>
public sealed class ImportCounts
{
    /// <summary>Rows read, blank lines not counted.</summary>
    public long Rows { get; internal set; }

    /// <summary>Rows that were not taken.</summary>
    public long Refused { get; internal set; }

    /// <summary>Members, services or benefits that are new.</summary>
    public long Created { get; internal set; }

    /// <summary>Members, services or benefits that differ from before.</summary>
    public long Changed { get; internal set; }

    /// <summary>Rows that were there before, with the same content.</summary>
    public long AlreadyThere { get; internal set; }

    /// <summary>Credits or usages posted.</summary>
    public long Posted { get; internal set; }

    /// <summary>Of these, those that were imported before and undone (R9).</summary>
    public long Again { get; internal set; }

    /// <summary>Ledger rows of what was posted.</summary>
    public long Entries { get; internal set; }

    internal void Saved(bool isNew, bool isChanged)
    {
        if (isNew) Created++;
        else if (isChanged) Changed++;
        else AlreadyThere++;
    }
}
