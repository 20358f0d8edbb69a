using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditLedger.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class DatedRights : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "OccursAt",
                table: "SharedUses",
                type: "datetime2(3)",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.Sql(
                "UPDATE SharedUses SET OccursAt = (SELECT e.OccursAt FROM LedgerEntries e WHERE e.Id = SharedUses.EntryId)");

            // Since when members, caps and kinds were there was not recorded: they hold since ever (1 Jan 1753, Instants.Earliest), so that
            // what could be recorded before can be recorded after.
            migrationBuilder.DropForeignKey(
                name: "FK_GroupCaps_GroupMembers",
                table: "GroupCaps");

            migrationBuilder.DropPrimaryKey(
                name: "PK_GroupShares",
                table: "GroupShares");

            migrationBuilder.DropPrimaryKey(
                name: "PK_GroupMembers",
                table: "GroupMembers");

            migrationBuilder.DropIndex(
                name: "IX_GroupMembers_MemberId",
                table: "GroupMembers");

            migrationBuilder.DropPrimaryKey(
                name: "PK_GroupCaps",
                table: "GroupCaps");

            migrationBuilder.AddColumn<DateTime>(
                name: "StartsAt",
                table: "GroupShares",
                type: "datetime2(3)",
                nullable: false,
                defaultValue: new DateTime(1753, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc));

            migrationBuilder.AddColumn<DateTime>(
                name: "EndsAt",
                table: "GroupShares",
                type: "datetime2(3)",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "StartsAt",
                table: "GroupMembers",
                type: "datetime2(3)",
                nullable: false,
                defaultValue: new DateTime(1753, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc));

            migrationBuilder.AddColumn<DateTime>(
                name: "EndsAt",
                table: "GroupMembers",
                type: "datetime2(3)",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "NamedOnly",
                table: "GroupMembers",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "StartsAt",
                table: "GroupCaps",
                type: "datetime2(3)",
                nullable: false,
                defaultValue: new DateTime(1753, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc));

            migrationBuilder.AddPrimaryKey(
                name: "PK_GroupShares",
                table: "GroupShares",
                columns: new[] { "GroupId", "Kind", "StartsAt" });

            migrationBuilder.AddPrimaryKey(
                name: "PK_GroupMembers",
                table: "GroupMembers",
                columns: new[] { "GroupId", "MemberId", "StartsAt" });

            migrationBuilder.AddPrimaryKey(
                name: "PK_GroupCaps",
                table: "GroupCaps",
                columns: new[] { "GroupId", "MemberId", "StartsAt", "Kind" });

            migrationBuilder.CreateTable(
                name: "GroupBenefits",
                columns: table => new
                {
                    GroupId = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    StartsAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    BenefitId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupBenefits", x => new { x.GroupId, x.MemberId, x.StartsAt, x.BenefitId });
                    table.ForeignKey(
                        name: "FK_GroupBenefits_Benefits",
                        column: x => x.BenefitId,
                        principalTable: "Benefits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_GroupBenefits_GroupMembers",
                        columns: x => new { x.GroupId, x.MemberId, x.StartsAt },
                        principalTable: "GroupMembers",
                        principalColumns: new[] { "GroupId", "MemberId", "StartsAt" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SharedUses_OccursAt",
                table: "SharedUses",
                columns: new[] { "UsedById", "BenefitKind", "OccursAt" });

            migrationBuilder.AddCheckConstraint(
                name: "CK_GroupShares_R13_Days",
                table: "GroupShares",
                sql: "EndsAt > StartsAt");

            migrationBuilder.CreateIndex(
                name: "IX_GroupMembers_MemberId",
                table: "GroupMembers",
                columns: new[] { "MemberId", "GroupId", "StartsAt" });

            migrationBuilder.AddCheckConstraint(
                name: "CK_GroupMembers_R13_Days",
                table: "GroupMembers",
                sql: "EndsAt > StartsAt");

            migrationBuilder.AddCheckConstraint(
                name: "CK_GroupMembers_R13_Named",
                table: "GroupMembers",
                sql: "NamedOnly = 0 OR MayUse = 1");

            migrationBuilder.AddForeignKey(
                name: "FK_GroupCaps_GroupMembers",
                table: "GroupCaps",
                columns: new[] { "GroupId", "MemberId", "StartsAt" },
                principalTable: "GroupMembers",
                principalColumns: new[] { "GroupId", "MemberId", "StartsAt" },
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // What has no end goes on; days are lost.
            migrationBuilder.Sql("DELETE FROM GroupShares WHERE EndsAt IS NOT NULL");
            migrationBuilder.Sql("DELETE FROM GroupMembers WHERE EndsAt IS NOT NULL");

            migrationBuilder.DropForeignKey(
                name: "FK_GroupCaps_GroupMembers",
                table: "GroupCaps");

            migrationBuilder.DropTable(
                name: "GroupBenefits");

            migrationBuilder.DropIndex(
                name: "IX_SharedUses_OccursAt",
                table: "SharedUses");

            migrationBuilder.DropPrimaryKey(
                name: "PK_GroupShares",
                table: "GroupShares");

            migrationBuilder.DropCheckConstraint(
                name: "CK_GroupShares_R13_Days",
                table: "GroupShares");

            migrationBuilder.DropPrimaryKey(
                name: "PK_GroupMembers",
                table: "GroupMembers");

            migrationBuilder.DropIndex(
                name: "IX_GroupMembers_MemberId",
                table: "GroupMembers");

            migrationBuilder.DropCheckConstraint(
                name: "CK_GroupMembers_R13_Days",
                table: "GroupMembers");

            migrationBuilder.DropCheckConstraint(
                name: "CK_GroupMembers_R13_Named",
                table: "GroupMembers");

            migrationBuilder.DropPrimaryKey(
                name: "PK_GroupCaps",
                table: "GroupCaps");

            migrationBuilder.DropColumn(
                name: "OccursAt",
                table: "SharedUses");

            migrationBuilder.DropColumn(
                name: "StartsAt",
                table: "GroupShares");

            migrationBuilder.DropColumn(
                name: "EndsAt",
                table: "GroupShares");

            migrationBuilder.DropColumn(
                name: "StartsAt",
                table: "GroupMembers");

            migrationBuilder.DropColumn(
                name: "EndsAt",
                table: "GroupMembers");

            migrationBuilder.DropColumn(
                name: "NamedOnly",
                table: "GroupMembers");

            migrationBuilder.DropColumn(
                name: "StartsAt",
                table: "GroupCaps");

            migrationBuilder.AddPrimaryKey(
                name: "PK_GroupShares",
                table: "GroupShares",
                columns: new[] { "GroupId", "Kind" });

            migrationBuilder.AddPrimaryKey(
                name: "PK_GroupMembers",
                table: "GroupMembers",
                columns: new[] { "GroupId", "MemberId" });

            migrationBuilder.AddPrimaryKey(
                name: "PK_GroupCaps",
                table: "GroupCaps",
                columns: new[] { "GroupId", "MemberId", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_GroupMembers_MemberId",
                table: "GroupMembers",
                columns: new[] { "MemberId", "GroupId" });

            migrationBuilder.AddForeignKey(
                name: "FK_GroupCaps_GroupMembers",
                table: "GroupCaps",
                columns: new[] { "GroupId", "MemberId" },
                principalTable: "GroupMembers",
                principalColumns: new[] { "GroupId", "MemberId" },
                onDelete: ReferentialAction.Cascade);
        }
    }
}
