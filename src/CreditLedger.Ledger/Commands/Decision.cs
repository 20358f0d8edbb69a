namespace CreditLedger.Ledger.Commands;

/// <summary>What a rule answers: a draft to record, what must be confirmed before there is one, or a refusal to show.</summary>
public abstract record Decision;

/// <summary>It can be recorded, but has an effect that the request does not say it means.</summary>
/// <param name="What">Which effect it is.</param>
/// <param name="Warnings">What must be confirmed, in sentences.</param>
public sealed record ConfirmationNeeded(Confirmation What, params IReadOnlyList<string> Warnings) : Decision;

/// <summary>An effect that must be confirmed. Forms name their checkboxes after it.</summary>
public enum Confirmation
{
    /// <summary>A second membership of the same plan at the same time.</summary>
    Overlap,

    /// <summary>Something for or of a member who is not active (R54).</summary>
    DespiteStatus,
}
