namespace CreditLedger.Web.Features.Postings;

/// <summary>What a person typed about undoing a posting.</summary>
public sealed class UndoForm : PostingForm
{
    /// <summary>The state of the list of transactions that the form was opened over.</summary>
    public string? PostingsList { get; set; }
}

/// <inheritdoc />
public sealed class UndoFormValidator : ConfirmedFormValidator<UndoForm>;
