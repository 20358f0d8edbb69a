using CreditLedger.Data.Model;
using CreditLedger.Ledger.Auditing;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditLedger.Data.Configurations;

internal sealed class AuditConfiguration : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.ToTable("AuditEvents", table =>
        {
            foreach (var trigger in LedgerTriggers.Of(AuditRow.Table)) table.HasTrigger(trigger);
        });
        builder.HasColumns(AuditRow.Table);

        // The list, the latest first: of all, of one person, of one act, of what was denied.
        builder.HasIndex(row => new { row.RecordedAt, row.Id }).HasDatabaseName("IX_AuditEvents_RecordedAt");
        builder.HasIndex(row => new { row.Who, row.RecordedAt, row.Id }).HasDatabaseName("IX_AuditEvents_Who");
        builder.HasIndex(row => new { row.Act, row.RecordedAt, row.Id }).HasDatabaseName("IX_AuditEvents_Act");
        builder.HasIndex(row => new { row.IsAllowed, row.RecordedAt, row.Id }).HasDatabaseName("IX_AuditEvents_IsAllowed");
    }
}
