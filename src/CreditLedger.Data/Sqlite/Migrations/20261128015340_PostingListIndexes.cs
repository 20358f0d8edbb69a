using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditLedger.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PostingListIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Postings_Kind_Actor",
                table: "Postings",
                columns: new[] { "Kind", "ActorKind", "ActorId" });

            migrationBuilder.CreateIndex(
                name: "IX_Postings_RecordedAt",
                table: "Postings",
                columns: new[] { "RecordedAt", "Id", "Kind", "ActorKind", "ActorId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Postings_Kind_Actor",
                table: "Postings");

            migrationBuilder.DropIndex(
                name: "IX_Postings_RecordedAt",
                table: "Postings");
        }
    }
}
