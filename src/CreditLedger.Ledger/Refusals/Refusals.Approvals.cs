namespace CreditLedger.Ledger.Commands;

/// <content>Requests to an admin.</content>
public static partial class Refusals
{
    /// <summary>A job or a key asks.</summary>
    public static Refusal OnlyUsersAsk => Invalid(RefusedField.Whole, "Only someone who is signed in can ask an admin.");

    /// <summary>The form is too long to be kept.</summary>
    public static Refusal TooMuchToAsk => Invalid(RefusedField.Whole, "This is too much for one request. Choose fewer, and ask again.");

    /// <summary>The request is not there.</summary>
    public static Refusal NoSuchRequest => NotFound(RefusedField.Whole, "There is no such request.");

    /// <summary>An admin did it already.</summary>
    public static Refusal RequestApproved(long? postingId) => Stale(
        $"This request was approved before{(postingId is { } id ? $", by transaction {id}" : "")}. Nothing was recorded now.");

    /// <summary>An admin declined it already.</summary>
    public static Refusal RequestDeclined => Stale("This request was declined before. Nothing was recorded now.");

    /// <summary>It waited too long.</summary>
    public static Refusal RequestExpired => Stale("This request has expired. It can be asked for again.");

    /// <summary>The form that was sent is not the one that was asked for.</summary>
    public static Refusal RequestForAnotherForm => Stale("This request is about something else. Open it again from its own page.");

    /// <summary>The reason is not given.</summary>
    public static Refusal NoReasonToDecline => Invalid(RefusedField.Text, "Say why: the one who asked will read it.");

    private static Refusal Stale(string message) => new(RefusalReason.Stale, RefusedField.Whole, message);
}
