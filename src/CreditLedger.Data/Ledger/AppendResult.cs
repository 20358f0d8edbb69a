using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Data.Ledger;

/// <summary>What became of an act.</summary>
public abstract record AppendResult;

/// <summary>It stands in the ledger.</summary>
/// <param name="PostingId">The posting.</param>
/// <param name="Entries">Its rows, with the balances around them.</param>
/// <param name="IsReplay">Whether it stood there before, by the same key and content (R9).</param>
public sealed record Recorded(long PostingId, IReadOnlyList<EntryOutcome> Entries, bool IsReplay) : AppendResult;

/// <summary>A rule refused it; nothing was written.</summary>
public sealed record Refused(Refusal Refusal) : AppendResult;

/// <summary>The key belongs to another request (R9); nothing was written.</summary>
/// <param name="PostingId">What the key stands for.</param>
public sealed record KeyReused(long PostingId) : AppendResult;

/// <summary>Others were faster too often, or the database stayed locked (R7); nothing was written, trying again is right.</summary>
public sealed record Busy : AppendResult;

/// <summary>What would become of an act.</summary>
public abstract record PreviewResult;

/// <summary>It would be recorded.</summary>
/// <param name="Entries">Its rows, with the balances around them.</param>
/// <param name="Notes">What one should know before one confirms.</param>
public sealed record Planned(IReadOnlyList<EntryOutcome> Entries, IReadOnlyList<string> Notes) : PreviewResult
{
    /// <summary>The credits that would be left out because they cannot, and why (R23).</summary>
    public IReadOnlyList<SkippedCredit> Skipped { get; init; } = [];
}

/// <summary>A rule would refuse it.</summary>
public sealed record PlanRefused(Refusal Refusal) : PreviewResult;

/// <summary>One row and what it did to its credit.</summary>
/// <param name="CreditId">The credit; 0 in a preview for one that does not exist yet.</param>
/// <param name="OwnerId">Its owner.</param>
/// <param name="BenefitName">What people call it.</param>
/// <param name="Unit">What the amounts count.</param>
/// <param name="Kind">What the row does.</param>
/// <param name="Amount">Signed, in the smallest unit.</param>
/// <param name="BalanceBefore">The sum of the credit's rows before it, in the order recorded.</param>
/// <param name="BalanceAfter">The same after it.</param>
public sealed record EntryOutcome(
    long CreditId, long OwnerId, string BenefitName, Unit Unit, EntryKind Kind, long Amount, long BalanceBefore, long BalanceAfter);
