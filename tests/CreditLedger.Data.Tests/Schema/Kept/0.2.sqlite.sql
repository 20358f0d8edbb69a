-- Migration: Initial
CREATE TABLE "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
CREATE TABLE "AspNetUsers" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AspNetUsers" PRIMARY KEY AUTOINCREMENT,
    "Role" INTEGER NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "UserName" TEXT NULL,
    "NormalizedUserName" TEXT NULL,
    "Email" TEXT NULL,
    "NormalizedEmail" TEXT NULL,
    "EmailConfirmed" INTEGER NOT NULL,
    "PasswordHash" TEXT NULL,
    "SecurityStamp" TEXT NULL,
    "ConcurrencyStamp" TEXT NULL,
    "PhoneNumber" TEXT NULL,
    "PhoneNumberConfirmed" INTEGER NOT NULL,
    "TwoFactorEnabled" INTEGER NOT NULL,
    "LockoutEnd" TEXT NULL,
    "LockoutEnabled" INTEGER NOT NULL,
    "AccessFailedCount" INTEGER NOT NULL,
    CONSTRAINT "CK_AspNetUsers_Role" CHECK (Role BETWEEN 1 AND 3)
);
CREATE TABLE "Benefits" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Benefits" PRIMARY KEY AUTOINCREMENT,
    "Name" TEXT NOT NULL,
    "ArchivedAt" INTEGER NULL,
    "Version" INTEGER NOT NULL,
    "Reference" TEXT NOT NULL,
    "Kind" INTEGER NOT NULL,
    "Currency" TEXT NULL,
    "Category" TEXT NULL,
    "StepMinutes" INTEGER NULL,
    "Priority" INTEGER NOT NULL,
    "Shared" INTEGER NOT NULL,
    "VisibleToMembers" INTEGER NOT NULL,
    "RolloverMin" INTEGER NULL,
    "RolloverMax" INTEGER NULL,
    CONSTRAINT "AK_Benefits_Id_Kind" UNIQUE ("Id", "Kind"),
    CONSTRAINT "CK_Benefits_Kind" CHECK (Kind BETWEEN 1 AND 5),
    CONSTRAINT "CK_Benefits_R1_Currency" CHECK ((Kind IN (1, 3) AND Currency IS NOT NULL) OR (Kind NOT IN (1, 3) AND Currency IS NULL)),
    CONSTRAINT "CK_Benefits_R20_StepMinutes" CHECK (StepMinutes IS NULL OR (Kind = 2 AND StepMinutes > 0))
);
CREATE TABLE "DataProtectionKeys" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_DataProtectionKeys" PRIMARY KEY AUTOINCREMENT,
    "FriendlyName" TEXT NULL,
    "Xml" TEXT NOT NULL
);
CREATE TABLE "Members" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Members" PRIMARY KEY AUTOINCREMENT,
    "Reference" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "SortName" TEXT NOT NULL,
    "Email" TEXT NULL,
    "Kind" INTEGER NOT NULL,
    "Status" INTEGER NOT NULL,
    "JoinedOn" TEXT NULL,
    CONSTRAINT "CK_Members_Kind" CHECK (Kind IN (1, 2)),
    CONSTRAINT "CK_Members_Status" CHECK (Status IN (1, 2, 3))
);
CREATE TABLE "Plans" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Plans" PRIMARY KEY AUTOINCREMENT,
    "Name" TEXT NOT NULL,
    "ArchivedAt" INTEGER NULL,
    "Version" INTEGER NOT NULL,
    "SortName" TEXT NOT NULL,
    "Description" TEXT NULL
);
CREATE TABLE "Postings" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Postings" PRIMARY KEY,
    "IdempotencyKey" TEXT NOT NULL,
    "RequestHash" BLOB NOT NULL,
    "Kind" INTEGER NOT NULL,
    "ActorKind" INTEGER NOT NULL,
    "ActorId" INTEGER NOT NULL,
    "TextDigest" BLOB NULL,
    "RecordedAt" INTEGER NOT NULL,
    "EntryCount" INTEGER NOT NULL,
    "ReversesPostingId" INTEGER NULL,
    "BatchId" INTEGER NULL,
    "Description" TEXT NULL,
    "InternalNote" TEXT NULL,
    "TextSalt" BLOB NULL,
    CONSTRAINT "CK_Postings_ActorKind" CHECK (ActorKind BETWEEN 1 AND 3),
    CONSTRAINT "CK_Postings_EntryCount" CHECK (EntryCount >= 1),
    CONSTRAINT "CK_Postings_Kind" CHECK (Kind BETWEEN 1 AND 13),
    CONSTRAINT "CK_Postings_R21_AdjustmentHasReason" CHECK (Kind <> 3 OR TextDigest IS NOT NULL),
    CONSTRAINT "CK_Postings_R24_ReversalNamesItsPosting" CHECK (Kind <> 4 OR ReversesPostingId IS NOT NULL),
    CONSTRAINT "CK_Postings_R41_TextHasDigest" CHECK ((Description IS NULL AND InternalNote IS NULL AND TextSalt IS NULL) OR (TextSalt IS NOT NULL AND TextDigest IS NOT NULL AND (Description IS NOT NULL OR InternalNote IS NOT NULL))),
    CONSTRAINT "FK_Postings_Postings_R24_Reverses" FOREIGN KEY ("ReversesPostingId") REFERENCES "Postings" ("Id") ON DELETE RESTRICT
);
CREATE TABLE "Products" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Products" PRIMARY KEY AUTOINCREMENT,
    "Name" TEXT NOT NULL,
    "ArchivedAt" INTEGER NULL,
    "Version" INTEGER NOT NULL,
    "SortName" TEXT NOT NULL,
    "Description" TEXT NULL
);
CREATE TABLE "Services" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Services" PRIMARY KEY AUTOINCREMENT,
    "Name" TEXT NOT NULL,
    "ArchivedAt" INTEGER NULL,
    "Version" INTEGER NOT NULL,
    "Reference" TEXT NOT NULL,
    "Category" TEXT NULL,
    "IntervalMinutes" INTEGER NULL,
    "Price" INTEGER NULL,
    "Currency" TEXT NULL,
    CONSTRAINT "CK_Services_IntervalMinutes" CHECK (IntervalMinutes IS NULL OR IntervalMinutes > 0),
    CONSTRAINT "CK_Services_R1_Price" CHECK (Price IS NULL OR (Price >= 0 AND Currency IS NOT NULL))
);
CREATE TABLE "SiteSettings" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_SiteSettings" PRIMARY KEY,
    "Version" INTEGER NOT NULL,
    "Name" TEXT NOT NULL,
    "TimeZone" TEXT NOT NULL,
    "Currency" TEXT NOT NULL,
    "BookingIntervalMinutes" INTEGER NOT NULL,
    "BackdatingDays" INTEGER NOT NULL,
    "GreyPagePrice" INTEGER NOT NULL,
    "ColorPagePrice" INTEGER NOT NULL,
    "ClosingGraceDays" INTEGER NOT NULL,
    CONSTRAINT "CK_SiteSettings_R16_BackdatingDays" CHECK (BackdatingDays BETWEEN 0 AND 36500),
    CONSTRAINT "CK_SiteSettings_R20_BookingInterval" CHECK (BookingIntervalMinutes BETWEEN 1 AND 1440),
    CONSTRAINT "CK_SiteSettings_R37_ClosingGrace" CHECK (ClosingGraceDays BETWEEN 0 AND 365),
    CONSTRAINT "CK_SiteSettings_R55_OneRow" CHECK (Id = 1),
    CONSTRAINT "CK_SiteSettings_R55_PagePrices" CHECK (GreyPagePrice >= 0 AND ColorPagePrice >= 0),
    CONSTRAINT "CK_SiteSettings_R55_Version" CHECK (Version >= 1)
);
CREATE TABLE "AspNetUserClaims" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AspNetUserClaims" PRIMARY KEY AUTOINCREMENT,
    "UserId" INTEGER NOT NULL,
    "ClaimType" TEXT NULL,
    "ClaimValue" TEXT NULL,
    CONSTRAINT "FK_AspNetUserClaims_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);
CREATE TABLE "AspNetUserLogins" (
    "LoginProvider" TEXT NOT NULL,
    "ProviderKey" TEXT NOT NULL,
    "ProviderDisplayName" TEXT NULL,
    "UserId" INTEGER NOT NULL,
    CONSTRAINT "PK_AspNetUserLogins" PRIMARY KEY ("LoginProvider", "ProviderKey"),
    CONSTRAINT "FK_AspNetUserLogins_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);
CREATE TABLE "AspNetUserTokens" (
    "UserId" INTEGER NOT NULL,
    "LoginProvider" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Value" TEXT NULL,
    CONSTRAINT "PK_AspNetUserTokens" PRIMARY KEY ("UserId", "LoginProvider", "Name"),
    CONSTRAINT "FK_AspNetUserTokens_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);
CREATE TABLE "Credits" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Credits" PRIMARY KEY,
    "OwnerId" INTEGER NOT NULL,
    "BenefitId" INTEGER NOT NULL,
    "BenefitKind" INTEGER NOT NULL,
    "Amount" INTEGER NOT NULL,
    "Unlimited" INTEGER NOT NULL,
    "StartsAt" INTEGER NOT NULL,
    "ExpiresAt" INTEGER NULL,
    "Priority" INTEGER NOT NULL,
    "Source" INTEGER NOT NULL,
    "SourceName" TEXT NULL,
    "OriginCreditId" INTEGER NULL,
    "Category" INTEGER NULL,
    "PaidAmount" INTEGER NULL,
    "PaidCurrency" TEXT NULL,
    "ExternalId" TEXT NULL,
    "Generation" INTEGER NOT NULL,
    "TextDigest" BLOB NULL,
    "RecordedAt" INTEGER NOT NULL,
    "Description" TEXT NULL,
    "TextSalt" BLOB NULL,
    CONSTRAINT "AK_Credits_Id_OwnerId_BenefitKind" UNIQUE ("Id", "OwnerId", "BenefitKind"),
    CONSTRAINT "CK_Credits_R11_StartsBeforeItExpires" CHECK (ExpiresAt IS NULL OR ExpiresAt > StartsAt),
    CONSTRAINT "CK_Credits_R23_OriginNamed" CHECK (OriginCreditId IS NULL OR Source IN (5, 6, 7)),
    CONSTRAINT "CK_Credits_R40_Category" CHECK (Category IS NULL OR Category BETWEEN 1 AND 4),
    CONSTRAINT "CK_Credits_R40_ComplimentaryIsFree" CHECK (Category IS NULL OR Category <> 2 OR PaidAmount = 0),
    CONSTRAINT "CK_Credits_R40_Paid" CHECK ((PaidAmount IS NULL AND PaidCurrency IS NULL) OR (Category IS NOT NULL AND PaidAmount >= 0 AND (PaidAmount = 0 OR PaidCurrency IS NOT NULL))),
    CONSTRAINT "CK_Credits_R41_TextHasDigest" CHECK ((Description IS NULL AND TextSalt IS NULL) OR (Description IS NOT NULL AND TextSalt IS NOT NULL AND TextDigest IS NOT NULL)),
    CONSTRAINT "CK_Credits_R48_AmountOrUnlimited" CHECK ((Unlimited = 0 AND Amount > 0) OR (Unlimited = 1 AND Amount = 0)),
    CONSTRAINT "CK_Credits_R9_Generation" CHECK (Generation >= 1),
    CONSTRAINT "CK_Credits_Source" CHECK (Source BETWEEN 1 AND 7),
    CONSTRAINT "FK_Credits_Benefits_R1_SameKind" FOREIGN KEY ("BenefitId", "BenefitKind") REFERENCES "Benefits" ("Id", "Kind") ON DELETE RESTRICT,
    CONSTRAINT "FK_Credits_Credits_R23_Origin" FOREIGN KEY ("OriginCreditId") REFERENCES "Credits" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_Credits_Members_Owner" FOREIGN KEY ("OwnerId") REFERENCES "Members" ("Id") ON DELETE RESTRICT
);
CREATE TABLE "Groups" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Groups" PRIMARY KEY AUTOINCREMENT,
    "Name" TEXT NOT NULL,
    "ArchivedAt" INTEGER NULL,
    "Version" INTEGER NOT NULL,
    "SortName" TEXT NOT NULL,
    "Kind" INTEGER NOT NULL,
    "OwnerId" INTEGER NOT NULL,
    "SharedFirst" INTEGER NOT NULL,
    CONSTRAINT "CK_Groups_Kind" CHECK (Kind BETWEEN 1 AND 3),
    CONSTRAINT "FK_Groups_Members_Owner" FOREIGN KEY ("OwnerId") REFERENCES "Members" ("Id") ON DELETE RESTRICT
);
CREATE TABLE "MemberSearchTerms" (
    "MemberId" INTEGER NOT NULL,
    "Term" TEXT NOT NULL,
    CONSTRAINT "PK_MemberSearchTerms" PRIMARY KEY ("MemberId", "Term"),
    CONSTRAINT "FK_MemberSearchTerms_Members_MemberId" FOREIGN KEY ("MemberId") REFERENCES "Members" ("Id") ON DELETE CASCADE
);
CREATE TABLE "MemberTags" (
    "MemberId" INTEGER NOT NULL,
    "Tag" TEXT NOT NULL,
    CONSTRAINT "PK_MemberTags" PRIMARY KEY ("MemberId", "Tag"),
    CONSTRAINT "FK_MemberTags_Members_MemberId" FOREIGN KEY ("MemberId") REFERENCES "Members" ("Id") ON DELETE CASCADE
);
CREATE TABLE "Memberships" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Memberships" PRIMARY KEY,
    "MemberId" INTEGER NOT NULL,
    "PlanId" INTEGER NOT NULL,
    "StartsOn" TEXT NOT NULL,
    "EndsAt" INTEGER NULL,
    "CreatedAt" INTEGER NOT NULL,
    "FollowsId" INTEGER NULL,
    CONSTRAINT "FK_Memberships_Members" FOREIGN KEY ("MemberId") REFERENCES "Members" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_Memberships_Memberships_Follows" FOREIGN KEY ("FollowsId") REFERENCES "Memberships" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_Memberships_Plans" FOREIGN KEY ("PlanId") REFERENCES "Plans" ("Id") ON DELETE RESTRICT
);
CREATE TABLE "PlanLines" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_PlanLines" PRIMARY KEY AUTOINCREMENT,
    "PlanId" INTEGER NOT NULL,
    "BenefitId" INTEGER NOT NULL,
    "Period" INTEGER NOT NULL,
    "Position" INTEGER NOT NULL,
    CONSTRAINT "CK_PlanLines_R25_Period" CHECK (Period BETWEEN 1 AND 5),
    CONSTRAINT "FK_PlanLines_Benefits" FOREIGN KEY ("BenefitId") REFERENCES "Benefits" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_PlanLines_Plans" FOREIGN KEY ("PlanId") REFERENCES "Plans" ("Id") ON DELETE RESTRICT
);
CREATE TABLE "Requests" (
    "IdempotencyKey" TEXT NOT NULL,
    "Generation" INTEGER NOT NULL,
    "Hash" BLOB NOT NULL,
    "PostingId" INTEGER NULL,
    "MadeId" INTEGER NULL,
    "RecordedAt" INTEGER NOT NULL,
    CONSTRAINT "PK_Requests" PRIMARY KEY ("IdempotencyKey", "Generation"),
    CONSTRAINT "CK_Requests_R9_Generation" CHECK (Generation >= 1),
    CONSTRAINT "FK_Requests_Postings" FOREIGN KEY ("PostingId") REFERENCES "Postings" ("Id") ON DELETE RESTRICT
) WITHOUT ROWID;
CREATE TABLE "ProductLines" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_ProductLines" PRIMARY KEY AUTOINCREMENT,
    "ProductId" INTEGER NOT NULL,
    "BenefitId" INTEGER NOT NULL,
    "Amount" INTEGER NOT NULL,
    "Position" INTEGER NOT NULL,
    "ValidDays" INTEGER NULL,
    "ValidUntil" TEXT NULL,
    CONSTRAINT "CK_ProductLines_R29_AmountAboveZero" CHECK (Amount > 0),
    CONSTRAINT "CK_ProductLines_R29_Validity" CHECK ((ValidDays IS NULL OR ValidUntil IS NULL) AND (ValidDays IS NULL OR ValidDays > 0)),
    CONSTRAINT "FK_ProductLines_Benefits" FOREIGN KEY ("BenefitId") REFERENCES "Benefits" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_ProductLines_Products" FOREIGN KEY ("ProductId") REFERENCES "Products" ("Id") ON DELETE CASCADE
);
CREATE TABLE "Sales" (
    "PostingId" INTEGER NOT NULL CONSTRAINT "PK_Sales" PRIMARY KEY,
    "MemberId" INTEGER NOT NULL,
    "ProductId" INTEGER NOT NULL,
    "SoldOn" TEXT NOT NULL,
    CONSTRAINT "FK_Sales_Members" FOREIGN KEY ("MemberId") REFERENCES "Members" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_Sales_Postings" FOREIGN KEY ("PostingId") REFERENCES "Postings" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_Sales_Products" FOREIGN KEY ("ProductId") REFERENCES "Products" ("Id") ON DELETE RESTRICT
);
CREATE TABLE "BenefitServices" (
    "BenefitId" INTEGER NOT NULL,
    "ServiceId" INTEGER NOT NULL,
    CONSTRAINT "PK_BenefitServices" PRIMARY KEY ("BenefitId", "ServiceId"),
    CONSTRAINT "FK_BenefitServices_Benefits_BenefitId" FOREIGN KEY ("BenefitId") REFERENCES "Benefits" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_BenefitServices_Services_ServiceId" FOREIGN KEY ("ServiceId") REFERENCES "Services" ("Id") ON DELETE RESTRICT
);
CREATE TABLE "CreditBalances" (
    "CreditId" INTEGER NOT NULL CONSTRAINT "PK_CreditBalances" PRIMARY KEY,
    "OwnerId" INTEGER NOT NULL,
    "BenefitId" INTEGER NOT NULL,
    "BenefitKind" INTEGER NOT NULL,
    "StartsAt" INTEGER NOT NULL,
    "ExpiresAt" INTEGER NOT NULL,
    "Balance" INTEGER NOT NULL,
    "Used" INTEGER NOT NULL,
    "Adjusted" INTEGER NOT NULL,
    "Moved" INTEGER NOT NULL,
    "LastUsedAt" INTEGER NOT NULL,
    "Revoked" INTEGER NOT NULL,
    CONSTRAINT "CK_CreditBalances_R6_NeverBelowZero" CHECK (Balance >= 0),
    CONSTRAINT "FK_CreditBalances_Credits" FOREIGN KEY ("CreditId") REFERENCES "Credits" ("Id") ON DELETE RESTRICT
);
CREATE TABLE "LedgerEntries" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_LedgerEntries" PRIMARY KEY,
    "OwnerId" INTEGER NOT NULL,
    "Sequence" INTEGER NOT NULL,
    "CreditId" INTEGER NOT NULL,
    "PostingId" INTEGER NOT NULL,
    "Kind" INTEGER NOT NULL,
    "EffectiveKind" INTEGER NOT NULL,
    "BenefitKind" INTEGER NOT NULL,
    "Amount" INTEGER NOT NULL,
    "UsedAt" INTEGER NOT NULL,
    "OccursAt" INTEGER NOT NULL,
    "BookedDay" TEXT NOT NULL,
    "RecordedAt" INTEGER NOT NULL,
    "UsedById" INTEGER NULL,
    "ServiceId" INTEGER NULL,
    "ReversesEntryId" INTEGER NULL,
    "BookingId" INTEGER NULL,
    "Hash" BLOB NOT NULL,
    CONSTRAINT "CK_LedgerEntries_R3_ReversalNamesItsEntry" CHECK ((Kind = 4 AND ReversesEntryId IS NOT NULL AND EffectiveKind IN (1, 2, 3, 5, 6, 7)) OR (Kind <> 4 AND ReversesEntryId IS NULL AND EffectiveKind = Kind)),
    CONSTRAINT "CK_LedgerEntries_R3_SignOfKind" CHECK ((Kind = 1 AND Amount >= 0) OR (Kind = 2 AND Amount < 0) OR (Kind IN (3, 5) AND Amount <> 0) OR Kind = 4 OR (Kind = 6 AND Amount <= 0) OR (Kind = 7 AND Amount > 0)),
    CONSTRAINT "CK_LedgerEntries_R7_SequenceFromOne" CHECK (Sequence >= 1),
    CONSTRAINT "FK_LedgerEntries_Credits_SameOwnerAndKind" FOREIGN KEY ("CreditId", "OwnerId", "BenefitKind") REFERENCES "Credits" ("Id", "OwnerId", "BenefitKind") ON DELETE RESTRICT,
    CONSTRAINT "FK_LedgerEntries_LedgerEntries_R3_Reverses" FOREIGN KEY ("ReversesEntryId") REFERENCES "LedgerEntries" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_LedgerEntries_Members_UsedBy" FOREIGN KEY ("UsedById") REFERENCES "Members" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_LedgerEntries_Postings" FOREIGN KEY ("PostingId") REFERENCES "Postings" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_LedgerEntries_Services" FOREIGN KEY ("ServiceId") REFERENCES "Services" ("Id") ON DELETE RESTRICT
);
CREATE TABLE "GroupMembers" (
    "GroupId" INTEGER NOT NULL,
    "MemberId" INTEGER NOT NULL,
    "MayUse" INTEGER NOT NULL,
    CONSTRAINT "PK_GroupMembers" PRIMARY KEY ("GroupId", "MemberId"),
    CONSTRAINT "FK_GroupMembers_Groups" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_GroupMembers_Members" FOREIGN KEY ("MemberId") REFERENCES "Members" ("Id") ON DELETE RESTRICT
);
CREATE TABLE "GroupShares" (
    "GroupId" INTEGER NOT NULL,
    "Kind" INTEGER NOT NULL,
    CONSTRAINT "PK_GroupShares" PRIMARY KEY ("GroupId", "Kind"),
    CONSTRAINT "CK_GroupShares_Kind" CHECK (Kind BETWEEN 1 AND 5),
    CONSTRAINT "FK_GroupShares_Groups" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE
);
CREATE TABLE "MembershipCredits" (
    "CreditId" INTEGER NOT NULL CONSTRAINT "PK_MembershipCredits" PRIMARY KEY,
    "MembershipId" INTEGER NOT NULL,
    "PlanLineId" INTEGER NOT NULL,
    "Period" INTEGER NOT NULL,
    "Part" INTEGER NOT NULL,
    "Succession" INTEGER NOT NULL,
    CONSTRAINT "CK_MembershipCredits_R26_Part" CHECK (Part BETWEEN 1 AND 3),
    CONSTRAINT "FK_MembershipCredits_Credits" FOREIGN KEY ("CreditId") REFERENCES "Credits" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_MembershipCredits_Memberships" FOREIGN KEY ("MembershipId") REFERENCES "Memberships" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_MembershipCredits_PlanLines" FOREIGN KEY ("PlanLineId") REFERENCES "PlanLines" ("Id") ON DELETE RESTRICT
);
CREATE TABLE "MembershipLines" (
    "MembershipId" INTEGER NOT NULL,
    "PlanLineId" INTEGER NOT NULL,
    "NextPeriod" INTEGER NOT NULL,
    "NextStartsAt" INTEGER NOT NULL,
    "SetAsideAt" INTEGER NULL,
    "SetAsideReason" TEXT NULL,
    CONSTRAINT "PK_MembershipLines" PRIMARY KEY ("MembershipId", "PlanLineId"),
    CONSTRAINT "CK_MembershipLines_R25_NextPeriod" CHECK (NextPeriod >= 0),
    CONSTRAINT "FK_MembershipLines_Memberships" FOREIGN KEY ("MembershipId") REFERENCES "Memberships" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_MembershipLines_PlanLines" FOREIGN KEY ("PlanLineId") REFERENCES "PlanLines" ("Id") ON DELETE RESTRICT
);
CREATE TABLE "PlanLineTerms" (
    "PlanLineId" INTEGER NOT NULL,
    "EffectiveFrom" INTEGER NOT NULL,
    "Amount" INTEGER NOT NULL,
    "RolloverMin" INTEGER NULL,
    "RolloverMax" INTEGER NULL,
    "ChangedById" INTEGER NULL,
    CONSTRAINT "PK_PlanLineTerms" PRIMARY KEY ("PlanLineId", "EffectiveFrom"),
    CONSTRAINT "CK_PlanLineTerms_R25_Amount" CHECK (Amount >= 0),
    CONSTRAINT "CK_PlanLineTerms_R26_Rollover" CHECK ((RolloverMin IS NULL AND RolloverMax IS NULL) OR (RolloverMin >= 0 AND (RolloverMax IS NULL OR (RolloverMax > 0 AND RolloverMax >= RolloverMin)))),
    CONSTRAINT "FK_PlanLineTerms_PlanLines" FOREIGN KEY ("PlanLineId") REFERENCES "PlanLines" ("Id") ON DELETE RESTRICT
);
CREATE TABLE "SharedUses" (
    "EntryId" INTEGER NOT NULL CONSTRAINT "PK_SharedUses" PRIMARY KEY,
    "UsedById" INTEGER NOT NULL,
    "OwnerId" INTEGER NOT NULL,
    "BenefitKind" INTEGER NOT NULL,
    "UsedAt" INTEGER NOT NULL,
    CONSTRAINT "FK_SharedUses_LedgerEntries" FOREIGN KEY ("EntryId") REFERENCES "LedgerEntries" ("Id") ON DELETE RESTRICT
);
CREATE TABLE "GroupCaps" (
    "GroupId" INTEGER NOT NULL,
    "MemberId" INTEGER NOT NULL,
    "Kind" INTEGER NOT NULL,
    "Amount" INTEGER NOT NULL,
    "Period" INTEGER NOT NULL,
    CONSTRAINT "PK_GroupCaps" PRIMARY KEY ("GroupId", "MemberId", "Kind"),
    CONSTRAINT "CK_GroupCaps_Kind" CHECK (Kind BETWEEN 1 AND 5),
    CONSTRAINT "CK_GroupCaps_Period" CHECK (Period BETWEEN 1 AND 5),
    CONSTRAINT "CK_GroupCaps_R13_Amount" CHECK (Amount >= 0),
    CONSTRAINT "FK_GroupCaps_GroupMembers" FOREIGN KEY ("GroupId", "MemberId") REFERENCES "GroupMembers" ("GroupId", "MemberId") ON DELETE CASCADE
);
CREATE INDEX "EmailIndex" ON "AspNetUsers" ("NormalizedEmail");
CREATE UNIQUE INDEX "UserNameIndex" ON "AspNetUsers" ("NormalizedUserName");
CREATE UNIQUE INDEX "UX_Benefits_Reference" ON "Benefits" ("Reference");
CREATE INDEX "IX_CreditBalances_ExpiresAt" ON "CreditBalances" ("ExpiresAt", "CreditId");
CREATE INDEX "IX_CreditBalances_Outstanding" ON "CreditBalances" ("BenefitKind", "ExpiresAt", "StartsAt", "Balance", "BenefitId", "OwnerId", "Revoked");
CREATE INDEX "IX_Credits_OriginCreditId" ON "Credits" ("OriginCreditId");
CREATE INDEX "IX_Credits_OwnerId_ExpiresAt" ON "Credits" ("OwnerId", "ExpiresAt", "StartsAt");
CREATE UNIQUE INDEX "UX_Credits_R9_ExternalId" ON "Credits" ("ExternalId", "Generation") WHERE ExternalId IS NOT NULL;
CREATE INDEX "IX_GroupMembers_MemberId" ON "GroupMembers" ("MemberId", "GroupId");
CREATE INDEX "IX_Groups_Kind_SortName" ON "Groups" ("Kind", "SortName", "Id");
CREATE INDEX "IX_Groups_OwnerId" ON "Groups" ("OwnerId");
CREATE INDEX "IX_Groups_SortName" ON "Groups" ("SortName", "Id");
CREATE UNIQUE INDEX "UX_Groups_Name" ON "Groups" ("OwnerId", "SortName") WHERE ArchivedAt IS NULL;
CREATE INDEX "IX_LedgerEntries_Credit_UsedAt" ON "LedgerEntries" ("CreditId", "UsedAt", "Sequence", "Amount");
CREATE INDEX "IX_LedgerEntries_Owner_Kind_UsedAt" ON "LedgerEntries" ("OwnerId", "BenefitKind", "UsedAt", "Sequence");
CREATE INDEX "IX_LedgerEntries_Posting" ON "LedgerEntries" ("PostingId");
CREATE INDEX "IX_LedgerEntries_UsedAt" ON "LedgerEntries" ("UsedAt", "BenefitKind", "EffectiveKind", "Amount");
CREATE UNIQUE INDEX "UX_LedgerEntries_R3_OneGrantPerCredit" ON "LedgerEntries" ("CreditId") WHERE Kind = 1;
CREATE UNIQUE INDEX "UX_LedgerEntries_R3_ReversedOnce" ON "LedgerEntries" ("ReversesEntryId") WHERE ReversesEntryId IS NOT NULL;
CREATE UNIQUE INDEX "UX_LedgerEntries_R7_OwnerSequence" ON "LedgerEntries" ("OwnerId", "Sequence");
CREATE INDEX "IX_Members_Email" ON "Members" ("Email");
CREATE INDEX "IX_Members_JoinedOn" ON "Members" ("JoinedOn", "Id");
CREATE INDEX "IX_Members_SortName" ON "Members" ("SortName", "Id");
CREATE INDEX "IX_Members_Status_SortName" ON "Members" ("Status", "SortName", "Id");
CREATE UNIQUE INDEX "UX_Members_Reference" ON "Members" ("Reference");
CREATE INDEX "IX_MemberSearchTerms_Term" ON "MemberSearchTerms" ("Term", "MemberId");
CREATE INDEX "IX_MembershipCredits_MembershipId" ON "MembershipCredits" ("MembershipId", "CreditId");
CREATE UNIQUE INDEX "UX_MembershipCredits_R25_OncePerPeriod" ON "MembershipCredits" ("MembershipId", "PlanLineId", "Period", "Part", "Succession");
CREATE INDEX "IX_MembershipLines_NextStartsAt" ON "MembershipLines" ("NextStartsAt", "MembershipId", "PlanLineId");
CREATE INDEX "IX_MembershipLines_SetAside" ON "MembershipLines" ("PlanLineId") WHERE SetAsideAt IS NOT NULL;
CREATE INDEX "IX_Memberships_MemberId" ON "Memberships" ("MemberId", "Id");
CREATE INDEX "IX_Memberships_PlanId" ON "Memberships" ("PlanId", "EndsAt", "StartsOn");
CREATE INDEX "IX_MemberTags_Tag" ON "MemberTags" ("Tag", "MemberId");
CREATE INDEX "IX_PlanLines_BenefitId" ON "PlanLines" ("BenefitId");
CREATE INDEX "IX_PlanLines_PlanId" ON "PlanLines" ("PlanId", "Position");
CREATE UNIQUE INDEX "UX_Plans_SortName" ON "Plans" ("SortName");
CREATE INDEX "IX_Postings_R24_ReversesPostingId" ON "Postings" ("ReversesPostingId") WHERE ReversesPostingId IS NOT NULL;
CREATE INDEX "IX_ProductLines_BenefitId" ON "ProductLines" ("BenefitId");
CREATE INDEX "IX_ProductLines_ProductId" ON "ProductLines" ("ProductId", "Position");
CREATE UNIQUE INDEX "UX_Products_SortName" ON "Products" ("SortName");
CREATE INDEX "IX_Sales_MemberId" ON "Sales" ("MemberId", "PostingId");
CREATE INDEX "IX_Sales_ProductId" ON "Sales" ("ProductId");
CREATE UNIQUE INDEX "UX_Services_Reference" ON "Services" ("Reference");
CREATE INDEX "IX_SharedUses_UsedBy" ON "SharedUses" ("UsedById", "BenefitKind", "UsedAt", "EntryId");
CREATE TRIGGER TR_Credits_R4_NoUpdate BEFORE UPDATE OF Id, OwnerId, BenefitId, BenefitKind, Amount, Unlimited, StartsAt, ExpiresAt, Priority, Source, SourceName, OriginCreditId, Category, PaidAmount, PaidCurrency, ExternalId, Generation, TextDigest, RecordedAt ON Credits BEGIN SELECT RAISE(ABORT, 'R4: rows of Credits are never updated'); END;
CREATE TRIGGER TR_Credits_R41_OnlyErased BEFORE UPDATE OF Description, TextSalt ON Credits
WHEN NEW.Description IS NOT NULL OR NEW.TextSalt IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'R4, R41: texts of Credits are erased whole, never changed'); END;
CREATE TRIGGER TR_Credits_R4_NoDelete BEFORE DELETE ON Credits BEGIN SELECT RAISE(ABORT, 'R4: rows of Credits are never deleted'); END;
CREATE TRIGGER TR_Credits_R4_NoReplace BEFORE INSERT ON Credits
WHEN NEW.Id <= (SELECT MAX(Id) FROM Credits)
OR (NEW.ExternalId IS NOT NULL AND EXISTS (
    SELECT 1 FROM Credits WHERE ExternalId = NEW.ExternalId AND Generation = NEW.Generation AND ExternalId IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'R4, R7: rows of Credits are only appended, never replaced'); END;
CREATE TRIGGER TR_LedgerEntries_R4_NoUpdate BEFORE UPDATE OF Id, OwnerId, Sequence, CreditId, PostingId, Kind, EffectiveKind, BenefitKind, Amount, UsedAt, OccursAt, BookedDay, RecordedAt, UsedById, ServiceId, ReversesEntryId, BookingId, Hash ON LedgerEntries BEGIN SELECT RAISE(ABORT, 'R4: rows of LedgerEntries are never updated'); END;
CREATE TRIGGER TR_LedgerEntries_R4_NoDelete BEFORE DELETE ON LedgerEntries BEGIN SELECT RAISE(ABORT, 'R4: rows of LedgerEntries are never deleted'); END;
CREATE TRIGGER TR_LedgerEntries_R4_NoReplace BEFORE INSERT ON LedgerEntries
WHEN NEW.Id <= (SELECT MAX(Id) FROM LedgerEntries)
OR NEW.Sequence <> 1 + COALESCE((SELECT MAX(Sequence) FROM LedgerEntries WHERE OwnerId = NEW.OwnerId), 0)
OR (NEW.ReversesEntryId IS NOT NULL AND EXISTS (SELECT 1 FROM LedgerEntries WHERE ReversesEntryId = NEW.ReversesEntryId))
OR (NEW.Kind = 1 AND EXISTS (SELECT 1 FROM LedgerEntries WHERE Kind = 1 AND CreditId = NEW.CreditId))
BEGIN SELECT RAISE(ABORT, 'R4, R7: rows of LedgerEntries are only appended, never replaced'); END;
CREATE TRIGGER TR_Postings_R4_NoUpdate BEFORE UPDATE OF Id, RequestHash, Kind, ActorKind, ActorId, TextDigest, RecordedAt, EntryCount, ReversesPostingId, BatchId, IdempotencyKey ON Postings BEGIN SELECT RAISE(ABORT, 'R4: rows of Postings are never updated'); END;
CREATE TRIGGER TR_Postings_R41_OnlyErased BEFORE UPDATE OF Description, InternalNote, TextSalt ON Postings
WHEN NEW.Description IS NOT NULL OR NEW.InternalNote IS NOT NULL OR NEW.TextSalt IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'R4, R41: texts of Postings are erased whole, never changed'); END;
CREATE TRIGGER TR_Postings_R4_NoDelete BEFORE DELETE ON Postings BEGIN SELECT RAISE(ABORT, 'R4: rows of Postings are never deleted'); END;
CREATE TRIGGER TR_Postings_R4_NoReplace BEFORE INSERT ON Postings
WHEN NEW.Id <= (SELECT MAX(Id) FROM Postings)
BEGIN SELECT RAISE(ABORT, 'R4, R7: rows of Postings are only appended, never replaced'); END;
