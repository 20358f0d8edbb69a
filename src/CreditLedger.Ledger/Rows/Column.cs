using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;

namespace CreditLedger.Ledger.Rows;

/// <summary>One column of a table: everything that inserting, reading, configuring and hashing it needs to know.</summary>
public sealed class Column
{
    private readonly Lazy<Func<object, object?>> _valueOf;

    private Column(PropertyInfo property, ColumnType type, bool isNullable)
    {
        (Property, Type, IsNullable) = (property, type, isNullable);
        _valueOf = new Lazy<Func<object, object?>>(CompileValueOf);
    }

    /// <summary>The property of the row.</summary>
    public PropertyInfo Property { get; }

    /// <summary>Its name, in the row and in the database.</summary>
    public string Name => Property.Name;

    /// <summary>What it holds.</summary>
    public ColumnType Type { get; }

    /// <summary>Whether it may be absent.</summary>
    public bool IsNullable { get; }

    /// <summary>Its tag in the canonical form (R8): unique over the three ledger tables, never reused; 0 for what is not hashed.</summary>
    public byte Tag { get; private init; }

    /// <summary>A value that is not written to the canonical form, so that rows from before the column keep their hashes (R8).</summary>
    public object? Default { get; private init; }

    /// <summary><see cref="Default"/> as it is stored.</summary>
    internal long? DefaultNumber { get; private init; }

    /// <summary>Longest text in characters, or the exact length of bytes.</summary>
    public int Length { get; private init; }

    /// <summary>Whether a text is compared byte by byte on every engine: references, keys, codes.</summary>
    public bool IsExact { get; private init; }

    /// <summary>Whether it is part of the primary key.</summary>
    public bool IsKey { get; private init; }

    /// <summary>Whether it keeps its first value: updates of the row leave it out, and the indexes on it alone.</summary>
    public bool IsFixed { get; private init; }

    /// <summary>Whether R41 lets it be erased: set to null, and never to anything else.</summary>
    public bool IsErasable { get; private init; }

    /// <summary>Describes the column of a property.</summary>
    public static Column Of<TRow, TValue>(
        Expression<Func<TRow, TValue>> property, byte tag = 0, int length = 0, bool exact = false, bool key = false, bool isFixed = false,
        bool erasable = false,
        object? initial = null)
    {
        var member = (PropertyInfo)((MemberExpression)property.Body).Member;
        var type = Nullable.GetUnderlyingType(typeof(TValue)) ?? typeof(TValue);
        var isNullable = type == typeof(TValue)
            ? !type.IsValueType && new NullabilityInfoContext().Create(member).ReadState == NullabilityState.Nullable
            : true;
        return new Column(member, TypeOf(type), isNullable)
        {
            Tag = tag,
            Length = length,
            IsExact = exact,
            IsKey = key,
            IsFixed = isFixed || key,
            IsErasable = erasable,
            Default = initial,
            DefaultNumber = initial is null ? null : Convert.ToInt64(initial, CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The value of the column in a row; none where it is absent.</summary>
    public object? ValueOf(object row) => _valueOf.Value(row);

    private Func<object, object?> CompileValueOf()
    {
        var row = Expression.Parameter(typeof(object), "row");
        var value = Expression.Property(Expression.Convert(row, Property.DeclaringType!), Property);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), row).Compile();
    }

    private static ColumnType TypeOf(Type type) => type switch
    {
        _ when type.IsEnum => ColumnType.Code,
        _ when type == typeof(long) => ColumnType.Number,
        _ when type == typeof(int) => ColumnType.SmallNumber,
        _ when type == typeof(bool) => ColumnType.Flag,
        _ when type == typeof(DateTime) => ColumnType.Instant,
        _ when type == typeof(DateOnly) => ColumnType.Day,
        _ when type == typeof(string) => ColumnType.Text,
        _ when type == typeof(byte[]) => ColumnType.Bytes,
        _ => throw new NotSupportedException($"No column holds a {type.Name}."),
    };
}

/// <summary>What a column holds.</summary>
public enum ColumnType
{
    /// <summary>A 64-bit whole number.</summary>
    Number,

    /// <summary>A 32-bit whole number.</summary>
    SmallNumber,

    /// <summary>An enumeration, by its number (0 to 255).</summary>
    Code,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A UTC instant in whole milliseconds (R10).</summary>
    Instant,

    /// <summary>A local day.</summary>
    Day,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Bytes of a fixed length.</summary>
    Bytes,
}
