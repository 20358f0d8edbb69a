namespace CreditLedger.Data.Ledger;

/// <summary>What differs between the databases when the ledger is written: opening, locking, bulk rows, and what an error means.</summary>
internal interface ILedgerEngine
{
    /// <summary>Opens a transaction that may write. On SQLite it holds the write lock from the start.</summary>
    Task<LedgerTransaction> BeginWriteAsync(CancellationToken cancellationToken);

    /// <summary>Opens a transaction that only reads, of one moment where the engine has such a thing.</summary>
    Task<LedgerTransaction> BeginReadAsync(CancellationToken cancellationToken);

    /// <summary>Opens readers that share one consistent view, so that what is compared belongs together while others write.</summary>
    Task<LedgerSnapshot> OpenSnapshotAsync(int readers, CancellationToken cancellationToken);

    /// <summary>What a failed command means for the writer.</summary>
    LedgerFailure Classify(Exception exception);
}

/// <summary>What a failed command means for the writer.</summary>
internal enum LedgerFailure
{
    /// <summary>An outage or a defect: not retryable.</summary>
    Other,

    /// <summary>Someone else was faster: a deadlock or an update was resolved against us (R7). A fresh read may succeed.</summary>
    Conflict,

    /// <summary>A unique key is taken. A fresh read sees who took it; if the same key is taken again, that is a defect.</summary>
    Taken,

    /// <summary>A lock was not to be had in time.</summary>
    Busy,
}
