namespace CreditLedger.Data.Queries;

/// <summary>What a person typed as a pattern of LIKE: any part of a text, and no sign means anything else than itself.</summary>
internal static class LikePattern
{
    /// <summary>The pattern, to be used with a backslash as the escape; none where nothing was typed.</summary>
    public static string? Of(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        var escaped = typed.Trim()
            .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);
        return $"%{escaped}%";
    }
}
