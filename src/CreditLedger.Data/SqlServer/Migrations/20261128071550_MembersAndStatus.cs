using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditLedger.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class MembersAndStatus : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "ArchivedAt",
                table: "Members",
                type: "datetime2(3)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReferenceKey",
                table: "Members",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true,
                collation: "Latin1_General_BIN2");

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Members",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "MembershipSkips",
                columns: table => new
                {
                    MembershipId = table.Column<long>(type: "bigint", nullable: false),
                    PlanLineId = table.Column<long>(type: "bigint", nullable: false),
                    Period = table.Column<int>(type: "int", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    StartsAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    Status = table.Column<int>(type: "int", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    IssuedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MembershipSkips", x => new { x.MembershipId, x.PlanLineId, x.Period });
                    table.CheckConstraint("CK_MembershipSkips_R54_Status", "Status BETWEEN 1 AND 3");
                    table.ForeignKey(
                        name: "FK_MembershipSkips_Memberships",
                        column: x => x.MembershipId,
                        principalTable: "Memberships",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MembershipSkips_PlanLines",
                        column: x => x.PlanLineId,
                        principalTable: "PlanLines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MemberStatuses",
                columns: table => new
                {
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Status = table.Column<int>(type: "int", nullable: false),
                    FromAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    ActorKind = table.Column<int>(type: "int", nullable: true),
                    ActorId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberStatuses", x => new { x.MemberId, x.Version });
                    table.CheckConstraint("CK_MemberStatuses_Status", "Status BETWEEN 1 AND 3");
                    table.ForeignKey(
                        name: "FK_MemberStatuses_Members",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "UX_Members_ReferenceKey",
                table: "Members",
                column: "ReferenceKey",
                unique: true,
                filter: "ReferenceKey IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_MembershipSkips_MemberId",
                table: "MembershipSkips",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_MembershipSkips_MembershipId",
                table: "MembershipSkips",
                columns: new[] { "MembershipId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_MemberStatuses_NotActive",
                table: "MemberStatuses",
                column: "MemberId",
                filter: "Status <> 1");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MembershipSkips");

            migrationBuilder.DropTable(
                name: "MemberStatuses");

            migrationBuilder.DropIndex(
                name: "UX_Members_ReferenceKey",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "ArchivedAt",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "ReferenceKey",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Members");
        }
    }
}
