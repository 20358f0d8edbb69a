using System.Reflection;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Tests.Rows;

/// <summary>Rows of every table, made from the properties of their records and not from the lists of columns that they test.</summary>
internal static class SampleRows
{
    /// <summary>Every record that is a row of a table.</summary>
    public static IEnumerable<Type> Types =>
        from type in typeof(PostingRow).Assembly.GetTypes()
        from face in type.GetInterfaces()
        where face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ILedgerRow<>) && face.GenericTypeArguments[0] == type
        select type;

    /// <summary>The table of a record.</summary>
    public static LedgerTable TableOf(Type type) =>
        (LedgerTable)type.GetProperty("Table", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    /// <summary>What a row holds: all that can be set.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true });

    /// <summary>A row whose every value is present and differs from all its others of the type.</summary>
    public static object Full(Type type)
    {
        var row = Activator.CreateInstance(type)!;
        foreach (var (index, property) in Properties(type).Index()) property.SetValue(row, ValueOf(property.PropertyType, index + 2));
        return row;
    }

    /// <summary>A row without anything that may be absent.</summary>
    public static object Sparse(Type type)
    {
        var row = Full(type);
        var context = new NullabilityInfoContext();
        foreach (var property in Properties(type))
            if (context.Create(property).ReadState == NullabilityState.Nullable) property.SetValue(row, null);
        return row;
    }

    private static object ValueOf(Type type, int number) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } kind => Enum.ToObject(kind, 1 + (number % 3)),
        var other when other == typeof(long) => number + (1L << 40),
        var other when other == typeof(int) => number + (1 << 20),
        var other when other == typeof(bool) => true,
        var other when other == typeof(DateTime) => DateTime.UnixEpoch.AddDays(number).AddMilliseconds(number),
        var other when other == typeof(DateOnly) => new DateOnly(2026, 1, 1).AddDays(number),
        var other when other == typeof(string) => $"text {number} €",
        var other when other == typeof(byte[]) => Enumerable.Repeat((byte)number, 32).ToArray(),
        var other => throw new NotSupportedException($"What is a {other} like?"),
    };
}
