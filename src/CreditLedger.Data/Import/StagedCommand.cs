using CreditLedger.Ledger.Commands;

namespace CreditLedger.Data.Import;

/// <summary>A row of the file as the act that it asks for.</summary>
/// <param name="Line">Where it came from.</param>
/// <param name="Command">What it asks for.</param>
internal readonly record struct StagedCommand(long Line, LedgerCommand Command);

/// <summary>Reads the rows of a file and gives them back as acts, in the order in which they are to be posted.</summary>
internal interface ICommandSource
{
    /// <summary>Reads the file to its end; what is wrong with a row by itself is refused here.</summary>
    Task StageAsync(LedgerDbContext context, CancellationToken cancellationToken);

    /// <summary>The rows that passed.</summary>
    IEnumerable<StagedCommand> InOrder();
}
