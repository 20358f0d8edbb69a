namespace CreditLedger.Web.Infrastructure.Outcomes;

/// <summary>What an operation answers. Expected refusals are values; exceptions are bugs or outages.</summary>
public abstract record Outcome;

/// <summary>It happened.</summary>
/// <param name="Value">What to show of it.</param>
public sealed record Done<T>(T Value) : Outcome;

/// <summary>Nothing happened: something that was typed is wrong.</summary>
/// <param name="Errors">What is wrong and what would be right, field by field.</param>
public sealed record Invalid(params IReadOnlyList<FieldError> Errors) : Outcome;

/// <summary>One message beside one field; the empty field means the form as a whole.</summary>
/// <param name="Field">Name of the field in the form.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record FieldError(string Field, string Message);

/// <summary>Nothing happened: the form's key has recorded something else before (R9).</summary>
/// <param name="PostingId">What it recorded.</param>
public sealed record KeyTaken(long PostingId) : Outcome;

/// <summary>Nothing happened: what one decided on has changed meanwhile.</summary>
/// <param name="Message">What it is now.</param>
public sealed record Conflict(string Message) : Outcome;

/// <summary>Nothing happened: the database was too busy. The same form may be sent again.</summary>
public sealed record TryAgain : Outcome;

/// <summary>Nothing happened: what it is about is not there.</summary>
public sealed record Missing : Outcome;
