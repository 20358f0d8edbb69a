namespace CreditLedger.Web.Features.Postings;

/// <summary>What a person typed about undoing a posting.</summary>
public sealed class UndoForm : PostingForm
{
    /// <summary>The members whose parts are undone, by their numbers, with commas between; none means all that stands.</summary>
    public string? Members { get; set; }

    /// <summary>The numbers of those members; what is no number is none.</summary>
    public IReadOnlyList<long> MemberIds =>
        [.. (Members ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(FormText.Number).OfType<long>().Distinct()];

    /// <summary>The state of the list of transactions that the form was opened over.</summary>
    public string? PostingsList { get; set; }
}

/// <inheritdoc />
public sealed class UndoFormValidator : ConfirmedFormValidator<UndoForm>;
