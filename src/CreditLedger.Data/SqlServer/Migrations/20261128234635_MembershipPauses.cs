using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditLedger.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class MembershipPauses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "PauseCount",
                table: "Memberships",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "MembershipPauses",
                columns: table => new
                {
                    MembershipId = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    FromDay = table.Column<DateOnly>(type: "date", nullable: false),
                    UntilDay = table.Column<DateOnly>(type: "date", nullable: true),
                    IssuesLate = table.Column<bool>(type: "bit", nullable: false),
                    Extends = table.Column<bool>(type: "bit", nullable: false),
                    MovesEnd = table.Column<bool>(type: "bit", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    ExtendAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    TakenBackAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MembershipPauses", x => new { x.MembershipId, x.Number });
                    table.CheckConstraint("CK_MembershipPauses_R46_Days", "UntilDay IS NULL OR UntilDay >= FromDay");
                    table.ForeignKey(
                        name: "FK_MembershipPauses_Memberships",
                        column: x => x.MembershipId,
                        principalTable: "Memberships",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_MembershipPauses_ExtendAt",
                table: "MembershipPauses",
                column: "ExtendAt",
                filter: "ExtendAt IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MembershipPauses");

            migrationBuilder.DropColumn(
                name: "PauseCount",
                table: "Memberships");
        }
    }
}
