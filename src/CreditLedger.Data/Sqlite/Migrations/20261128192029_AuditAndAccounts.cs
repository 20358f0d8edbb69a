using CreditLedger.Ledger.Auditing;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditLedger.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AuditAndAccounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "DisabledAt",
                table: "AspNetUsers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LastSeenAt",
                table: "AspNetUsers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AuditEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Act = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    IsAllowed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Who = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    About = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Source = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEvents", x => x.Id);
                });

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
                "UPDATE AspNetUsers SET DisabledAt = CreatedAt, LockoutEnd = NULL WHERE LockoutEnd >= '9999-12-30';");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditEvents");

            migrationBuilder.DropColumn(
                name: "DisabledAt",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "LastSeenAt",
                table: "AspNetUsers");
        }
    }
}
