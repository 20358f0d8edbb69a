namespace CreditLedger.Web.Features.Merges;

/// <summary>What a person typed about a merge.</summary>
public sealed class MergeForm : PostingForm
{
    /// <summary>The other record: reference, e-mail or name.</summary>
    [Field(RefusedField.Member)]
    public string? Member { get; set; }
}

/// <inheritdoc />
public sealed class MergeFormValidator : ConfirmedFormValidator<MergeForm>;

/// <summary>What a person typed about undoing a merge.</summary>
public sealed class UndoMergeForm : PostingForm;

/// <inheritdoc />
public sealed class UndoMergeFormValidator : ConfirmedFormValidator<UndoMergeForm>;
