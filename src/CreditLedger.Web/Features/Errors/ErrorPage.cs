namespace CreditLedger.Web.Features.Errors;

/// <summary>What an error page says.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">What happened.</param>
/// <param name="Explanation">Why, and what one can do.</param>
/// <param name="Unchanged">What was not changed.</param>
/// <param name="Reference">What the log knows the request by.</param>
public sealed record ErrorPage(int Status, string Title, string Explanation, string Unchanged, string Reference)
{
    private const string Nothing = "Nothing was recorded and no balance was changed.";

    /// <summary>The page of a status.</summary>
    public static ErrorPage Of(int status, string reference, string? path) => status switch
    {
        400 => new(status, "The request could not be used",
            "The form may have been open for a long time, or in two windows with different accounts. Go back, load the page again and " +
                "send the form once more.", Nothing, reference),
        403 => new(status, "You may not do this", "Your role does not include it. An administrator can do it for you, or change your role.",
            Nothing, reference),
        404 => new(status, "There is no such page", path is null
            ? "The address leads nowhere." : $"The address {path} leads nowhere, or to a record that does not exist.", Nothing, reference),
        405 => new(status, "This page cannot be used that way", "It was asked for with a method that it does not know.",
            Nothing, reference),
        409 => new(status, "Somebody was quicker",
            "The record has changed since the page was loaded. Load it again to see how it stands now.", Nothing, reference),
        413 => new(status, "That is too much at once", "What was sent is larger than the site accepts.", Nothing, reference),
        429 => new(status, "Too many tries", "Wait a minute, then try again.", Nothing, reference),
        503 => new(status, "The database cannot be used just now",
            "It is busy, full, or not reachable. The site goes on by itself as soon as it is back; try again in a few seconds.",
            "What was not confirmed was not recorded.", reference),
        500 => new(status, "Something went wrong on our side",
            "This is a mistake in the program, not in what you did. Tell an administrator the reference below.",
            "The act was not completed: a transaction is recorded whole or not at all.", reference),
        _ => new(status, "The request was not answered", $"The site answered with status {status}.", Nothing, reference),
    };
}
