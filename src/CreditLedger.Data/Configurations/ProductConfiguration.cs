using CreditLedger.Data.Model;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditLedger.Data.Configurations;

internal sealed class ProductConfiguration : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.ToTable("Products");
        builder.HasColumns(ProductRow.Table);
        builder.Property(product => product.Id).ValueGeneratedOnAdd();
        builder.HasIndex(product => product.SortName).IsUnique().HasDatabaseName("UX_Products_SortName");
        builder.HasMany(product => product.Lines).WithOne().HasForeignKey(line => line.ProductId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("FK_ProductLines_Products");
    }
}

internal sealed class ProductLineConfiguration : IEntityTypeConfiguration<ProductLine>
{
    public void Configure(EntityTypeBuilder<ProductLine> builder)
    {
        builder.ToTable("ProductLines", table =>
        {
            table.HasCheckConstraint("CK_ProductLines_R29_AmountAboveZero", "Amount > 0");
            table.HasCheckConstraint("CK_ProductLines_R29_Validity",
                "(ValidDays IS NULL OR ValidUntil IS NULL) AND (ValidDays IS NULL OR ValidDays > 0)");
        });
        builder.HasColumns(ProductLineRow.Table);
        builder.Property(line => line.Id).ValueGeneratedOnAdd();
        builder.HasIndex(line => new { line.ProductId, line.Position }).HasDatabaseName("IX_ProductLines_ProductId");

        // Which products grant a benefit: asked before it is archived.
        builder.HasIndex(line => line.BenefitId).HasDatabaseName("IX_ProductLines_BenefitId");
        builder.HasOne(line => line.Benefit).WithMany().HasForeignKey(line => line.BenefitId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_ProductLines_Benefits");
    }
}

internal sealed class SaleConfiguration : IEntityTypeConfiguration<Sale>
{
    public void Configure(EntityTypeBuilder<Sale> builder)
    {
        builder.ToTable("Sales");
        builder.HasColumns(SaleRow.Table);

        // A member's Activity, newest first.
        builder.HasIndex(sale => new { sale.MemberId, sale.PostingId }).HasDatabaseName("IX_Sales_MemberId");

        // Whether a product was ever sold.
        builder.HasIndex(sale => sale.ProductId).HasDatabaseName("IX_Sales_ProductId");
        builder.HasOne(sale => sale.Posting).WithOne().HasForeignKey<Sale>(sale => sale.PostingId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Sales_Postings");
        builder.HasOne<Member>().WithMany().HasForeignKey(sale => sale.MemberId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("FK_Sales_Members");
        builder.HasOne(sale => sale.Product).WithMany().HasForeignKey(sale => sale.ProductId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Sales_Products");
    }
}
