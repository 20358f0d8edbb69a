using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditLedger.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CreditListIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CreditBalances_Outstanding",
                table: "CreditBalances");

            migrationBuilder.AddColumn<int>(
                name: "Source",
                table: "CreditBalances",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.Sql("UPDATE CreditBalances SET Source = (SELECT c.Source FROM Credits c WHERE c.Id = CreditBalances.CreditId)");

            migrationBuilder.CreateIndex(
                name: "IX_CreditBalances_Benefit",
                table: "CreditBalances",
                columns: new[] { "BenefitId", "ExpiresAt", "CreditId" });

            migrationBuilder.CreateIndex(
                name: "IX_CreditBalances_Outstanding",
                table: "CreditBalances",
                columns: new[] { "BenefitKind", "ExpiresAt", "CreditId", "StartsAt", "Balance", "BenefitId", "OwnerId", "Revoked" });

            migrationBuilder.CreateIndex(
                name: "IX_CreditBalances_Revoked",
                table: "CreditBalances",
                columns: new[] { "ExpiresAt", "CreditId" },
                filter: "Revoked");

            migrationBuilder.CreateIndex(
                name: "IX_CreditBalances_Source",
                table: "CreditBalances",
                columns: new[] { "Source", "ExpiresAt", "CreditId" });

            migrationBuilder.CreateIndex(
                name: "IX_CreditBalances_StartsAt",
                table: "CreditBalances",
                column: "StartsAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CreditBalances_Benefit",
                table: "CreditBalances");

            migrationBuilder.DropIndex(
                name: "IX_CreditBalances_Outstanding",
                table: "CreditBalances");

            migrationBuilder.DropIndex(
                name: "IX_CreditBalances_Revoked",
                table: "CreditBalances");

            migrationBuilder.DropIndex(
                name: "IX_CreditBalances_Source",
                table: "CreditBalances");

            migrationBuilder.DropIndex(
                name: "IX_CreditBalances_StartsAt",
                table: "CreditBalances");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "CreditBalances");

            migrationBuilder.CreateIndex(
                name: "IX_CreditBalances_Outstanding",
                table: "CreditBalances",
                columns: new[] { "BenefitKind", "ExpiresAt", "StartsAt", "Balance", "BenefitId", "OwnerId", "Revoked" });
        }
    }
}
