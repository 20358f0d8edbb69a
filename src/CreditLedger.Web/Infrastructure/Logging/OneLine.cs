using System.Globalization;
using System.Text;

namespace CreditLedger.Web.Infrastructure.Logging;

/// <summary>Text of strangers in a log line: no line breaks or other control characters and no more than so many characters.</summary>
public static class OneLine
{
    private const int Usual = 300;

    /// <summary>The text with control characters, line and paragraph separators and direction marks replaced by "?".</summary>
    public static string Of(string text, int longest = Usual)
    {
        var line = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var character in text)
        {
            if (line.Length == longest) return line.Append('…').ToString();
            var isPlain = CharUnicodeInfo.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            line.Append(isPlain ? character : '?');
        }

        return line.ToString();
    }
}
