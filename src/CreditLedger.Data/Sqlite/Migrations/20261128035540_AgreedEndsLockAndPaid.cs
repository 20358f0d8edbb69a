using System;
using CreditLedger.Data.Configurations;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditLedger.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AgreedEndsLockAndPaid : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "LockedUpTo",
                table: "SiteSettings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PaidAmount",
                table: "ProductLines",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PaidCurrency",
                table: "ProductLines",
                type: "TEXT",
                maxLength: 3,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PaidAmount",
                table: "PlanLineTerms",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PaidCurrency",
                table: "PlanLineTerms",
                type: "TEXT",
                maxLength: 3,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "AgreedEndsAt",
                table: "Memberships",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.Sql(AgreedEnds.Fill);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "LockedUpTo",
                table: "SiteSettings");

            migrationBuilder.DropColumn(
                name: "PaidAmount",
                table: "ProductLines");

            migrationBuilder.DropColumn(
                name: "PaidCurrency",
                table: "ProductLines");

            migrationBuilder.DropColumn(
                name: "PaidAmount",
                table: "PlanLineTerms");

            migrationBuilder.DropColumn(
                name: "PaidCurrency",
                table: "PlanLineTerms");

            migrationBuilder.DropColumn(
                name: "AgreedEndsAt",
                table: "Memberships");
        }
    }
}
