using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditLedger.Data.SqlServer.Migrations
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
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ClosedDays",
                table: "Services",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "NoShowPercent",
                table: "Services",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "OpeningHours",
                table: "Services",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Bookings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    ServiceId = table.Column<long>(type: "bigint", nullable: false),
                    StartsAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    ParticipantId = table.Column<long>(type: "bigint", nullable: true),
                    GuestName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Staff = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Status = table.Column<int>(type: "int", nullable: false),
                    Attendance = table.Column<int>(type: "int", nullable: false),
                    BenefitId = table.Column<long>(type: "bigint", nullable: true),
                    Kind = table.Column<int>(type: "int", nullable: true),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Missing = table.Column<long>(type: "bigint", nullable: true),
                    Rate = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Price = table.Column<long>(type: "bigint", nullable: true),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: true, collation: "Latin1_General_BIN2"),
                    PaidBy = table.Column<int>(type: "int", nullable: true),
                    Paid = table.Column<long>(type: "bigint", nullable: false),
                    ToRefund = table.Column<long>(type: "bigint", nullable: false),
                    RefundedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    Policy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    NoShowPercent = table.Column<int>(type: "int", nullable: false),
                    SeriesId = table.Column<long>(type: "bigint", nullable: true),
                    ExternalId = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_BIN2"),
                    Description = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    CancelledAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
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
                    ServiceId = table.Column<long>(type: "bigint", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    Days = table.Column<int>(type: "int", nullable: false),
                    FromMinute = table.Column<int>(type: "int", nullable: false),
                    ToMinute = table.Column<int>(type: "int", nullable: false),
                    BenefitId = table.Column<long>(type: "bigint", nullable: false),
                    Units = table.Column<int>(type: "int", nullable: false)
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
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    BookingId = table.Column<long>(type: "bigint", nullable: false),
                    OwnerId = table.Column<long>(type: "bigint", nullable: false),
                    UsedById = table.Column<long>(type: "bigint", nullable: false),
                    OccursAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    BenefitId = table.Column<long>(type: "bigint", nullable: false),
                    CreditId = table.Column<long>(type: "bigint", nullable: true),
                    MembershipId = table.Column<long>(type: "bigint", nullable: true),
                    PlanLineId = table.Column<long>(type: "bigint", nullable: true),
                    Period = table.Column<int>(type: "int", nullable: true),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    DueAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    PostingId = table.Column<long>(type: "bigint", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false)
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
