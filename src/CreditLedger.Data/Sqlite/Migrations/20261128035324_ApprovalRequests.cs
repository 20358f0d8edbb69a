using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditLedger.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ApprovalRequests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ApprovalRequests",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Path = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Fields = table.Column<string>(type: "TEXT", nullable: false),
                    Summary = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    AskedById = table.Column<long>(type: "INTEGER", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    DecidedById = table.Column<long>(type: "INTEGER", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    PostingId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApprovalRequests", x => x.Id);
                    table.CheckConstraint("CK_ApprovalRequests_Decided", "(State = 1 AND DecidedById IS NULL AND DecidedAt IS NULL) OR (State <> 1 AND DecidedById IS NOT NULL AND DecidedAt IS NOT NULL)");
                    table.CheckConstraint("CK_ApprovalRequests_DeclinedWithReason", "State <> 3 OR Reason IS NOT NULL");
                    table.CheckConstraint("CK_ApprovalRequests_State", "State BETWEEN 1 AND 3");
                    table.ForeignKey(
                        name: "FK_ApprovalRequests_Postings",
                        column: x => x.PostingId,
                        principalTable: "Postings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ApprovalRequests_AskedBy",
                table: "ApprovalRequests",
                columns: new[] { "AskedById", "AskedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ApprovalRequests_State",
                table: "ApprovalRequests",
                columns: new[] { "State", "ExpiresAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ApprovalRequests");
        }
    }
}
