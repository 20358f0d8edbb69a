using CreditLedger.Web.Infrastructure.Outcomes;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CreditLedger.Web.Tests.Infrastructure;

/// <summary>What a form says when nothing was recorded, and with which status it is shown again.</summary>
public sealed class OutcomeModelStateTests
{
    public static TheoryData<Outcome, int, string, string> Outcomes => new()
    {
        { new Invalid(new FieldError("Amount", "Too much.")), 422, "Amount", "Too much." },
        { new Conflict("It is 30 min now."), 409, "", "It is 30 min now." },
        { new KeyTaken(7), 409, "",
            "This form was sent before with other content, and recorded transaction 7 then. Nothing was recorded now. If you want this " +
            "change as well, confirm it again." },
        { new TryAgain(), 503, "", "The ledger is busy: nothing was recorded. Wait a moment and confirm again." },
    };

    [Theory, MemberData(nameof(Outcomes))]
    public void Says_why_nothing_was_recorded(Outcome outcome, int status, string field, string message)
    {
        var state = new ModelStateDictionary();

        Assert.Equal(status, state.Explain(outcome));
        Assert.Equal(message, Assert.Single(state[field]!.Errors).ErrorMessage);
    }

    [Fact]
    public void A_field_says_the_same_once()
    {
        var state = new ModelStateDictionary();
        state.AddOnce("Reason", "Give a reason.");
        state.AddOnce("Reason", "Give a reason.");

        Assert.Single(state["Reason"]!.Errors);
    }
}
