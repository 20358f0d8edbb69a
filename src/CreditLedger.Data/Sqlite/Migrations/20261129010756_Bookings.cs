using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditLedger.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Bookings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CancellationPolicy",
                table: "Services",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ClosedDays",
                table: "Services",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "NoShowPercent",
                table: "Services",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "OpeningHours",
                table: "Services",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Bookings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    ServiceId = table.Column<long>(type: "INTEGER", nullable: false),
                    StartsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ParticipantId = table.Column<long>(type: "INTEGER", nullable: true),
                    GuestName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Staff = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Attendance = table.Column<int>(type: "INTEGER", nullable: false),
                    BenefitId = table.Column<long>(type: "INTEGER", nullable: true),
                    Kind = table.Column<int>(type: "INTEGER", nullable: true),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Missing = table.Column<long>(type: "INTEGER", nullable: true),
                    Rate = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Price = table.Column<long>(type: "INTEGER", nullable: true),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    PaidBy = table.Column<int>(type: "INTEGER", nullable: true),
                    Paid = table.Column<long>(type: "INTEGER", nullable: false),
                    ToRefund = table.Column<long>(type: "INTEGER", nullable: false),
                    RefundedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Policy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    NoShowPercent = table.Column<int>(type: "INTEGER", nullable: false),
                    SeriesId = table.Column<long>(type: "INTEGER", nullable: true),
                    ExternalId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Description = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CancelledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Bookings", x => x.Id);
                    table.CheckConstraint("CK_Bookings_R30_Amounts", "Amount >= 0 AND Paid >= 0 AND ToRefund >= 0 AND (Missing IS NULL OR (Missing > 0 AND Missing <= Amount))");
                    table.CheckConstraint("CK_Bookings_R30_EndsAfterStart", "EndsAt > StartsAt");
                    table.CheckConstraint("CK_Bookings_R30_PaidBy", "PaidBy IS NULL OR PaidBy BETWEEN 1 AND 6");
                    table.CheckConstraint("CK_Bookings_R31_Attendance", "Attendance BETWEEN 1 AND 3");
                    table.CheckConstraint("CK_Bookings_R43_NoShowPercent", "NoShowPercent BETWEEN 0 AND 100");
                    table.CheckConstraint("CK_Bookings_Status", "Status BETWEEN 1 AND 2");
                    table.ForeignKey(
                        name: "FK_Bookings_Members",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Bookings_Members_Participant",
                        column: x => x.ParticipantId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Bookings_Services",
                        column: x => x.ServiceId,
                        principalTable: "Services",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ServiceRates",
                columns: table => new
                {
                    ServiceId = table.Column<long>(type: "INTEGER", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Days = table.Column<int>(type: "INTEGER", nullable: false),
                    FromMinute = table.Column<int>(type: "INTEGER", nullable: false),
                    ToMinute = table.Column<int>(type: "INTEGER", nullable: false),
                    BenefitId = table.Column<long>(type: "INTEGER", nullable: false),
                    Units = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ServiceRates", x => new { x.ServiceId, x.Position });
                    table.CheckConstraint("CK_ServiceRates_R47", "Units > 0 AND FromMinute >= 0 AND FromMinute < ToMinute AND ToMinute <= 1440 AND Days BETWEEN 1 AND 127");
                    table.ForeignKey(
                        name: "FK_ServiceRates_Benefits",
                        column: x => x.BenefitId,
                        principalTable: "Benefits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ServiceRates_Services",
                        column: x => x.ServiceId,
                        principalTable: "Services",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Commitments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    BookingId = table.Column<long>(type: "INTEGER", nullable: false),
                    OwnerId = table.Column<long>(type: "INTEGER", nullable: false),
                    UsedById = table.Column<long>(type: "INTEGER", nullable: false),
                    OccursAt = table.Column<long>(type: "INTEGER", nullable: false),
                    BenefitId = table.Column<long>(type: "INTEGER", nullable: false),
                    CreditId = table.Column<long>(type: "INTEGER", nullable: true),
                    MembershipId = table.Column<long>(type: "INTEGER", nullable: true),
                    PlanLineId = table.Column<long>(type: "INTEGER", nullable: true),
                    Period = table.Column<int>(type: "INTEGER", nullable: true),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    PostingId = table.Column<long>(type: "INTEGER", nullable: true),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Commitments", x => x.Id);
                    table.CheckConstraint("CK_Commitments_R42_Amount", "Amount > 0");
                    table.CheckConstraint("CK_Commitments_R42_OfCreditOrPeriod", "CreditId IS NOT NULL OR (MembershipId IS NOT NULL AND PlanLineId IS NOT NULL AND Period IS NOT NULL)");
                    table.CheckConstraint("CK_Commitments_R42_UsedOnce", "DueAt IS NULL OR PostingId IS NULL");
                    table.ForeignKey(
                        name: "FK_Commitments_Benefits",
                        column: x => x.BenefitId,
                        principalTable: "Benefits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Commitments_Bookings",
                        column: x => x.BookingId,
                        principalTable: "Bookings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Commitments_Credits",
                        column: x => x.CreditId,
                        principalTable: "Credits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Commitments_Members",
                        column: x => x.OwnerId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Commitments_Memberships",
                        column: x => x.MembershipId,
                        principalTable: "Memberships",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Commitments_PlanLines",
                        column: x => x.PlanLineId,
                        principalTable: "PlanLines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Commitments_Postings",
                        column: x => x.PostingId,
                        principalTable: "Postings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_BookingId",
                table: "LedgerEntries",
                column: "BookingId",
                filter: "BookingId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_ExternalId",
                table: "Bookings",
                column: "ExternalId",
                filter: "ExternalId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_MemberId",
                table: "Bookings",
                columns: new[] { "MemberId", "StartsAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_ParticipantId",
                table: "Bookings",
                columns: new[] { "ParticipantId", "StartsAt", "Id" },
                filter: "ParticipantId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_R30_Free",
                table: "Bookings",
                columns: new[] { "ServiceId", "Status", "StartsAt", "EndsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_R31_Unmarked",
                table: "Bookings",
                columns: new[] { "StartsAt", "Id", "Status", "Attendance" },
                filter: "Status = 1 AND Attendance = 1");

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_R42_Missing",
                table: "Bookings",
                columns: new[] { "MemberId", "Missing" },
                filter: "Missing IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_R43_ToRefund",
                table: "Bookings",
                columns: new[] { "StartsAt", "ToRefund" },
                filter: "ToRefund > 0 AND RefundedAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_SeriesId",
                table: "Bookings",
                column: "SeriesId",
                filter: "SeriesId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_ServiceId",
                table: "Bookings",
                columns: new[] { "ServiceId", "StartsAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_StartsAt",
                table: "Bookings",
                columns: new[] { "StartsAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Commitments_BookingId",
                table: "Commitments",
                column: "BookingId");

            migrationBuilder.CreateIndex(
                name: "IX_Commitments_DueAt",
                table: "Commitments",
                columns: new[] { "DueAt", "Id", "CreditId" },
                filter: "DueAt IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Commitments_OwnerId",
                table: "Commitments",
                column: "OwnerId",
                filter: "DueAt IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Commitments_PlanLineId",
                table: "Commitments",
                column: "PlanLineId",
                filter: "DueAt IS NOT NULL");

            migrationBuilder.CreateBookingTriggers();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Commitments");

            migrationBuilder.DropTable(
                name: "ServiceRates");

            migrationBuilder.DropTable(
                name: "Bookings");

            migrationBuilder.DropIndex(
                name: "IX_LedgerEntries_BookingId",
                table: "LedgerEntries");

            migrationBuilder.DropColumn(
                name: "CancellationPolicy",
                table: "Services");

            migrationBuilder.DropColumn(
                name: "ClosedDays",
                table: "Services");

            migrationBuilder.DropColumn(
                name: "NoShowPercent",
                table: "Services");

            migrationBuilder.DropColumn(
                name: "OpeningHours",
                table: "Services");
        }
    }
}
