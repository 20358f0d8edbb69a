using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditLedger.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class DatedRights : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "OccursAt",
                table: "SharedUses",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.Sql(
                "UPDATE SharedUses SET OccursAt = (SELECT e.OccursAt FROM LedgerEntries e WHERE e.Id = SharedUses.EntryId)");

            migrationBuilder.CreateIndex(
                name: "IX_SharedUses_OccursAt",
                table: "SharedUses",
                columns: new[] { "UsedById", "BenefitKind", "OccursAt" });

            // SQLite gives a table another key only by making it anew, and caps go with the members that they belong to: all three are put
            // aside, made anew and filled again. Since when members, caps and kinds were there was not recorded: they hold since ever (1 Jan
            // 1753, Instants.Earliest, in milliseconds), so that what could be recorded before can be recorded after.
            migrationBuilder.Sql("CREATE TABLE old_GroupShares AS SELECT * FROM GroupShares");
            migrationBuilder.Sql("CREATE TABLE old_GroupMembers AS SELECT * FROM GroupMembers");
            migrationBuilder.Sql("CREATE TABLE old_GroupCaps AS SELECT * FROM GroupCaps");
            migrationBuilder.DropTable(name: "GroupCaps");
            migrationBuilder.DropTable(name: "GroupMembers");
            migrationBuilder.DropTable(name: "GroupShares");

            migrationBuilder.CreateTable(
                name: "GroupShares",
                columns: table => new
                {
                    GroupId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    StartsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupShares", x => new { x.GroupId, x.Kind, x.StartsAt });
                    table.CheckConstraint("CK_GroupShares_Kind", "Kind BETWEEN 1 AND 5");
                    table.CheckConstraint("CK_GroupShares_R13_Days", "EndsAt > StartsAt");
                    table.ForeignKey(
                        name: "FK_GroupShares_Groups",
                        column: x => x.GroupId,
                        principalTable: "Groups",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "GroupMembers",
                columns: table => new
                {
                    GroupId = table.Column<long>(type: "INTEGER", nullable: false),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    StartsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: true),
                    MayUse = table.Column<bool>(type: "INTEGER", nullable: false),
                    NamedOnly = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupMembers", x => new { x.GroupId, x.MemberId, x.StartsAt });
                    table.CheckConstraint("CK_GroupMembers_R13_Days", "EndsAt > StartsAt");
                    table.CheckConstraint("CK_GroupMembers_R13_Named", "NamedOnly = 0 OR MayUse = 1");
                    table.ForeignKey(
                        name: "FK_GroupMembers_Groups",
                        column: x => x.GroupId,
                        principalTable: "Groups",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_GroupMembers_Members",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "GroupCaps",
                columns: table => new
                {
                    GroupId = table.Column<long>(type: "INTEGER", nullable: false),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    StartsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Period = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupCaps", x => new { x.GroupId, x.MemberId, x.StartsAt, x.Kind });
                    table.CheckConstraint("CK_GroupCaps_Kind", "Kind BETWEEN 1 AND 5");
                    table.CheckConstraint("CK_GroupCaps_Period", "Period BETWEEN 1 AND 5");
                    table.CheckConstraint("CK_GroupCaps_R13_Amount", "Amount >= 0");
                    table.ForeignKey(
                        name: "FK_GroupCaps_GroupMembers",
                        columns: x => new { x.GroupId, x.MemberId, x.StartsAt },
                        principalTable: "GroupMembers",
                        principalColumns: new[] { "GroupId", "MemberId", "StartsAt" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "GroupBenefits",
                columns: table => new
                {
                    GroupId = table.Column<long>(type: "INTEGER", nullable: false),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    StartsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    BenefitId = table.Column<long>(type: "INTEGER", nullable: false)
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

            migrationBuilder.Sql(
                "INSERT INTO GroupShares (GroupId, Kind, StartsAt) SELECT GroupId, Kind, -6847804800000 FROM old_GroupShares");
            migrationBuilder.Sql(
                "INSERT INTO GroupMembers (GroupId, MemberId, StartsAt, MayUse, NamedOnly) " +
                "SELECT GroupId, MemberId, -6847804800000, MayUse, 0 FROM old_GroupMembers");
            migrationBuilder.Sql(
                "INSERT INTO GroupCaps (GroupId, MemberId, StartsAt, Kind, Amount, Period) " +
                "SELECT GroupId, MemberId, -6847804800000, Kind, Amount, Period FROM old_GroupCaps");
            migrationBuilder.Sql("DROP TABLE old_GroupShares");
            migrationBuilder.Sql("DROP TABLE old_GroupMembers");
            migrationBuilder.Sql("DROP TABLE old_GroupCaps");

            migrationBuilder.CreateIndex(
                name: "IX_GroupMembers_MemberId",
                table: "GroupMembers",
                columns: new[] { "MemberId", "GroupId", "StartsAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_SharedUses_OccursAt",
                table: "SharedUses");

            migrationBuilder.DropColumn(
                name: "OccursAt",
                table: "SharedUses");

            // What has no end goes on; days are lost.
            migrationBuilder.Sql("CREATE TABLE old_GroupShares AS SELECT * FROM GroupShares");
            migrationBuilder.Sql("CREATE TABLE old_GroupMembers AS SELECT * FROM GroupMembers");
            migrationBuilder.Sql("CREATE TABLE old_GroupCaps AS SELECT * FROM GroupCaps");
            migrationBuilder.DropTable(name: "GroupBenefits");
            migrationBuilder.DropTable(name: "GroupCaps");
            migrationBuilder.DropTable(name: "GroupMembers");
            migrationBuilder.DropTable(name: "GroupShares");

            migrationBuilder.CreateTable(
                name: "GroupShares",
                columns: table => new
                {
                    GroupId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupShares", x => new { x.GroupId, x.Kind });
                    table.CheckConstraint("CK_GroupShares_Kind", "Kind BETWEEN 1 AND 5");
                    table.ForeignKey(
                        name: "FK_GroupShares_Groups",
                        column: x => x.GroupId,
                        principalTable: "Groups",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "GroupMembers",
                columns: table => new
                {
                    GroupId = table.Column<long>(type: "INTEGER", nullable: false),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    MayUse = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupMembers", x => new { x.GroupId, x.MemberId });
                    table.ForeignKey(
                        name: "FK_GroupMembers_Groups",
                        column: x => x.GroupId,
                        principalTable: "Groups",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_GroupMembers_Members",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "GroupCaps",
                columns: table => new
                {
                    GroupId = table.Column<long>(type: "INTEGER", nullable: false),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Period = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupCaps", x => new { x.GroupId, x.MemberId, x.Kind });
                    table.CheckConstraint("CK_GroupCaps_Kind", "Kind BETWEEN 1 AND 5");
                    table.CheckConstraint("CK_GroupCaps_Period", "Period BETWEEN 1 AND 5");
                    table.CheckConstraint("CK_GroupCaps_R13_Amount", "Amount >= 0");
                    table.ForeignKey(
                        name: "FK_GroupCaps_GroupMembers",
                        columns: x => new { x.GroupId, x.MemberId },
                        principalTable: "GroupMembers",
                        principalColumns: new[] { "GroupId", "MemberId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.Sql(
                "INSERT INTO GroupShares (GroupId, Kind) SELECT GroupId, Kind FROM old_GroupShares WHERE EndsAt IS NULL");
            migrationBuilder.Sql(
                "INSERT INTO GroupMembers (GroupId, MemberId, MayUse) " +
                "SELECT GroupId, MemberId, MayUse FROM old_GroupMembers WHERE EndsAt IS NULL");
            migrationBuilder.Sql(
                "INSERT INTO GroupCaps (GroupId, MemberId, Kind, Amount, Period) " +
                "SELECT c.GroupId, c.MemberId, c.Kind, c.Amount, c.Period FROM old_GroupCaps c JOIN old_GroupMembers m " +
                "ON m.GroupId = c.GroupId AND m.MemberId = c.MemberId AND m.StartsAt = c.StartsAt WHERE m.EndsAt IS NULL");
            migrationBuilder.Sql("DROP TABLE old_GroupShares");
            migrationBuilder.Sql("DROP TABLE old_GroupMembers");
            migrationBuilder.Sql("DROP TABLE old_GroupCaps");

            migrationBuilder.CreateIndex(
                name: "IX_GroupMembers_MemberId",
                table: "GroupMembers",
                columns: new[] { "MemberId", "GroupId" });
        }
    }
}
