namespace CreditLedger.Data.Import;

/// <summary>The file itself cannot be read on: what follows the place cannot be told apart. Nothing of such a file is posted.</summary>
internal sealed class ImportFileException(long line, string? column, string reason) : Exception(reason)
{
    public long Line { get; } = line;

    public string? Column { get; } = column;
}
