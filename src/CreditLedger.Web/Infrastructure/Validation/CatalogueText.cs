using System.Globalization;
using FluentValidation;

namespace CreditLedger.Web.Infrastructure.Validation;

/// <summary>Shapes that the forms of the catalogue have in common.</summary>
internal static class CatalogueText
{
    /// <summary>1 to 100 characters, of which none is a control character: imports and exports write it into cells.</summary>
    public static void IsReference<T>(this IRuleBuilderInitial<T, string?> rule) => rule.Cascade(CascadeMode.Stop)
        .Must(text => !string.IsNullOrWhiteSpace(text))
        .WithMessage("Give a reference: a short text of its own, like ROOM-1. Imports name it by that.")
        .Must(text => text!.Trim().Length <= 100)
        .WithMessage((_, text) => $"A reference has at most 100 characters; this one has {text!.Trim().Length}.")
        .Must(text => !text!.Trim().Any(char.IsControl)).WithMessage("A reference is one line of plain text.");

    /// <summary>1 to 200 characters.</summary>
    public static void IsName<T>(this IRuleBuilderInitial<T, string?> rule) => rule.Cascade(CascadeMode.Stop)
        .Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage("Give a name: what members and staff read.")
        .Must(text => text!.Trim().Length <= 200)
        .WithMessage((_, text) => $"A name has at most 200 characters; this one has {text!.Trim().Length}.");

    /// <summary>Nothing, or up to a length.</summary>
    public static void IsShort<T>(this IRuleBuilder<T, string?> rule, string what, int most) =>
        rule.Must(text => text is null || text.Trim().Length <= most)
            .WithMessage((_, text) => $"{what} has at most {most} characters; this one has {text!.Trim().Length}.");

    /// <summary>Nothing, or a whole number within bounds.</summary>
    public static void IsWholeWithin<T>(this IRuleBuilder<T, string?> rule, int least, int most, string message) =>
        rule.Must(text => string.IsNullOrWhiteSpace(text) || (Whole(text) is { } number && number >= least && number <= most))
            .WithMessage(message);

    /// <summary>A whole number that was typed; none for nothing, or anything else.</summary>
    public static int? Whole(string? text) => int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number : null;

    /// <summary>What was typed without spaces around it; none for nothing.</summary>
    public static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
