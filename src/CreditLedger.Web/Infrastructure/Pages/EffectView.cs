namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>The part of a form that says what will happen and carries the button that makes it happen (R19).</summary>
public sealed record EffectView
{
    /// <summary>What will happen, in words and numbers; none while that is not known.</summary>
    public string? Sentence { get; init; }

    /// <summary>What is wrong, when script asked: then the fields around are not drawn again.</summary>
    public string? Problem { get; init; }

    /// <summary>What to do first.</summary>
    public required string Prompt { get; init; }

    /// <summary>What the confirm button says.</summary>
    public string? Confirm { get; init; }

    /// <summary>What the confirm button sends.</summary>
    public string? Confirmed { get; init; }

    /// <summary>The balance that the sentence starts from.</summary>
    public long? SeenBalance { get; init; }

    /// <summary>Whether it takes something away.</summary>
    public bool IsRemoval { get; init; }

    /// <summary>What one should know before one confirms.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Where "Continue" sends the form, without script.</summary>
    public required string PreviewPath { get; init; }

    /// <summary>Where Cancel goes.</summary>
    public required string CancelPath { get; init; }
}
