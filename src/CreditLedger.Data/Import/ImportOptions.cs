namespace CreditLedger.Data.Import;

/// <summary>How an import treats its rows.</summary>
/// <param name="DryRun">Decide on everything, post nothing.</param>
/// <param name="SkipRefused">Post the rows that can be posted; without it one refused row keeps all others out.</param>
public sealed record ImportOptions(bool DryRun = false, bool SkipRefused = false);

/// <summary>A row of the file that was not taken, or a part of the reason.</summary>
/// <param name="Line">The line of the file on which the row begins, from 1.</param>
/// <param name="Column">The heading of the cell to blame; none when it is the row as a whole.</param>
/// <param name="Reason">What is wrong and what would be right.</param>
public sealed record RefusedRow(long Line, string? Column, string Reason);

/// <summary>How far an import is.</summary>
/// <param name="IsPosting">Whether the rows have been read and are being posted.</param>
/// <param name="Rows">Rows done in this part.</param>
public readonly record struct ImportProgress(bool IsPosting, long Rows);
