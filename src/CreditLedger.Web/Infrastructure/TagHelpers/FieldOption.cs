using System.Globalization;

namespace CreditLedger.Web.Infrastructure.TagHelpers;

/// <summary>One thing to choose in a field.</summary>
/// <param name="Value">What the form sends.</param>
/// <param name="Text">What a person reads.</param>
/// <param name="Group">Under which heading it stands.</param>
public sealed record FieldOption(object Value, string Text, string? Group = null)
{
    /// <summary>What the form sends, as text.</summary>
    public string Sent { get; } = Convert.ToString(Value, CultureInfo.InvariantCulture)!;

    /// <summary>The id of the field with a name: <c>Lines[0].Amount</c> is <c>Lines-0-Amount</c>, because ids have no brackets.</summary>
    public static string IdOf(string name) => name.Replace("[", "-", StringComparison.Ordinal).Replace("].", "-", StringComparison.Ordinal);
}
