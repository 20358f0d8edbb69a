using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Ledger.Commands;

/// <summary>What became of a command, or in a preview, what would become of it.</summary>
public abstract record Result;

/// <summary>It is recorded; in a preview, it would be.</summary>
/// <param name="PostingId">The posting; 0 where there is none, as in a preview.</param>
/// <param name="Entries">Its rows, with the balances around them; those of commands that came with it among them.</param>
/// <param name="IsReplay">Whether it stood there before, by the same key and content (R9).</param>
public sealed record Done(long PostingId, IReadOnlyList<EntryOutcome> Entries, bool IsReplay) : Result
{
    /// <summary>The row that it made or changed: a membership, a plan, a group; 0 where it is about none.</summary>
    public long Id { get; init; }

    /// <summary>1; one more for each time that the same key was carried out and undone before (R9).</summary>
    public int Generation { get; init; } = 1;

    /// <summary>Whether anything is other than it was.</summary>
    public bool Changed { get; init; } = true;

    /// <summary>How many commands were carried out with it: the periods that an assignment issued.</summary>
    public int Others { get; init; }

    /// <summary>What one should know before one confirms.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The credits that are left out because they cannot, and why (R23).</summary>
    public IReadOnlyList<SkippedCredit> Skipped { get; init; } = [];

    /// <summary>What the rule worked out on the way; each command says of which type. None for what was recorded before (R9).</summary>
    public object? Effect { get; init; }
}

/// <summary>A rule refused it; nothing was written.</summary>
/// <param name="Refusal">Why.</param>
public record Refused(Refusal Refusal) : Result;

/// <summary>What it is about is not there; nothing was written.</summary>
/// <param name="Refusal">What is missing.</param>
public sealed record NotFound(Refusal Refusal) : Refused(Refusal);

/// <summary>The key belongs to another request (R9); nothing was written.</summary>
/// <param name="PostingId">The posting that the key stands for; 0 where it stands for something else.</param>
public sealed record KeyReused(long PostingId) : Result;

/// <summary>Others were faster too often, or the database stayed locked (R7); nothing was written, trying again is right.</summary>
public sealed record Busy : Result;

/// <summary>It would be recorded, but has an effect that must be confirmed first; nothing was written.</summary>
/// <param name="What">Which effect it is.</param>
/// <param name="Warnings">What must be confirmed, in sentences.</param>
public sealed record NeedsConfirmation(Confirmation What, IReadOnlyList<string> Warnings) : Result;

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
