using System.Globalization;

namespace CreditLedger.Data.Configurations;

/// <summary>Conditions of CHECK constraints that follow from an enum: a value more changes them, and a migration says so.</summary>
internal static class SqlCheck
{
    /// <summary>A column holds one of the values, which follow each other.</summary>
    public static string Within<T>(string column) where T : struct, Enum
    {
        var numbers = Enum.GetValues<T>().Select(Number).Order().ToList();
        if (numbers[^1] - numbers[0] != numbers.Count - 1)
            throw new InvalidOperationException($"The values of {typeof(T).Name} do not follow each other.");
        return string.Create(CultureInfo.InvariantCulture, $"{column} BETWEEN {numbers[0]} AND {numbers[^1]}");
    }

    /// <summary>The numbers of some values, as a list for IN.</summary>
    public static string List<T>(IEnumerable<T> values) where T : struct, Enum => string.Join(", ", values.Select(Number).Order());

    private static int Number<T>(T value) where T : struct, Enum => Convert.ToInt32(value, CultureInfo.InvariantCulture);
}
