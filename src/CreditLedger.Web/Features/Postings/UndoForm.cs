namespace CreditLedger.Web.Features.Postings;

/// <summary>What a person typed about undoing a posting.</summary>
public sealed class UndoForm : PostingForm;

/// <inheritdoc />
public sealed class UndoFormValidator : ConfirmedFormValidator<UndoForm>;
