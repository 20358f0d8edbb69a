using System;
using CreditLedger.Ledger.Auditing;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditLedger.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AuditAndAccounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "DisabledAt",
                table: "AspNetUsers",
                type: "datetime2(3)",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LastSeenAt",
                table: "AspNetUsers",
                type: "datetime2(3)",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AuditEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    Act = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_BIN2"),
                    IsAllowed = table.Column<bool>(type: "bit", nullable: false),
                    Who = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_BIN2"),
                    About = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Source = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Reference = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEvents", x => x.Id);
                });

            migrationBuilder.InsertData(
                table: "IdBlocks",
                columns: new[] { "Name", "NextId" },
                values: new object[] { "AuditEvents", 1L });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_Act",
                table: "AuditEvents",
                columns: new[] { "Act", "RecordedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_IsAllowed",
                table: "AuditEvents",
                columns: new[] { "IsAllowed", "RecordedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_RecordedAt",
                table: "AuditEvents",
                columns: new[] { "RecordedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_Who",
                table: "AuditEvents",
                columns: new[] { "Who", "RecordedAt", "Id" });

            migrationBuilder.CreateTriggers(TargetModel, AuditRow.Table);

            // A disabled account was one that was locked out for ever. Since when is not known.
            migrationBuilder.Sql(
                "EXEC(N'UPDATE AspNetUsers SET DisabledAt = CreatedAt, LockoutEnd = NULL WHERE LockoutEnd >= ''9999-12-30''');");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditEvents");

            migrationBuilder.DeleteData(
                table: "IdBlocks",
                keyColumn: "Name",
                keyValue: "AuditEvents");

            migrationBuilder.DropColumn(
                name: "DisabledAt",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "LastSeenAt",
                table: "AspNetUsers");
        }
    }
}
