using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace CreditLedger.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AspNetUsers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Role = table.Column<int>(type: "int", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    UserName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "bit", nullable: false),
                    PasswordHash = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    SecurityStamp = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    PhoneNumber = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "bit", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "bit", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "bit", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUsers", x => x.Id);
                    table.CheckConstraint("CK_AspNetUsers_Role", "Role BETWEEN 1 AND 3");
                });

            migrationBuilder.CreateTable(
                name: "Benefits",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ArchivedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Reference = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_BIN2"),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: true, collation: "Latin1_General_BIN2"),
                    Category = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    StepMinutes = table.Column<int>(type: "int", nullable: true),
                    Priority = table.Column<int>(type: "int", nullable: false),
                    Shared = table.Column<bool>(type: "bit", nullable: false),
                    VisibleToMembers = table.Column<bool>(type: "bit", nullable: false),
                    RolloverMin = table.Column<long>(type: "bigint", nullable: true),
                    RolloverMax = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Benefits", x => x.Id);
                    table.UniqueConstraint("AK_Benefits_Id_Kind", x => new { x.Id, x.Kind });
                    table.CheckConstraint("CK_Benefits_Kind", "Kind BETWEEN 1 AND 5");
                    table.CheckConstraint("CK_Benefits_R1_Currency", "(Kind IN (1, 3) AND Currency IS NOT NULL) OR (Kind NOT IN (1, 3) AND Currency IS NULL)");
                    table.CheckConstraint("CK_Benefits_R20_StepMinutes", "StepMinutes IS NULL OR (Kind = 2 AND StepMinutes > 0)");
                });

            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    FriendlyName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Xml = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IdBlocks",
                columns: table => new
                {
                    Name = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false, collation: "Latin1_General_BIN2"),
                    NextId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdBlocks", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "Members",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Reference = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_BIN2"),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SortName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_BIN2"),
                    Email = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    Status = table.Column<int>(type: "int", nullable: false),
                    JoinedOn = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Members", x => x.Id);
                    table.CheckConstraint("CK_Members_Kind", "Kind IN (1, 2)");
                    table.CheckConstraint("CK_Members_Status", "Status IN (1, 2, 3)");
                });

            migrationBuilder.CreateTable(
                name: "Plans",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ArchivedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false),
                    SortName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_BIN2"),
                    Description = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Plans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Postings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    IdempotencyKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_BIN2"),
                    RequestHash = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    ActorKind = table.Column<int>(type: "int", nullable: false),
                    ActorId = table.Column<long>(type: "bigint", nullable: false),
                    TextDigest = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    EntryCount = table.Column<int>(type: "int", nullable: false),
                    ReversesPostingId = table.Column<long>(type: "bigint", nullable: true),
                    BatchId = table.Column<long>(type: "bigint", nullable: true),
                    Description = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    InternalNote = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    TextSalt = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Postings", x => x.Id);
                    table.CheckConstraint("CK_Postings_ActorKind", "ActorKind BETWEEN 1 AND 3");
                    table.CheckConstraint("CK_Postings_EntryCount", "EntryCount >= 1");
                    table.CheckConstraint("CK_Postings_Kind", "Kind BETWEEN 1 AND 13");
                    table.CheckConstraint("CK_Postings_R21_AdjustmentHasReason", "Kind <> 3 OR TextDigest IS NOT NULL");
                    table.CheckConstraint("CK_Postings_R24_ReversalNamesItsPosting", "Kind <> 4 OR ReversesPostingId IS NOT NULL");
                    table.CheckConstraint("CK_Postings_R41_TextHasDigest", "(Description IS NULL AND InternalNote IS NULL AND TextSalt IS NULL) OR (TextSalt IS NOT NULL AND TextDigest IS NOT NULL AND (Description IS NOT NULL OR InternalNote IS NOT NULL))");
                    table.ForeignKey(
                        name: "FK_Postings_Postings_R24_Reverses",
                        column: x => x.ReversesPostingId,
                        principalTable: "Postings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Products",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ArchivedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false),
                    SortName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_BIN2"),
                    Description = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Products", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Services",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ArchivedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Reference = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_BIN2"),
                    Category = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    IntervalMinutes = table.Column<int>(type: "int", nullable: true),
                    Price = table.Column<long>(type: "bigint", nullable: true),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: true, collation: "Latin1_General_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Services", x => x.Id);
                    table.CheckConstraint("CK_Services_IntervalMinutes", "IntervalMinutes IS NULL OR IntervalMinutes > 0");
                    table.CheckConstraint("CK_Services_R1_Price", "Price IS NULL OR (Price >= 0 AND Currency IS NOT NULL)");
                });

            migrationBuilder.CreateTable(
                name: "SiteSettings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    TimeZone = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_BIN2"),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_BIN2"),
                    BookingIntervalMinutes = table.Column<int>(type: "int", nullable: false),
                    BackdatingDays = table.Column<int>(type: "int", nullable: false),
                    GreyPagePrice = table.Column<long>(type: "bigint", nullable: false),
                    ColorPagePrice = table.Column<long>(type: "bigint", nullable: false),
                    ClosingGraceDays = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SiteSettings", x => x.Id);
                    table.CheckConstraint("CK_SiteSettings_R16_BackdatingDays", "BackdatingDays BETWEEN 0 AND 36500");
                    table.CheckConstraint("CK_SiteSettings_R20_BookingInterval", "BookingIntervalMinutes BETWEEN 1 AND 1440");
                    table.CheckConstraint("CK_SiteSettings_R37_ClosingGrace", "ClosingGraceDays BETWEEN 0 AND 365");
                    table.CheckConstraint("CK_SiteSettings_R55_OneRow", "Id = 1");
                    table.CheckConstraint("CK_SiteSettings_R55_PagePrices", "GreyPagePrice >= 0 AND ColorPagePrice >= 0");
                    table.CheckConstraint("CK_SiteSettings_R55_Version", "Version >= 1");
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    ClaimType = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    ClaimValue = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetUserClaims_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    ProviderKey = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    UserId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AspNetUserLogins_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserTokens",
                columns: table => new
                {
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    LoginProvider = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    Value = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_AspNetUserTokens_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Credits",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    OwnerId = table.Column<long>(type: "bigint", nullable: false),
                    BenefitId = table.Column<long>(type: "bigint", nullable: false),
                    BenefitKind = table.Column<int>(type: "int", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Unlimited = table.Column<bool>(type: "bit", nullable: false),
                    StartsAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    Priority = table.Column<int>(type: "int", nullable: false),
                    Source = table.Column<int>(type: "int", nullable: false),
                    SourceName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    OriginCreditId = table.Column<long>(type: "bigint", nullable: true),
                    Category = table.Column<int>(type: "int", nullable: true),
                    PaidAmount = table.Column<long>(type: "bigint", nullable: true),
                    PaidCurrency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: true, collation: "Latin1_General_BIN2"),
                    ExternalId = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_BIN2"),
                    Generation = table.Column<int>(type: "int", nullable: false),
                    TextDigest = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    Description = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    TextSalt = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Credits", x => x.Id);
                    table.UniqueConstraint("AK_Credits_Id_OwnerId_BenefitKind", x => new { x.Id, x.OwnerId, x.BenefitKind });
                    table.CheckConstraint("CK_Credits_R11_StartsBeforeItExpires", "ExpiresAt IS NULL OR ExpiresAt > StartsAt");
                    table.CheckConstraint("CK_Credits_R23_OriginNamed", "OriginCreditId IS NULL OR Source IN (5, 6, 7)");
                    table.CheckConstraint("CK_Credits_R40_Category", "Category IS NULL OR Category BETWEEN 1 AND 4");
                    table.CheckConstraint("CK_Credits_R40_ComplimentaryIsFree", "Category IS NULL OR Category <> 2 OR PaidAmount = 0");
                    table.CheckConstraint("CK_Credits_R40_Paid", "(PaidAmount IS NULL AND PaidCurrency IS NULL) OR (Category IS NOT NULL AND PaidAmount >= 0 AND (PaidAmount = 0 OR PaidCurrency IS NOT NULL))");
                    table.CheckConstraint("CK_Credits_R41_TextHasDigest", "(Description IS NULL AND TextSalt IS NULL) OR (Description IS NOT NULL AND TextSalt IS NOT NULL AND TextDigest IS NOT NULL)");
                    table.CheckConstraint("CK_Credits_R48_AmountOrUnlimited", "(Unlimited = 0 AND Amount > 0) OR (Unlimited = 1 AND Amount = 0)");
                    table.CheckConstraint("CK_Credits_R9_Generation", "Generation >= 1");
                    table.CheckConstraint("CK_Credits_Source", "Source BETWEEN 1 AND 7");
                    table.ForeignKey(
                        name: "FK_Credits_Benefits_R1_SameKind",
                        columns: x => new { x.BenefitId, x.BenefitKind },
                        principalTable: "Benefits",
                        principalColumns: new[] { "Id", "Kind" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Credits_Credits_R23_Origin",
                        column: x => x.OriginCreditId,
                        principalTable: "Credits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Credits_Members_Owner",
                        column: x => x.OwnerId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Groups",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ArchivedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false),
                    SortName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_BIN2"),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    OwnerId = table.Column<long>(type: "bigint", nullable: false),
                    SharedFirst = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Groups", x => x.Id);
                    table.CheckConstraint("CK_Groups_Kind", "Kind BETWEEN 1 AND 3");
                    table.ForeignKey(
                        name: "FK_Groups_Members_Owner",
                        column: x => x.OwnerId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MemberSearchTerms",
                columns: table => new
                {
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    Term = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberSearchTerms", x => new { x.MemberId, x.Term });
                    table.ForeignKey(
                        name: "FK_MemberSearchTerms_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MemberTags",
                columns: table => new
                {
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    Tag = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false, collation: "Latin1_General_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberTags", x => new { x.MemberId, x.Tag });
                    table.ForeignKey(
                        name: "FK_MemberTags_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Memberships",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    PlanId = table.Column<long>(type: "bigint", nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    FollowsId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Memberships", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Memberships_Members",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Memberships_Memberships_Follows",
                        column: x => x.FollowsId,
                        principalTable: "Memberships",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Memberships_Plans",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PlanLines",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    PlanId = table.Column<long>(type: "bigint", nullable: false),
                    BenefitId = table.Column<long>(type: "bigint", nullable: false),
                    Period = table.Column<int>(type: "int", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanLines", x => x.Id);
                    table.CheckConstraint("CK_PlanLines_R25_Period", "Period BETWEEN 1 AND 5");
                    table.ForeignKey(
                        name: "FK_PlanLines_Benefits",
                        column: x => x.BenefitId,
                        principalTable: "Benefits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PlanLines_Plans",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Requests",
                columns: table => new
                {
                    IdempotencyKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_BIN2"),
                    Generation = table.Column<int>(type: "int", nullable: false),
                    Hash = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: false),
                    PostingId = table.Column<long>(type: "bigint", nullable: true),
                    MadeId = table.Column<long>(type: "bigint", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Requests", x => new { x.IdempotencyKey, x.Generation });
                    table.CheckConstraint("CK_Requests_R9_Generation", "Generation >= 1");
                    table.ForeignKey(
                        name: "FK_Requests_Postings",
                        column: x => x.PostingId,
                        principalTable: "Postings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProductLines",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ProductId = table.Column<long>(type: "bigint", nullable: false),
                    BenefitId = table.Column<long>(type: "bigint", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    ValidDays = table.Column<int>(type: "int", nullable: true),
                    ValidUntil = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProductLines", x => x.Id);
                    table.CheckConstraint("CK_ProductLines_R29_AmountAboveZero", "Amount > 0");
                    table.CheckConstraint("CK_ProductLines_R29_Validity", "(ValidDays IS NULL OR ValidUntil IS NULL) AND (ValidDays IS NULL OR ValidDays > 0)");
                    table.ForeignKey(
                        name: "FK_ProductLines_Benefits",
                        column: x => x.BenefitId,
                        principalTable: "Benefits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ProductLines_Products",
                        column: x => x.ProductId,
                        principalTable: "Products",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Sales",
                columns: table => new
                {
                    PostingId = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    ProductId = table.Column<long>(type: "bigint", nullable: false),
                    SoldOn = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sales", x => x.PostingId);
                    table.ForeignKey(
                        name: "FK_Sales_Members",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Sales_Postings",
                        column: x => x.PostingId,
                        principalTable: "Postings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Sales_Products",
                        column: x => x.ProductId,
                        principalTable: "Products",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BenefitServices",
                columns: table => new
                {
                    BenefitId = table.Column<long>(type: "bigint", nullable: false),
                    ServiceId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BenefitServices", x => new { x.BenefitId, x.ServiceId });
                    table.ForeignKey(
                        name: "FK_BenefitServices_Benefits_BenefitId",
                        column: x => x.BenefitId,
                        principalTable: "Benefits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_BenefitServices_Services_ServiceId",
                        column: x => x.ServiceId,
                        principalTable: "Services",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CreditBalances",
                columns: table => new
                {
                    CreditId = table.Column<long>(type: "bigint", nullable: false),
                    OwnerId = table.Column<long>(type: "bigint", nullable: false),
                    BenefitId = table.Column<long>(type: "bigint", nullable: false),
                    BenefitKind = table.Column<int>(type: "int", nullable: false),
                    StartsAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    Balance = table.Column<long>(type: "bigint", nullable: false),
                    Used = table.Column<long>(type: "bigint", nullable: false),
                    Adjusted = table.Column<long>(type: "bigint", nullable: false),
                    Moved = table.Column<long>(type: "bigint", nullable: false),
                    LastUsedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    Revoked = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CreditBalances", x => x.CreditId);
                    table.CheckConstraint("CK_CreditBalances_R6_NeverBelowZero", "Balance >= 0");
                    table.ForeignKey(
                        name: "FK_CreditBalances_Credits",
                        column: x => x.CreditId,
                        principalTable: "Credits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LedgerEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    OwnerId = table.Column<long>(type: "bigint", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    CreditId = table.Column<long>(type: "bigint", nullable: false),
                    PostingId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    EffectiveKind = table.Column<int>(type: "int", nullable: false),
                    BenefitKind = table.Column<int>(type: "int", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    UsedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    OccursAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    BookedDay = table.Column<DateOnly>(type: "date", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    UsedById = table.Column<long>(type: "bigint", nullable: true),
                    ServiceId = table.Column<long>(type: "bigint", nullable: true),
                    ReversesEntryId = table.Column<long>(type: "bigint", nullable: true),
                    BookingId = table.Column<long>(type: "bigint", nullable: true),
                    Hash = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerEntries", x => x.Id);
                    table.CheckConstraint("CK_LedgerEntries_R3_ReversalNamesItsEntry", "(Kind = 4 AND ReversesEntryId IS NOT NULL AND EffectiveKind IN (1, 2, 3, 5, 6, 7)) OR (Kind <> 4 AND ReversesEntryId IS NULL AND EffectiveKind = Kind)");
                    table.CheckConstraint("CK_LedgerEntries_R3_SignOfKind", "(Kind = 1 AND Amount >= 0) OR (Kind = 2 AND Amount < 0) OR (Kind IN (3, 5) AND Amount <> 0) OR Kind = 4 OR (Kind = 6 AND Amount <= 0) OR (Kind = 7 AND Amount > 0)");
                    table.CheckConstraint("CK_LedgerEntries_R7_SequenceFromOne", "Sequence >= 1");
                    table.ForeignKey(
                        name: "FK_LedgerEntries_Credits_SameOwnerAndKind",
                        columns: x => new { x.CreditId, x.OwnerId, x.BenefitKind },
                        principalTable: "Credits",
                        principalColumns: new[] { "Id", "OwnerId", "BenefitKind" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LedgerEntries_LedgerEntries_R3_Reverses",
                        column: x => x.ReversesEntryId,
                        principalTable: "LedgerEntries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LedgerEntries_Members_UsedBy",
                        column: x => x.UsedById,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LedgerEntries_Postings",
                        column: x => x.PostingId,
                        principalTable: "Postings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LedgerEntries_Services",
                        column: x => x.ServiceId,
                        principalTable: "Services",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "GroupMembers",
                columns: table => new
                {
                    GroupId = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    MayUse = table.Column<bool>(type: "bit", nullable: false)
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
                name: "GroupShares",
                columns: table => new
                {
                    GroupId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false)
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
                name: "MembershipCredits",
                columns: table => new
                {
                    CreditId = table.Column<long>(type: "bigint", nullable: false),
                    MembershipId = table.Column<long>(type: "bigint", nullable: false),
                    PlanLineId = table.Column<long>(type: "bigint", nullable: false),
                    Period = table.Column<int>(type: "int", nullable: false),
                    Part = table.Column<int>(type: "int", nullable: false),
                    Succession = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MembershipCredits", x => x.CreditId);
                    table.CheckConstraint("CK_MembershipCredits_R26_Part", "Part BETWEEN 1 AND 3");
                    table.ForeignKey(
                        name: "FK_MembershipCredits_Credits",
                        column: x => x.CreditId,
                        principalTable: "Credits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MembershipCredits_Memberships",
                        column: x => x.MembershipId,
                        principalTable: "Memberships",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MembershipCredits_PlanLines",
                        column: x => x.PlanLineId,
                        principalTable: "PlanLines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MembershipLines",
                columns: table => new
                {
                    MembershipId = table.Column<long>(type: "bigint", nullable: false),
                    PlanLineId = table.Column<long>(type: "bigint", nullable: false),
                    NextPeriod = table.Column<int>(type: "int", nullable: false),
                    NextStartsAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    SetAsideAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    SetAsideReason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MembershipLines", x => new { x.MembershipId, x.PlanLineId });
                    table.CheckConstraint("CK_MembershipLines_R25_NextPeriod", "NextPeriod >= 0");
                    table.ForeignKey(
                        name: "FK_MembershipLines_Memberships",
                        column: x => x.MembershipId,
                        principalTable: "Memberships",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MembershipLines_PlanLines",
                        column: x => x.PlanLineId,
                        principalTable: "PlanLines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PlanLineTerms",
                columns: table => new
                {
                    PlanLineId = table.Column<long>(type: "bigint", nullable: false),
                    EffectiveFrom = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    RolloverMin = table.Column<long>(type: "bigint", nullable: true),
                    RolloverMax = table.Column<long>(type: "bigint", nullable: true),
                    ChangedById = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanLineTerms", x => new { x.PlanLineId, x.EffectiveFrom });
                    table.CheckConstraint("CK_PlanLineTerms_R25_Amount", "Amount >= 0");
                    table.CheckConstraint("CK_PlanLineTerms_R26_Rollover", "(RolloverMin IS NULL AND RolloverMax IS NULL) OR (RolloverMin >= 0 AND (RolloverMax IS NULL OR (RolloverMax > 0 AND RolloverMax >= RolloverMin)))");
                    table.ForeignKey(
                        name: "FK_PlanLineTerms_PlanLines",
                        column: x => x.PlanLineId,
                        principalTable: "PlanLines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SharedUses",
                columns: table => new
                {
                    EntryId = table.Column<long>(type: "bigint", nullable: false),
                    UsedById = table.Column<long>(type: "bigint", nullable: false),
                    OwnerId = table.Column<long>(type: "bigint", nullable: false),
                    BenefitKind = table.Column<int>(type: "int", nullable: false),
                    UsedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SharedUses", x => x.EntryId);
                    table.ForeignKey(
                        name: "FK_SharedUses_LedgerEntries",
                        column: x => x.EntryId,
                        principalTable: "LedgerEntries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "GroupCaps",
                columns: table => new
                {
                    GroupId = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Period = table.Column<int>(type: "int", nullable: false)
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

            migrationBuilder.InsertData(
                table: "IdBlocks",
                columns: new[] { "Name", "NextId" },
                values: new object[,]
                {
                    { "Benefits", 1L },
                    { "Credits", 1L },
                    { "Groups", 1L },
                    { "LedgerEntries", 1L },
                    { "Memberships", 1L },
                    { "PlanLines", 1L },
                    { "Plans", 1L },
                    { "Postings", 1L },
                    { "ProductLines", 1L },
                    { "Products", 1L },
                    { "Services", 1L }
                });

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "AspNetUsers",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "AspNetUsers",
                column: "NormalizedUserName",
                unique: true,
                filter: "[NormalizedUserName] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "UX_Benefits_Reference",
                table: "Benefits",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CreditBalances_ExpiresAt",
                table: "CreditBalances",
                columns: new[] { "ExpiresAt", "CreditId" });

            migrationBuilder.CreateIndex(
                name: "IX_CreditBalances_Outstanding",
                table: "CreditBalances",
                columns: new[] { "BenefitKind", "ExpiresAt", "StartsAt", "Balance", "BenefitId", "OwnerId", "Revoked" });

            migrationBuilder.CreateIndex(
                name: "IX_Credits_OriginCreditId",
                table: "Credits",
                column: "OriginCreditId");

            migrationBuilder.CreateIndex(
                name: "IX_Credits_OwnerId_ExpiresAt",
                table: "Credits",
                columns: new[] { "OwnerId", "ExpiresAt", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "UX_Credits_R9_ExternalId",
                table: "Credits",
                columns: new[] { "ExternalId", "Generation" },
                unique: true,
                filter: "ExternalId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_GroupMembers_MemberId",
                table: "GroupMembers",
                columns: new[] { "MemberId", "GroupId" });

            migrationBuilder.CreateIndex(
                name: "IX_Groups_Kind_SortName",
                table: "Groups",
                columns: new[] { "Kind", "SortName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Groups_OwnerId",
                table: "Groups",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Groups_SortName",
                table: "Groups",
                columns: new[] { "SortName", "Id" });

            migrationBuilder.CreateIndex(
                name: "UX_Groups_Name",
                table: "Groups",
                columns: new[] { "OwnerId", "SortName" },
                unique: true,
                filter: "ArchivedAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_Credit_UsedAt",
                table: "LedgerEntries",
                columns: new[] { "CreditId", "UsedAt", "Sequence", "Amount" });

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_Owner_Kind_UsedAt",
                table: "LedgerEntries",
                columns: new[] { "OwnerId", "BenefitKind", "UsedAt", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_Posting",
                table: "LedgerEntries",
                column: "PostingId");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_UsedAt",
                table: "LedgerEntries",
                columns: new[] { "UsedAt", "BenefitKind", "EffectiveKind", "Amount" });

            migrationBuilder.CreateIndex(
                name: "UX_LedgerEntries_R3_OneGrantPerCredit",
                table: "LedgerEntries",
                column: "CreditId",
                unique: true,
                filter: "Kind = 1");

            migrationBuilder.CreateIndex(
                name: "UX_LedgerEntries_R3_ReversedOnce",
                table: "LedgerEntries",
                column: "ReversesEntryId",
                unique: true,
                filter: "ReversesEntryId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "UX_LedgerEntries_R7_OwnerSequence",
                table: "LedgerEntries",
                columns: new[] { "OwnerId", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Members_Email",
                table: "Members",
                column: "Email");

            migrationBuilder.CreateIndex(
                name: "IX_Members_JoinedOn",
                table: "Members",
                columns: new[] { "JoinedOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Members_SortName",
                table: "Members",
                columns: new[] { "SortName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Members_Status_SortName",
                table: "Members",
                columns: new[] { "Status", "SortName", "Id" });

            migrationBuilder.CreateIndex(
                name: "UX_Members_Reference",
                table: "Members",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MemberSearchTerms_Term",
                table: "MemberSearchTerms",
                columns: new[] { "Term", "MemberId" });

            migrationBuilder.CreateIndex(
                name: "IX_MembershipCredits_MembershipId",
                table: "MembershipCredits",
                columns: new[] { "MembershipId", "CreditId" });

            migrationBuilder.CreateIndex(
                name: "UX_MembershipCredits_R25_OncePerPeriod",
                table: "MembershipCredits",
                columns: new[] { "MembershipId", "PlanLineId", "Period", "Part", "Succession" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MembershipLines_NextStartsAt",
                table: "MembershipLines",
                columns: new[] { "NextStartsAt", "MembershipId", "PlanLineId" });

            migrationBuilder.CreateIndex(
                name: "IX_MembershipLines_SetAside",
                table: "MembershipLines",
                column: "PlanLineId",
                filter: "SetAsideAt IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_MemberId",
                table: "Memberships",
                columns: new[] { "MemberId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_PlanId",
                table: "Memberships",
                columns: new[] { "PlanId", "EndsAt", "StartsOn" });

            migrationBuilder.CreateIndex(
                name: "IX_MemberTags_Tag",
                table: "MemberTags",
                columns: new[] { "Tag", "MemberId" });

            migrationBuilder.CreateIndex(
                name: "IX_PlanLines_BenefitId",
                table: "PlanLines",
                column: "BenefitId");

            migrationBuilder.CreateIndex(
                name: "IX_PlanLines_PlanId",
                table: "PlanLines",
                columns: new[] { "PlanId", "Position" });

            migrationBuilder.CreateIndex(
                name: "UX_Plans_SortName",
                table: "Plans",
                column: "SortName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Postings_R24_ReversesPostingId",
                table: "Postings",
                column: "ReversesPostingId",
                filter: "ReversesPostingId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ProductLines_BenefitId",
                table: "ProductLines",
                column: "BenefitId");

            migrationBuilder.CreateIndex(
                name: "IX_ProductLines_ProductId",
                table: "ProductLines",
                columns: new[] { "ProductId", "Position" });

            migrationBuilder.CreateIndex(
                name: "UX_Products_SortName",
                table: "Products",
                column: "SortName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Sales_MemberId",
                table: "Sales",
                columns: new[] { "MemberId", "PostingId" });

            migrationBuilder.CreateIndex(
                name: "IX_Sales_ProductId",
                table: "Sales",
                column: "ProductId");

            migrationBuilder.CreateIndex(
                name: "UX_Services_Reference",
                table: "Services",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SharedUses_UsedBy",
                table: "SharedUses",
                columns: new[] { "UsedById", "BenefitKind", "UsedAt", "EntryId" });

            migrationBuilder.CreateLedgerTriggers(TargetModel);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropLedgerTriggers(TargetModel);

            migrationBuilder.DropTable(
                name: "AspNetUserClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserLogins");

            migrationBuilder.DropTable(
                name: "AspNetUserTokens");

            migrationBuilder.DropTable(
                name: "BenefitServices");

            migrationBuilder.DropTable(
                name: "CreditBalances");

            migrationBuilder.DropTable(
                name: "DataProtectionKeys");

            migrationBuilder.DropTable(
                name: "GroupCaps");

            migrationBuilder.DropTable(
                name: "GroupShares");

            migrationBuilder.DropTable(
                name: "IdBlocks");

            migrationBuilder.DropTable(
                name: "MemberSearchTerms");

            migrationBuilder.DropTable(
                name: "MembershipCredits");

            migrationBuilder.DropTable(
                name: "MembershipLines");

            migrationBuilder.DropTable(
                name: "MemberTags");

            migrationBuilder.DropTable(
                name: "PlanLineTerms");

            migrationBuilder.DropTable(
                name: "ProductLines");

            migrationBuilder.DropTable(
                name: "Requests");

            migrationBuilder.DropTable(
                name: "Sales");

            migrationBuilder.DropTable(
                name: "SharedUses");

            migrationBuilder.DropTable(
                name: "SiteSettings");

            migrationBuilder.DropTable(
                name: "AspNetUsers");

            migrationBuilder.DropTable(
                name: "GroupMembers");

            migrationBuilder.DropTable(
                name: "Memberships");

            migrationBuilder.DropTable(
                name: "PlanLines");

            migrationBuilder.DropTable(
                name: "Products");

            migrationBuilder.DropTable(
                name: "LedgerEntries");

            migrationBuilder.DropTable(
                name: "Groups");

            migrationBuilder.DropTable(
                name: "Plans");

            migrationBuilder.DropTable(
                name: "Credits");

            migrationBuilder.DropTable(
                name: "Postings");

            migrationBuilder.DropTable(
                name: "Services");

            migrationBuilder.DropTable(
                name: "Benefits");

            migrationBuilder.DropTable(
                name: "Members");
        }
    }
}
