using CreditLedger.Ledger.Rows;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditLedger.Data.Configurations;

/// <summary>Configures an entity by the list of columns that its table has anyway.</summary>
internal static class TableColumns
{
    /// <summary>Key, columns, lengths and what may be absent. Keys are given by the ledger.</summary>
    public static void HasColumns(this EntityTypeBuilder builder, LedgerTable table)
    {
        builder.HasKey([.. table.Keys.Select(column => column.Name)]);
        foreach (var column in table.Columns)
        {
            var property = builder.Property(column.Property.PropertyType, column.Name).IsRequired(!column.IsNullable);
            if (column.IsKey) property.ValueGeneratedNever();
            if (column.Length > 0) property.HasMaxLength(column.Length);
            if (column.Type == ColumnType.Bytes) property.Metadata.SetIsFixedLength(true);
            if (column.IsExact) property.Metadata.SetAnnotation(ExactText.Annotation, true);
        }
    }
}
