using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CreditLedger.Web.Infrastructure.Outcomes;

/// <summary>Says on the form why nothing was recorded, beside the field to blame.</summary>
public static class OutcomeModelState
{
    /// <summary>Adds the messages of an outcome that recorded nothing.</summary>
    /// <returns>The status with which the form is shown again.</returns>
    public static int Explain(this ModelStateDictionary state, Outcome outcome)
    {
        switch (outcome)
        {
            case Invalid invalid:
                foreach (var error in invalid.Errors) state.AddOnce(error.Field, error.Message);
                return StatusCodes.Status422UnprocessableEntity;
            case Conflict conflict:
                state.AddOnce("", conflict.Message);
                return StatusCodes.Status409Conflict;
            case KeyTaken used:
                state.AddOnce("",
                    $"This form was sent before with other " +
                    $"content{(used.PostingId == 0 ? "" : $", and recorded transaction {used.PostingId} then")}. Nothing was recorded " +
                    $"now. If you want this change as well, confirm it again.");
                return StatusCodes.Status409Conflict;
            case TryAgain:
                state.AddOnce("", "The ledger is busy: nothing was recorded. Wait a moment and confirm again.");
                return StatusCodes.Status503ServiceUnavailable;
            default:
                return StatusCodes.Status200OK;
        }
    }

    /// <summary>What the form's validator found.</summary>
    public static IEnumerable<FieldError> Errors(this ModelStateDictionary state) =>
        state.SelectMany(field => field.Value!.Errors.Select(error => new FieldError(field.Key, error.ErrorMessage)));

    /// <summary>Adds a message unless the field shows it already: the form's validator and the operation may agree.</summary>
    public static void AddOnce(this ModelStateDictionary state, string field, string message)
    {
        if (state.TryGetValue(field, out var entry) && entry.Errors.Any(error => error.ErrorMessage == message)) return;
        state.AddModelError(field, message);
    }
}
