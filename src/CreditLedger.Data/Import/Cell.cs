using System.Globalization;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Import;

/// <summary>The cells of the present row, each read as what its column is; notes what is wrong instead of throwing.</summary>
internal sealed class Cell(CsvRows rows, string heading, Action<string, string> refuse)
{
    private readonly int _index = rows.IndexOf(heading);

    /// <summary>Whether the file has the column.</summary>
    public bool IsThere => _index >= 0;

    /// <summary>Says that the cell is wrong.</summary>
    public void Refuse(string reason) => refuse(heading, reason);

    /// <summary>One line of text; none when the cell is empty.</summary>
    public string? Text(int longest, bool required = false, bool manyLines = false)
    {
        var text = IsThere ? rows.Cells[_index].AsSpan().Trim() : default;
        if (text.IsEmpty)
        {
            if (required) Refuse($"{heading} is empty: it needs 1 to {longest:#,0} characters.");
            return null;
        }

        if (WhyUnreadable(text, manyLines) is { } reason)
        {
            Refuse(reason);
            return null;
        }

        if (text.Length <= longest) return text.Length == rows.Cells[_index].Length ? rows.Cells[_index] : text.ToString();
        Refuse($"{heading} has {text.Length:#,0} characters: at most {longest:#,0} are allowed.");
        return null;
    }

    /// <summary>A whole number.</summary>
    public long? Whole(long least, long most, bool required = false)
    {
        if (Text(CsvRows.MaxCellLength) is not { } text)
        {
            if (required && IsEmpty) Refuse($"{heading} is empty: it needs a whole number.");
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least
            && number <= most)
            return number;
        Refuse(most == long.MaxValue
            ? $"'{Show(text)}' is not a whole number of at least {least}, in the smallest unit (minutes, pence, pieces), " +
                $"without separators."
            : $"'{Show(text)}' is not a whole number from {least} to {most}.");
        return null;
    }

    /// <summary>One of some words, in any case.</summary>
    public T? Choice<T>(IReadOnlyDictionary<string, T> words, bool required = false)
        where T : struct
    {
        if (Text(CsvRows.MaxCellLength) is not { } text)
        {
            if (required && IsEmpty) Refuse($"{heading} is empty: it must be {OneOf(words.Keys)}.");
            return null;
        }

        if (words.TryGetValue(text, out var value)) return value;
        Refuse($"'{Show(text)}' is not valid here: it must be {OneOf(words.Keys)}.");
        return null;
    }

    /// <summary>An instant: RFC 3339, or a local time of the site.</summary>
    public DateTime? Instant(SiteZone zone, bool required = false)
    {
        if (Text(CsvRows.MaxCellLength) is not { } text)
        {
            if (required && IsEmpty) Refuse($"{heading} is empty: it needs {InstantText.Valid}");
            return null;
        }

        if (InstantText.TryParse(text, zone, out var instant)) return instant;
        Refuse($"'{Show(text)}' is not an instant: it must be {InstantText.Valid}");
        return null;
    }

    /// <summary>A local day.</summary>
    public DateOnly? Day()
    {
        if (Text(CsvRows.MaxCellLength) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 1900 and <= 9998)
            return day;
        Refuse($"'{Show(text)}' is not a day: write it as 2025-01-31.");
        return null;
    }

    /// <summary>An ISO 4217 code, in capitals.</summary>
    public string? Currency()
    {
        if (Text(CsvRows.MaxCellLength) is not { } text) return null;
        if (CreditLedger.Ledger.Amounts.Currency.TryGet(text, out var currency)) return currency.Code;
        Refuse($"'{Show(text)}' is not an ISO 4217 currency code, such as GBP.");
        return null;
    }

    /// <summary>The parts between semicolons, each once, in order; an empty cell has none.</summary>
    public IReadOnlyList<string> Parts(int longest, int most)
    {
        if (Text(CsvRows.MaxCellLength) is not { } text) return [];
        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.Ordinal).ToList();
        if (parts.Count > most) Refuse($"{heading} names {parts.Count:#,0}: at most {most:#,0} are allowed.");
        else if (parts.Find(part => part.Length > longest) is { } tooLong)
            Refuse($"'{Show(tooLong)}' is longer than {longest} characters.");
        else return parts;
        return [];
    }

    /// <summary>Whether the cell holds nothing (or its column is absent).</summary>
    public bool IsEmpty => !IsThere || string.IsNullOrWhiteSpace(rows.Cells[_index]);

    /// <summary>A value as a message may quote it: short, and on one line.</summary>
    public static string Show(string value)
    {
        var shown = value.Length <= 40 ? value : value[..(char.IsHighSurrogate(value[39]) ? 39 : 40)] + "…";
        return string.Create(shown.Length, shown, static (buffer, text) =>
        {
            for (var index = 0; index < text.Length; index++) buffer[index] = char.IsControl(text[index]) ? ' ' : text[index];
        });
    }

    private static string OneOf(IEnumerable<string> words)
    {
        var all = words.ToList();
        return all.Count == 1 ? all[0] : string.Join(", ", all.Take(all.Count - 1)) + " or " + all[^1];
    }

    private static string? WhyUnreadable(ReadOnlySpan<char> text, bool manyLines)
    {
        foreach (var character in text)
        {
            if (character == '\uFFFD') return "The cell holds bytes that are not UTF-8. Save the file as CSV (UTF-8).";
            if (!char.IsControl(character)) continue;
            if (character == '\0') return "The cell holds a NUL character. Remove it, or save the file as CSV (UTF-8).";
            if (character is not ('\n' or '\r' or '\t')) return "The cell holds a control character. Remove it.";
            if (!manyLines) return "The cell holds a line break or a tab. Remove it.";
        }

        return null;
    }
}
