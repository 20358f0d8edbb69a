using System.Data;
using System.Data.Common;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Model;
using Microsoft.Data.SqlClient;

namespace CreditLedger.Data.SqlServer;

/// <summary>One column of a ledger table: its name and type on SQL Server.</summary>
internal sealed record SqlServerColumn(string Name, SqlDbType Type, Type ClrType, int Size = 0)
{
    public static SqlServerColumn OfNumber(string name) => new(name, SqlDbType.BigInt, typeof(long));

    public static SqlServerColumn OfInteger(string name) => new(name, SqlDbType.Int, typeof(int));

    public static SqlServerColumn OfInstant(string name) => new(name, SqlDbType.DateTime2, typeof(DateTime));

    public static SqlServerColumn OfText(string name, int size) => new(name, SqlDbType.NVarChar, typeof(string), size);

    public static SqlServerColumn OfHash(string name) => new(name, SqlDbType.Binary, typeof(byte[]), 32);

    public SqlParameter ToParameter(string parameterName, object? value)
    {
        var parameter = new SqlParameter(parameterName, Type) { Value = value ?? DBNull.Value };
        if (Size > 0) parameter.Size = Size;
        if (Type == SqlDbType.DateTime2) parameter.Scale = 3;
        return parameter;
    }
}

/// <summary>Rows of one ledger table on their way into SQL Server.</summary>
internal sealed record SqlServerRows(string Table, IReadOnlyList<SqlServerColumn> Columns, List<object?[]> Values)
{
    private static readonly SqlServerColumn[] PostingColumns =
    [
        SqlServerColumn.OfNumber("Id"), SqlServerColumn.OfText("IdempotencyKey", 200), SqlServerColumn.OfHash("RequestHash"), SqlServerColumn.OfInteger("Kind"),
        SqlServerColumn.OfInteger("ActorKind"), SqlServerColumn.OfNumber("ActorId"), SqlServerColumn.OfText("Text", 500), SqlServerColumn.OfInstant("RecordedAt"),
        SqlServerColumn.OfInteger("EntryCount"), SqlServerColumn.OfNumber("ReversesPostingId"),
    ];

    private static readonly SqlServerColumn[] CreditColumns =
    [
        SqlServerColumn.OfNumber("Id"), SqlServerColumn.OfNumber("OwnerId"), SqlServerColumn.OfNumber("BenefitId"), SqlServerColumn.OfInteger("BenefitKind"),
        SqlServerColumn.OfNumber("Amount"), SqlServerColumn.OfInstant("StartsAt"), SqlServerColumn.OfInstant("ExpiresAt"), SqlServerColumn.OfInteger("Priority"),
        SqlServerColumn.OfInteger("Source"), SqlServerColumn.OfText("SourceName", 200), SqlServerColumn.OfNumber("OriginCreditId"),
        SqlServerColumn.OfText("Description", 500), SqlServerColumn.OfText("ExternalId", 200), SqlServerColumn.OfInstant("RecordedAt"),
    ];

    private static readonly SqlServerColumn[] EntryColumns =
    [
        SqlServerColumn.OfNumber("Id"), SqlServerColumn.OfNumber("OwnerId"), SqlServerColumn.OfNumber("Sequence"), SqlServerColumn.OfNumber("CreditId"),
        SqlServerColumn.OfNumber("PostingId"), SqlServerColumn.OfInteger("Kind"), SqlServerColumn.OfInteger("EffectiveKind"), SqlServerColumn.OfInteger("BenefitKind"),
        SqlServerColumn.OfNumber("Amount"), SqlServerColumn.OfInstant("UsedAt"), SqlServerColumn.OfInstant("RecordedAt"), SqlServerColumn.OfNumber("UsedById"),
        SqlServerColumn.OfNumber("ServiceId"), SqlServerColumn.OfNumber("ReversesEntryId"), SqlServerColumn.OfHash("Hash"),
    ];

    private static readonly SqlServerColumn[] MembershipCreditColumns =
    [
        SqlServerColumn.OfNumber("CreditId"), SqlServerColumn.OfNumber("MembershipId"), SqlServerColumn.OfNumber("PlanLineId"),
        SqlServerColumn.OfInteger("Period"), SqlServerColumn.OfInteger("Part"),
    ];

    private static readonly SqlServerColumn[] SharedUseColumns =
    [
        SqlServerColumn.OfNumber("EntryId"), SqlServerColumn.OfNumber("UsedById"), SqlServerColumn.OfNumber("OwnerId"),
        SqlServerColumn.OfInteger("BenefitKind"), SqlServerColumn.OfInstant("UsedAt"),
    ];

    private static readonly SqlServerColumn[] SumsColumns =
    [
        SqlServerColumn.OfNumber("CreditId"), SqlServerColumn.OfNumber("OwnerId"), SqlServerColumn.OfNumber("BenefitId"), SqlServerColumn.OfInteger("BenefitKind"),
        SqlServerColumn.OfInstant("StartsAt"), SqlServerColumn.OfInstant("ExpiresAt"), SqlServerColumn.OfNumber("Balance"), SqlServerColumn.OfNumber("Used"),
        SqlServerColumn.OfNumber("Adjusted"), SqlServerColumn.OfInstant("LastUsedAt"), new("Revoked", SqlDbType.Bit, typeof(bool)),
    ];

    public string InsertText { get; } =
        $"INSERT INTO {Table} ({string.Join(", ", Columns.Select(column => column.Name))}) VALUES ({string.Join(", ", Columns.Select((_, index) => "@p" + index))})";

    public static SqlServerRows Postings(LedgerRows rows) => new("Postings", PostingColumns,
    [
        .. rows.Postings.Select(posting => new object?[]
        {
            posting.Id, posting.IdempotencyKey, posting.RequestHash.ToArray(), (int)posting.Kind, (int)posting.Actor.Kind, posting.Actor.Id, posting.Text,
            posting.RecordedAt, posting.EntryCount, posting.ReversesPostingId,
        }),
    ]);

    public static SqlServerRows Credits(LedgerRows rows) => new("Credits", CreditColumns,
    [
        .. rows.Credits.Select(credit => new object?[]
        {
            credit.Id, credit.OwnerId, credit.BenefitId, (int)credit.BenefitKind, credit.Amount, credit.StartsAt, credit.ExpiresAt, credit.Priority,
            (int)credit.Source, credit.SourceName, credit.OriginCreditId, credit.Description, credit.ExternalId, credit.RecordedAt,
        }),
    ]);

    public static SqlServerRows Entries(LedgerRows rows) => new("LedgerEntries", EntryColumns,
    [
        .. rows.Entries.Select(row => new object?[]
        {
            row.Entry.Id, row.Entry.OwnerId, row.Entry.Sequence, row.Entry.CreditId, row.Entry.PostingId, (int)row.Entry.Kind, (int)row.Entry.EffectiveKind,
            (int)row.Entry.BenefitKind, row.Entry.Amount, row.Entry.UsedAt, row.Entry.RecordedAt, row.Entry.UsedById, row.Entry.ServiceId,
            row.Entry.ReversesEntryId, row.Hash,
        }),
    ]);

    public static SqlServerRows MembershipCredits(LedgerRows rows) => new("MembershipCredits", MembershipCreditColumns,
    [
        .. rows.MembershipCredits.Select(row => new object?[]
        {
            row.CreditId, row.Origin.MembershipId, row.Origin.PlanLineId, row.Origin.Period, (int)row.Origin.Part,
        }),
    ]);

    public static SqlServerRows SharedUses(LedgerRows rows) => new("SharedUses", SharedUseColumns,
    [
        .. rows.SharedUses.Select(entry => new object?[] { entry.Id, entry.UsedById, entry.OwnerId, (int)entry.BenefitKind, entry.UsedAt }),
    ]);

    public static SqlServerRows NewSums(LedgerRows rows) => new("CreditBalances", SumsColumns,
    [
        .. rows.Sums.Values.Where(sums => !sums.IsStored).Select(sums => new object?[]
        {
            sums.CreditId, sums.OwnerId, sums.BenefitId, (int)sums.BenefitKind, sums.StartsAt, sums.ExpiresAt ?? CreditBalance.Never, sums.Balance, sums.Used,
            sums.Adjusted, sums.LastUsedAt, sums.Revoked,
        }),
    ]);

    /// <summary>The rows as a bulk copy takes them.</summary>
    public DbDataReader ToReader()
    {
        var table = new DataTable();
        foreach (var column in Columns) table.Columns.Add(column.Name, column.ClrType);
        foreach (var values in Values) table.Rows.Add(values);
        return table.CreateDataReader();
    }
}
