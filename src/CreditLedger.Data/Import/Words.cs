namespace CreditLedger.Data.Import;

/// <summary>The words by which files name the values of an enum, in any case.</summary>
internal static class Words
{
    public static readonly IReadOnlyDictionary<string, bool> YesNo = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase)
    {
        ["true"] = true,
        ["false"] = false,
        ["yes"] = true,
        ["no"] = false,
        ["1"] = true,
        ["0"] = false,
    };

    public static Dictionary<string, T> Of<T>(params T[] values)
        where T : struct, Enum =>
        (values.Length > 0 ? values : Enum.GetValues<T>()).ToDictionary(value => value.ToString(), StringComparer.OrdinalIgnoreCase);
}
