using System.Data;

namespace CreditLedger.Data.Ledger;

/// <summary>No value, of a known type: left to itself, a driver sends an absent number or instant as a text.</summary>
internal sealed record NullOf(DbType Type)
{
    public static readonly NullOf Number = new(DbType.Int64);
    public static readonly NullOf Text = new(DbType.String);
    public static readonly NullOf Instant = new(DbType.DateTime2);
}
