using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using FluentValidation;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>
/// What a person typed, as it was typed, into a form whose effect is confirmed before it is recorded (R19). The path names what it is
/// about.
/// </summary>
public abstract class ConfirmedForm
{
    /// <summary>The idempotency key that the form was given (R9).</summary>
    public string? Key { get; set; }

    /// <summary>What the confirm button sent: <see cref="ConfirmedPage.Token"/>.</summary>
    public string? Confirmed { get; set; }

    /// <summary>Whether it was confirmed for a member who is not active (R54): the box below the warning.</summary>
    public bool DespiteStatus { get; set; }

    /// <summary>The state of the members list that the form was opened over.</summary>
    public string? MembersList { get; set; }

    /// <summary>The request of someone else that the form was opened from, by its number.</summary>
    public string? FromRequest { get; set; }

    /// <summary>The fields beside which something may be wrong.</summary>
    internal IEnumerable<string> Fields => All.Select(property => property.Name);

    private IEnumerable<PropertyInfo> All => GetType().GetProperties().Where(property => property.IsDefined(typeof(FieldAttribute)));

    /// <summary>The field that a refusal blames; empty for the form as a whole.</summary>
    internal string FieldOf(RefusedField refused) =>
        All.FirstOrDefault(property => property.GetCustomAttribute<FieldAttribute>()!.Refused.Contains(refused))?.Name ?? "";

    /// <summary>Whether nothing was typed into a field.</summary>
    internal bool IsEmpty(string field) =>
        All.FirstOrDefault(property => property.Name == field) is { } property && property.GetValue(this) is null or "";

    /// <summary>Gives the form a key. One that was sent without any was not confirmed: sent twice, it would be recorded twice.</summary>
    internal void EnsureKey()
    {
        if (Guid.TryParse(Key, out var key)) Key = key.ToString("D");
        else (Key, Confirmed) = (Guid.NewGuid().ToString("D"), null);
    }
}

/// <summary>A form that records a posting.</summary>
public abstract class PostingForm : ConfirmedForm
{
    /// <summary>Why; the member may read it (R21).</summary>
    [Field(RefusedField.Text)]
    public string? Description { get; set; }

    /// <summary>A note for staff only (R21).</summary>
    [Field(RefusedField.InternalNote)]
    public string? InternalNote { get; set; }
}

/// <summary>A field of a form beside which something may be wrong.</summary>
/// <param name="refused">What the rules call it.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldAttribute(params RefusedField[] refused) : Attribute
{
    /// <summary>What the rules call it.</summary>
    public IReadOnlyList<RefusedField> Refused { get; } = refused;
}

/// <summary>The shape of a form. What depends on what the form is about, the page and the rules say.</summary>
public abstract class ConfirmedFormValidator<TForm> : AbstractValidator<TForm>
{
    protected ConfirmedFormValidator()
    {
        if (!typeof(TForm).IsAssignableTo(typeof(PostingForm))) return;
        Text(form => (form as PostingForm)!.Description);
        Text(form => (form as PostingForm)!.InternalNote);
    }

    /// <summary>The number of something in a list.</summary>
    protected void Choice(Expression<Func<TForm, string?>> field, string message) =>
        RuleFor(field).Must(text => FormText.Number(text) is not null).WithMessage(message);

    /// <summary>A day.</summary>
    protected void Day(Expression<Func<TForm, string?>> field, bool mayBeEmpty = false) =>
        RuleFor(field).Must(text => mayBeEmpty && string.IsNullOrWhiteSpace(text) || DayText.TryRead(text, out _))
            .WithMessage(DayText.NotADay);

    /// <summary>One of some words, or nothing.</summary>
    protected void OneOf(Expression<Func<TForm, string?>> field, string message, params string[] words) =>
        RuleFor(field).Must(text => string.IsNullOrEmpty(text) || words.Contains(text)).WithMessage(message);

    private void Text(Expression<Func<TForm, string?>> field) =>
        RuleFor(field).Must(text => text is null || text.Trim().Length <= LedgerCommand.MaxTextLength)
            .WithMessage((_, text) => $"This text has {text!.Trim().Length} characters; at most {LedgerCommand.MaxTextLength} fit.");
}

/// <summary>What forms send, read.</summary>
public static class FormText
{
    /// <summary>The number of something that was chosen; none when it is none.</summary>
    public static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A number as a form sends it.</summary>
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);
}
