-- Migration: Initial
IF OBJECT_ID(N'[__EFMigrationsHistory]') IS NULL
BEGIN
    CREATE TABLE [__EFMigrationsHistory] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___EFMigrationsHistory] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
CREATE TABLE [AspNetUsers] (
    [Id] bigint NOT NULL IDENTITY,
    [Role] int NOT NULL,
    [CreatedAt] datetime2(3) NOT NULL,
    [UserName] nvarchar(256) NULL,
    [NormalizedUserName] nvarchar(256) NULL,
    [Email] nvarchar(256) NULL,
    [NormalizedEmail] nvarchar(256) NULL,
    [EmailConfirmed] bit NOT NULL,
    [PasswordHash] nvarchar(max) NULL,
    [SecurityStamp] nvarchar(max) NULL,
    [ConcurrencyStamp] nvarchar(max) NULL,
    [PhoneNumber] nvarchar(50) NULL,
    [PhoneNumberConfirmed] bit NOT NULL,
    [TwoFactorEnabled] bit NOT NULL,
    [LockoutEnd] datetimeoffset NULL,
    [LockoutEnabled] bit NOT NULL,
    [AccessFailedCount] int NOT NULL,
    CONSTRAINT [PK_AspNetUsers] PRIMARY KEY ([Id]),
    CONSTRAINT [CK_AspNetUsers_Role] CHECK (Role BETWEEN 1 AND 3)
);

CREATE TABLE [Benefits] (
    [Id] bigint NOT NULL,
    [Name] nvarchar(200) NOT NULL,
    [ArchivedAt] datetime2(3) NULL,
    [Version] int NOT NULL,
    [Reference] nvarchar(100) COLLATE Latin1_General_BIN2 NOT NULL,
    [Kind] int NOT NULL,
    [Currency] nvarchar(3) COLLATE Latin1_General_BIN2 NULL,
    [Category] nvarchar(100) NULL,
    [StepMinutes] int NULL,
    [Priority] int NOT NULL,
    [Shared] bit NOT NULL,
    [VisibleToMembers] bit NOT NULL,
    [RolloverMin] bigint NULL,
    [RolloverMax] bigint NULL,
    CONSTRAINT [PK_Benefits] PRIMARY KEY ([Id]),
    CONSTRAINT [AK_Benefits_Id_Kind] UNIQUE ([Id], [Kind]),
    CONSTRAINT [CK_Benefits_Kind] CHECK (Kind BETWEEN 1 AND 5),
    CONSTRAINT [CK_Benefits_R1_Currency] CHECK ((Kind IN (1, 3) AND Currency IS NOT NULL) OR (Kind NOT IN (1, 3) AND Currency IS NULL)),
    CONSTRAINT [CK_Benefits_R20_StepMinutes] CHECK (StepMinutes IS NULL OR (Kind = 2 AND StepMinutes > 0))
);

CREATE TABLE [DataProtectionKeys] (
    [Id] bigint NOT NULL IDENTITY,
    [FriendlyName] nvarchar(200) NULL,
    [Xml] nvarchar(max) NOT NULL,
    CONSTRAINT [PK_DataProtectionKeys] PRIMARY KEY ([Id])
);

CREATE TABLE [IdBlocks] (
    [Name] nvarchar(50) COLLATE Latin1_General_BIN2 NOT NULL,
    [NextId] bigint NOT NULL,
    CONSTRAINT [PK_IdBlocks] PRIMARY KEY ([Name])
);

CREATE TABLE [Members] (
    [Id] bigint NOT NULL IDENTITY,
    [Reference] nvarchar(100) COLLATE Latin1_General_BIN2 NOT NULL,
    [Name] nvarchar(200) NOT NULL,
    [SortName] nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    [Email] nvarchar(254) NULL,
    [Kind] int NOT NULL,
    [Status] int NOT NULL,
    [JoinedOn] date NULL,
    CONSTRAINT [PK_Members] PRIMARY KEY ([Id]),
    CONSTRAINT [CK_Members_Kind] CHECK (Kind IN (1, 2)),
    CONSTRAINT [CK_Members_Status] CHECK (Status IN (1, 2, 3))
);

CREATE TABLE [Plans] (
    [Id] bigint NOT NULL,
    [Name] nvarchar(200) NOT NULL,
    [ArchivedAt] datetime2(3) NULL,
    [Version] int NOT NULL,
    [SortName] nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    [Description] nvarchar(500) NULL,
    CONSTRAINT [PK_Plans] PRIMARY KEY ([Id])
);

CREATE TABLE [Postings] (
    [Id] bigint NOT NULL,
    [IdempotencyKey] nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    [RequestHash] binary(32) NOT NULL,
    [Kind] int NOT NULL,
    [ActorKind] int NOT NULL,
    [ActorId] bigint NOT NULL,
    [TextDigest] binary(32) NULL,
    [RecordedAt] datetime2(3) NOT NULL,
    [EntryCount] int NOT NULL,
    [ReversesPostingId] bigint NULL,
    [BatchId] bigint NULL,
    [Description] nvarchar(500) NULL,
    [InternalNote] nvarchar(500) NULL,
    [TextSalt] binary(32) NULL,
    CONSTRAINT [PK_Postings] PRIMARY KEY ([Id]),
    CONSTRAINT [CK_Postings_ActorKind] CHECK (ActorKind BETWEEN 1 AND 3),
    CONSTRAINT [CK_Postings_EntryCount] CHECK (EntryCount >= 1),
    CONSTRAINT [CK_Postings_Kind] CHECK (Kind BETWEEN 1 AND 13),
    CONSTRAINT [CK_Postings_R21_AdjustmentHasReason] CHECK (Kind <> 3 OR TextDigest IS NOT NULL),
    CONSTRAINT [CK_Postings_R24_ReversalNamesItsPosting] CHECK (Kind <> 4 OR ReversesPostingId IS NOT NULL),
    CONSTRAINT [CK_Postings_R41_TextHasDigest] CHECK ((Description IS NULL AND InternalNote IS NULL AND TextSalt IS NULL) OR (TextSalt IS NOT NULL AND TextDigest IS NOT NULL AND (Description IS NOT NULL OR InternalNote IS NOT NULL))),
    CONSTRAINT [FK_Postings_Postings_R24_Reverses] FOREIGN KEY ([ReversesPostingId]) REFERENCES [Postings] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [Products] (
    [Id] bigint NOT NULL,
    [Name] nvarchar(200) NOT NULL,
    [ArchivedAt] datetime2(3) NULL,
    [Version] int NOT NULL,
    [SortName] nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    [Description] nvarchar(500) NULL,
    CONSTRAINT [PK_Products] PRIMARY KEY ([Id])
);

CREATE TABLE [Services] (
    [Id] bigint NOT NULL,
    [Name] nvarchar(200) NOT NULL,
    [ArchivedAt] datetime2(3) NULL,
    [Version] int NOT NULL,
    [Reference] nvarchar(100) COLLATE Latin1_General_BIN2 NOT NULL,
    [Category] nvarchar(100) NULL,
    [IntervalMinutes] int NULL,
    [Price] bigint NULL,
    [Currency] nvarchar(3) COLLATE Latin1_General_BIN2 NULL,
    CONSTRAINT [PK_Services] PRIMARY KEY ([Id]),
    CONSTRAINT [CK_Services_IntervalMinutes] CHECK (IntervalMinutes IS NULL OR IntervalMinutes > 0),
    CONSTRAINT [CK_Services_R1_Price] CHECK (Price IS NULL OR (Price >= 0 AND Currency IS NOT NULL))
);

CREATE TABLE [SiteSettings] (
    [Id] bigint NOT NULL,
    [Version] int NOT NULL,
    [Name] nvarchar(100) NOT NULL,
    [TimeZone] nvarchar(100) COLLATE Latin1_General_BIN2 NOT NULL,
    [Currency] nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,
    [BookingIntervalMinutes] int NOT NULL,
    [BackdatingDays] int NOT NULL,
    [GreyPagePrice] bigint NOT NULL,
    [ColorPagePrice] bigint NOT NULL,
    [ClosingGraceDays] int NOT NULL,
    CONSTRAINT [PK_SiteSettings] PRIMARY KEY ([Id]),
    CONSTRAINT [CK_SiteSettings_R16_BackdatingDays] CHECK (BackdatingDays BETWEEN 0 AND 36500),
    CONSTRAINT [CK_SiteSettings_R20_BookingInterval] CHECK (BookingIntervalMinutes BETWEEN 1 AND 1440),
    CONSTRAINT [CK_SiteSettings_R37_ClosingGrace] CHECK (ClosingGraceDays BETWEEN 0 AND 365),
    CONSTRAINT [CK_SiteSettings_R55_OneRow] CHECK (Id = 1),
    CONSTRAINT [CK_SiteSettings_R55_PagePrices] CHECK (GreyPagePrice >= 0 AND ColorPagePrice >= 0),
    CONSTRAINT [CK_SiteSettings_R55_Version] CHECK (Version >= 1)
);

CREATE TABLE [AspNetUserClaims] (
    [Id] int NOT NULL IDENTITY,
    [UserId] bigint NOT NULL,
    [ClaimType] nvarchar(max) NULL,
    [ClaimValue] nvarchar(max) NULL,
    CONSTRAINT [PK_AspNetUserClaims] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_AspNetUserClaims_AspNetUsers_UserId] FOREIGN KEY ([UserId]) REFERENCES [AspNetUsers] ([Id]) ON DELETE CASCADE
);

CREATE TABLE [AspNetUserLogins] (
    [LoginProvider] nvarchar(450) NOT NULL,
    [ProviderKey] nvarchar(450) NOT NULL,
    [ProviderDisplayName] nvarchar(max) NULL,
    [UserId] bigint NOT NULL,
    CONSTRAINT [PK_AspNetUserLogins] PRIMARY KEY ([LoginProvider], [ProviderKey]),
    CONSTRAINT [FK_AspNetUserLogins_AspNetUsers_UserId] FOREIGN KEY ([UserId]) REFERENCES [AspNetUsers] ([Id]) ON DELETE CASCADE
);

CREATE TABLE [AspNetUserTokens] (
    [UserId] bigint NOT NULL,
    [LoginProvider] nvarchar(450) NOT NULL,
    [Name] nvarchar(450) NOT NULL,
    [Value] nvarchar(max) NULL,
    CONSTRAINT [PK_AspNetUserTokens] PRIMARY KEY ([UserId], [LoginProvider], [Name]),
    CONSTRAINT [FK_AspNetUserTokens_AspNetUsers_UserId] FOREIGN KEY ([UserId]) REFERENCES [AspNetUsers] ([Id]) ON DELETE CASCADE
);

CREATE TABLE [Credits] (
    [Id] bigint NOT NULL,
    [OwnerId] bigint NOT NULL,
    [BenefitId] bigint NOT NULL,
    [BenefitKind] int NOT NULL,
    [Amount] bigint NOT NULL,
    [Unlimited] bit NOT NULL,
    [StartsAt] datetime2(3) NOT NULL,
    [ExpiresAt] datetime2(3) NULL,
    [Priority] int NOT NULL,
    [Source] int NOT NULL,
    [SourceName] nvarchar(200) NULL,
    [OriginCreditId] bigint NULL,
    [Category] int NULL,
    [PaidAmount] bigint NULL,
    [PaidCurrency] nvarchar(3) COLLATE Latin1_General_BIN2 NULL,
    [ExternalId] nvarchar(200) COLLATE Latin1_General_BIN2 NULL,
    [Generation] int NOT NULL,
    [TextDigest] binary(32) NULL,
    [RecordedAt] datetime2(3) NOT NULL,
    [Description] nvarchar(500) NULL,
    [TextSalt] binary(32) NULL,
    CONSTRAINT [PK_Credits] PRIMARY KEY ([Id]),
    CONSTRAINT [AK_Credits_Id_OwnerId_BenefitKind] UNIQUE ([Id], [OwnerId], [BenefitKind]),
    CONSTRAINT [CK_Credits_R11_StartsBeforeItExpires] CHECK (ExpiresAt IS NULL OR ExpiresAt > StartsAt),
    CONSTRAINT [CK_Credits_R23_OriginNamed] CHECK (OriginCreditId IS NULL OR Source IN (5, 6, 7)),
    CONSTRAINT [CK_Credits_R40_Category] CHECK (Category IS NULL OR Category BETWEEN 1 AND 4),
    CONSTRAINT [CK_Credits_R40_ComplimentaryIsFree] CHECK (Category IS NULL OR Category <> 2 OR PaidAmount = 0),
    CONSTRAINT [CK_Credits_R40_Paid] CHECK ((PaidAmount IS NULL AND PaidCurrency IS NULL) OR (Category IS NOT NULL AND PaidAmount >= 0 AND (PaidAmount = 0 OR PaidCurrency IS NOT NULL))),
    CONSTRAINT [CK_Credits_R41_TextHasDigest] CHECK ((Description IS NULL AND TextSalt IS NULL) OR (Description IS NOT NULL AND TextSalt IS NOT NULL AND TextDigest IS NOT NULL)),
    CONSTRAINT [CK_Credits_R48_AmountOrUnlimited] CHECK ((Unlimited = 0 AND Amount > 0) OR (Unlimited = 1 AND Amount = 0)),
    CONSTRAINT [CK_Credits_R9_Generation] CHECK (Generation >= 1),
    CONSTRAINT [CK_Credits_Source] CHECK (Source BETWEEN 1 AND 7),
    CONSTRAINT [FK_Credits_Benefits_R1_SameKind] FOREIGN KEY ([BenefitId], [BenefitKind]) REFERENCES [Benefits] ([Id], [Kind]) ON DELETE NO ACTION,
    CONSTRAINT [FK_Credits_Credits_R23_Origin] FOREIGN KEY ([OriginCreditId]) REFERENCES [Credits] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_Credits_Members_Owner] FOREIGN KEY ([OwnerId]) REFERENCES [Members] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [Groups] (
    [Id] bigint NOT NULL,
    [Name] nvarchar(200) NOT NULL,
    [ArchivedAt] datetime2(3) NULL,
    [Version] int NOT NULL,
    [SortName] nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    [Kind] int NOT NULL,
    [OwnerId] bigint NOT NULL,
    [SharedFirst] bit NOT NULL,
    CONSTRAINT [PK_Groups] PRIMARY KEY ([Id]),
    CONSTRAINT [CK_Groups_Kind] CHECK (Kind BETWEEN 1 AND 3),
    CONSTRAINT [FK_Groups_Members_Owner] FOREIGN KEY ([OwnerId]) REFERENCES [Members] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [MemberSearchTerms] (
    [MemberId] bigint NOT NULL,
    [Term] nvarchar(100) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT [PK_MemberSearchTerms] PRIMARY KEY ([MemberId], [Term]),
    CONSTRAINT [FK_MemberSearchTerms_Members_MemberId] FOREIGN KEY ([MemberId]) REFERENCES [Members] ([Id]) ON DELETE CASCADE
);

CREATE TABLE [MemberTags] (
    [MemberId] bigint NOT NULL,
    [Tag] nvarchar(50) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT [PK_MemberTags] PRIMARY KEY ([MemberId], [Tag]),
    CONSTRAINT [FK_MemberTags_Members_MemberId] FOREIGN KEY ([MemberId]) REFERENCES [Members] ([Id]) ON DELETE CASCADE
);

CREATE TABLE [Memberships] (
    [Id] bigint NOT NULL,
    [MemberId] bigint NOT NULL,
    [PlanId] bigint NOT NULL,
    [StartsOn] date NOT NULL,
    [EndsAt] datetime2(3) NULL,
    [CreatedAt] datetime2(3) NOT NULL,
    [FollowsId] bigint NULL,
    CONSTRAINT [PK_Memberships] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_Memberships_Members] FOREIGN KEY ([MemberId]) REFERENCES [Members] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_Memberships_Memberships_Follows] FOREIGN KEY ([FollowsId]) REFERENCES [Memberships] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_Memberships_Plans] FOREIGN KEY ([PlanId]) REFERENCES [Plans] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [PlanLines] (
    [Id] bigint NOT NULL,
    [PlanId] bigint NOT NULL,
    [BenefitId] bigint NOT NULL,
    [Period] int NOT NULL,
    [Position] int NOT NULL,
    CONSTRAINT [PK_PlanLines] PRIMARY KEY ([Id]),
    CONSTRAINT [CK_PlanLines_R25_Period] CHECK (Period BETWEEN 1 AND 5),
    CONSTRAINT [FK_PlanLines_Benefits] FOREIGN KEY ([BenefitId]) REFERENCES [Benefits] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_PlanLines_Plans] FOREIGN KEY ([PlanId]) REFERENCES [Plans] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [Requests] (
    [IdempotencyKey] nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    [Generation] int NOT NULL,
    [Hash] binary(32) NOT NULL,
    [PostingId] bigint NULL,
    [MadeId] bigint NULL,
    [RecordedAt] datetime2(3) NOT NULL,
    CONSTRAINT [PK_Requests] PRIMARY KEY ([IdempotencyKey], [Generation]),
    CONSTRAINT [CK_Requests_R9_Generation] CHECK (Generation >= 1),
    CONSTRAINT [FK_Requests_Postings] FOREIGN KEY ([PostingId]) REFERENCES [Postings] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [ProductLines] (
    [Id] bigint NOT NULL,
    [ProductId] bigint NOT NULL,
    [BenefitId] bigint NOT NULL,
    [Amount] bigint NOT NULL,
    [Position] int NOT NULL,
    [ValidDays] int NULL,
    [ValidUntil] date NULL,
    CONSTRAINT [PK_ProductLines] PRIMARY KEY ([Id]),
    CONSTRAINT [CK_ProductLines_R29_AmountAboveZero] CHECK (Amount > 0),
    CONSTRAINT [CK_ProductLines_R29_Validity] CHECK ((ValidDays IS NULL OR ValidUntil IS NULL) AND (ValidDays IS NULL OR ValidDays > 0)),
    CONSTRAINT [FK_ProductLines_Benefits] FOREIGN KEY ([BenefitId]) REFERENCES [Benefits] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_ProductLines_Products] FOREIGN KEY ([ProductId]) REFERENCES [Products] ([Id]) ON DELETE CASCADE
);

CREATE TABLE [Sales] (
    [PostingId] bigint NOT NULL,
    [MemberId] bigint NOT NULL,
    [ProductId] bigint NOT NULL,
    [SoldOn] date NOT NULL,
    CONSTRAINT [PK_Sales] PRIMARY KEY ([PostingId]),
    CONSTRAINT [FK_Sales_Members] FOREIGN KEY ([MemberId]) REFERENCES [Members] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_Sales_Postings] FOREIGN KEY ([PostingId]) REFERENCES [Postings] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_Sales_Products] FOREIGN KEY ([ProductId]) REFERENCES [Products] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [BenefitServices] (
    [BenefitId] bigint NOT NULL,
    [ServiceId] bigint NOT NULL,
    CONSTRAINT [PK_BenefitServices] PRIMARY KEY ([BenefitId], [ServiceId]),
    CONSTRAINT [FK_BenefitServices_Benefits_BenefitId] FOREIGN KEY ([BenefitId]) REFERENCES [Benefits] ([Id]) ON DELETE CASCADE,
    CONSTRAINT [FK_BenefitServices_Services_ServiceId] FOREIGN KEY ([ServiceId]) REFERENCES [Services] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [CreditBalances] (
    [CreditId] bigint NOT NULL,
    [OwnerId] bigint NOT NULL,
    [BenefitId] bigint NOT NULL,
    [BenefitKind] int NOT NULL,
    [StartsAt] datetime2(3) NOT NULL,
    [ExpiresAt] datetime2(3) NOT NULL,
    [Balance] bigint NOT NULL,
    [Used] bigint NOT NULL,
    [Adjusted] bigint NOT NULL,
    [Moved] bigint NOT NULL,
    [LastUsedAt] datetime2(3) NOT NULL,
    [Revoked] bit NOT NULL,
    CONSTRAINT [PK_CreditBalances] PRIMARY KEY ([CreditId]),
    CONSTRAINT [CK_CreditBalances_R6_NeverBelowZero] CHECK (Balance >= 0),
    CONSTRAINT [FK_CreditBalances_Credits] FOREIGN KEY ([CreditId]) REFERENCES [Credits] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [LedgerEntries] (
    [Id] bigint NOT NULL,
    [OwnerId] bigint NOT NULL,
    [Sequence] bigint NOT NULL,
    [CreditId] bigint NOT NULL,
    [PostingId] bigint NOT NULL,
    [Kind] int NOT NULL,
    [EffectiveKind] int NOT NULL,
    [BenefitKind] int NOT NULL,
    [Amount] bigint NOT NULL,
    [UsedAt] datetime2(3) NOT NULL,
    [OccursAt] datetime2(3) NOT NULL,
    [BookedDay] date NOT NULL,
    [RecordedAt] datetime2(3) NOT NULL,
    [UsedById] bigint NULL,
    [ServiceId] bigint NULL,
    [ReversesEntryId] bigint NULL,
    [BookingId] bigint NULL,
    [Hash] binary(32) NOT NULL,
    CONSTRAINT [PK_LedgerEntries] PRIMARY KEY ([Id]),
    CONSTRAINT [CK_LedgerEntries_R3_ReversalNamesItsEntry] CHECK ((Kind = 4 AND ReversesEntryId IS NOT NULL AND EffectiveKind IN (1, 2, 3, 5, 6, 7)) OR (Kind <> 4 AND ReversesEntryId IS NULL AND EffectiveKind = Kind)),
    CONSTRAINT [CK_LedgerEntries_R3_SignOfKind] CHECK ((Kind = 1 AND Amount >= 0) OR (Kind = 2 AND Amount < 0) OR (Kind IN (3, 5) AND Amount <> 0) OR Kind = 4 OR (Kind = 6 AND Amount <= 0) OR (Kind = 7 AND Amount > 0)),
    CONSTRAINT [CK_LedgerEntries_R7_SequenceFromOne] CHECK (Sequence >= 1),
    CONSTRAINT [FK_LedgerEntries_Credits_SameOwnerAndKind] FOREIGN KEY ([CreditId], [OwnerId], [BenefitKind]) REFERENCES [Credits] ([Id], [OwnerId], [BenefitKind]) ON DELETE NO ACTION,
    CONSTRAINT [FK_LedgerEntries_LedgerEntries_R3_Reverses] FOREIGN KEY ([ReversesEntryId]) REFERENCES [LedgerEntries] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_LedgerEntries_Members_UsedBy] FOREIGN KEY ([UsedById]) REFERENCES [Members] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_LedgerEntries_Postings] FOREIGN KEY ([PostingId]) REFERENCES [Postings] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_LedgerEntries_Services] FOREIGN KEY ([ServiceId]) REFERENCES [Services] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [GroupMembers] (
    [GroupId] bigint NOT NULL,
    [MemberId] bigint NOT NULL,
    [MayUse] bit NOT NULL,
    CONSTRAINT [PK_GroupMembers] PRIMARY KEY ([GroupId], [MemberId]),
    CONSTRAINT [FK_GroupMembers_Groups] FOREIGN KEY ([GroupId]) REFERENCES [Groups] ([Id]) ON DELETE CASCADE,
    CONSTRAINT [FK_GroupMembers_Members] FOREIGN KEY ([MemberId]) REFERENCES [Members] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [GroupShares] (
    [GroupId] bigint NOT NULL,
    [Kind] int NOT NULL,
    CONSTRAINT [PK_GroupShares] PRIMARY KEY ([GroupId], [Kind]),
    CONSTRAINT [CK_GroupShares_Kind] CHECK (Kind BETWEEN 1 AND 5),
    CONSTRAINT [FK_GroupShares_Groups] FOREIGN KEY ([GroupId]) REFERENCES [Groups] ([Id]) ON DELETE CASCADE
);

CREATE TABLE [MembershipCredits] (
    [CreditId] bigint NOT NULL,
    [MembershipId] bigint NOT NULL,
    [PlanLineId] bigint NOT NULL,
    [Period] int NOT NULL,
    [Part] int NOT NULL,
    [Succession] int NOT NULL,
    CONSTRAINT [PK_MembershipCredits] PRIMARY KEY ([CreditId]),
    CONSTRAINT [CK_MembershipCredits_R26_Part] CHECK (Part BETWEEN 1 AND 3),
    CONSTRAINT [FK_MembershipCredits_Credits] FOREIGN KEY ([CreditId]) REFERENCES [Credits] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_MembershipCredits_Memberships] FOREIGN KEY ([MembershipId]) REFERENCES [Memberships] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_MembershipCredits_PlanLines] FOREIGN KEY ([PlanLineId]) REFERENCES [PlanLines] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [MembershipLines] (
    [MembershipId] bigint NOT NULL,
    [PlanLineId] bigint NOT NULL,
    [NextPeriod] int NOT NULL,
    [NextStartsAt] datetime2(3) NOT NULL,
    [SetAsideAt] datetime2(3) NULL,
    [SetAsideReason] nvarchar(1000) NULL,
    CONSTRAINT [PK_MembershipLines] PRIMARY KEY ([MembershipId], [PlanLineId]),
    CONSTRAINT [CK_MembershipLines_R25_NextPeriod] CHECK (NextPeriod >= 0),
    CONSTRAINT [FK_MembershipLines_Memberships] FOREIGN KEY ([MembershipId]) REFERENCES [Memberships] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_MembershipLines_PlanLines] FOREIGN KEY ([PlanLineId]) REFERENCES [PlanLines] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [PlanLineTerms] (
    [PlanLineId] bigint NOT NULL,
    [EffectiveFrom] datetime2(3) NOT NULL,
    [Amount] bigint NOT NULL,
    [RolloverMin] bigint NULL,
    [RolloverMax] bigint NULL,
    [ChangedById] bigint NULL,
    CONSTRAINT [PK_PlanLineTerms] PRIMARY KEY ([PlanLineId], [EffectiveFrom]),
    CONSTRAINT [CK_PlanLineTerms_R25_Amount] CHECK (Amount >= 0),
    CONSTRAINT [CK_PlanLineTerms_R26_Rollover] CHECK ((RolloverMin IS NULL AND RolloverMax IS NULL) OR (RolloverMin >= 0 AND (RolloverMax IS NULL OR (RolloverMax > 0 AND RolloverMax >= RolloverMin)))),
    CONSTRAINT [FK_PlanLineTerms_PlanLines] FOREIGN KEY ([PlanLineId]) REFERENCES [PlanLines] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [SharedUses] (
    [EntryId] bigint NOT NULL,
    [UsedById] bigint NOT NULL,
    [OwnerId] bigint NOT NULL,
    [BenefitKind] int NOT NULL,
    [UsedAt] datetime2(3) NOT NULL,
    CONSTRAINT [PK_SharedUses] PRIMARY KEY ([EntryId]),
    CONSTRAINT [FK_SharedUses_LedgerEntries] FOREIGN KEY ([EntryId]) REFERENCES [LedgerEntries] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [GroupCaps] (
    [GroupId] bigint NOT NULL,
    [MemberId] bigint NOT NULL,
    [Kind] int NOT NULL,
    [Amount] bigint NOT NULL,
    [Period] int NOT NULL,
    CONSTRAINT [PK_GroupCaps] PRIMARY KEY ([GroupId], [MemberId], [Kind]),
    CONSTRAINT [CK_GroupCaps_Kind] CHECK (Kind BETWEEN 1 AND 5),
    CONSTRAINT [CK_GroupCaps_Period] CHECK (Period BETWEEN 1 AND 5),
    CONSTRAINT [CK_GroupCaps_R13_Amount] CHECK (Amount >= 0),
    CONSTRAINT [FK_GroupCaps_GroupMembers] FOREIGN KEY ([GroupId], [MemberId]) REFERENCES [GroupMembers] ([GroupId], [MemberId]) ON DELETE CASCADE
);

IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'Name', N'NextId') AND [object_id] = OBJECT_ID(N'[IdBlocks]'))
    SET IDENTITY_INSERT [IdBlocks] ON;
INSERT INTO [IdBlocks] ([Name], [NextId])
VALUES (N'Benefits', CAST(1 AS bigint)),
(N'Credits', CAST(1 AS bigint)),
(N'Groups', CAST(1 AS bigint)),
(N'LedgerEntries', CAST(1 AS bigint)),
(N'Memberships', CAST(1 AS bigint)),
(N'PlanLines', CAST(1 AS bigint)),
(N'Plans', CAST(1 AS bigint)),
(N'Postings', CAST(1 AS bigint)),
(N'ProductLines', CAST(1 AS bigint)),
(N'Products', CAST(1 AS bigint)),
(N'Services', CAST(1 AS bigint));
IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'Name', N'NextId') AND [object_id] = OBJECT_ID(N'[IdBlocks]'))
    SET IDENTITY_INSERT [IdBlocks] OFF;

CREATE INDEX [EmailIndex] ON [AspNetUsers] ([NormalizedEmail]);

CREATE UNIQUE INDEX [UserNameIndex] ON [AspNetUsers] ([NormalizedUserName]) WHERE [NormalizedUserName] IS NOT NULL;

CREATE UNIQUE INDEX [UX_Benefits_Reference] ON [Benefits] ([Reference]);

CREATE INDEX [IX_CreditBalances_ExpiresAt] ON [CreditBalances] ([ExpiresAt], [CreditId]);

CREATE INDEX [IX_CreditBalances_Outstanding] ON [CreditBalances] ([BenefitKind], [ExpiresAt], [StartsAt], [Balance], [BenefitId], [OwnerId], [Revoked]);

CREATE INDEX [IX_Credits_OriginCreditId] ON [Credits] ([OriginCreditId]);

CREATE INDEX [IX_Credits_OwnerId_ExpiresAt] ON [Credits] ([OwnerId], [ExpiresAt], [StartsAt]);

CREATE UNIQUE INDEX [UX_Credits_R9_ExternalId] ON [Credits] ([ExternalId], [Generation]) WHERE ExternalId IS NOT NULL;

CREATE INDEX [IX_GroupMembers_MemberId] ON [GroupMembers] ([MemberId], [GroupId]);

CREATE INDEX [IX_Groups_Kind_SortName] ON [Groups] ([Kind], [SortName], [Id]);

CREATE INDEX [IX_Groups_OwnerId] ON [Groups] ([OwnerId]);

CREATE INDEX [IX_Groups_SortName] ON [Groups] ([SortName], [Id]);

CREATE UNIQUE INDEX [UX_Groups_Name] ON [Groups] ([OwnerId], [SortName]) WHERE ArchivedAt IS NULL;

CREATE INDEX [IX_LedgerEntries_Credit_UsedAt] ON [LedgerEntries] ([CreditId], [UsedAt], [Sequence], [Amount]);

CREATE INDEX [IX_LedgerEntries_Owner_Kind_UsedAt] ON [LedgerEntries] ([OwnerId], [BenefitKind], [UsedAt], [Sequence]);

CREATE INDEX [IX_LedgerEntries_Posting] ON [LedgerEntries] ([PostingId]);

CREATE INDEX [IX_LedgerEntries_UsedAt] ON [LedgerEntries] ([UsedAt], [BenefitKind], [EffectiveKind], [Amount]);

CREATE UNIQUE INDEX [UX_LedgerEntries_R3_OneGrantPerCredit] ON [LedgerEntries] ([CreditId]) WHERE Kind = 1;

CREATE UNIQUE INDEX [UX_LedgerEntries_R3_ReversedOnce] ON [LedgerEntries] ([ReversesEntryId]) WHERE ReversesEntryId IS NOT NULL;

CREATE UNIQUE INDEX [UX_LedgerEntries_R7_OwnerSequence] ON [LedgerEntries] ([OwnerId], [Sequence]);

CREATE INDEX [IX_Members_Email] ON [Members] ([Email]);

CREATE INDEX [IX_Members_JoinedOn] ON [Members] ([JoinedOn], [Id]);

CREATE INDEX [IX_Members_SortName] ON [Members] ([SortName], [Id]);

CREATE INDEX [IX_Members_Status_SortName] ON [Members] ([Status], [SortName], [Id]);

CREATE UNIQUE INDEX [UX_Members_Reference] ON [Members] ([Reference]);

CREATE INDEX [IX_MemberSearchTerms_Term] ON [MemberSearchTerms] ([Term], [MemberId]);

CREATE INDEX [IX_MembershipCredits_MembershipId] ON [MembershipCredits] ([MembershipId], [CreditId]);

CREATE UNIQUE INDEX [UX_MembershipCredits_R25_OncePerPeriod] ON [MembershipCredits] ([MembershipId], [PlanLineId], [Period], [Part], [Succession]);

CREATE INDEX [IX_MembershipLines_NextStartsAt] ON [MembershipLines] ([NextStartsAt], [MembershipId], [PlanLineId]);

CREATE INDEX [IX_MembershipLines_SetAside] ON [MembershipLines] ([PlanLineId]) WHERE SetAsideAt IS NOT NULL;

CREATE INDEX [IX_Memberships_MemberId] ON [Memberships] ([MemberId], [Id]);

CREATE INDEX [IX_Memberships_PlanId] ON [Memberships] ([PlanId], [EndsAt], [StartsOn]);

CREATE INDEX [IX_MemberTags_Tag] ON [MemberTags] ([Tag], [MemberId]);

CREATE INDEX [IX_PlanLines_BenefitId] ON [PlanLines] ([BenefitId]);

CREATE INDEX [IX_PlanLines_PlanId] ON [PlanLines] ([PlanId], [Position]);

CREATE UNIQUE INDEX [UX_Plans_SortName] ON [Plans] ([SortName]);

CREATE INDEX [IX_Postings_R24_ReversesPostingId] ON [Postings] ([ReversesPostingId]) WHERE ReversesPostingId IS NOT NULL;

CREATE INDEX [IX_ProductLines_BenefitId] ON [ProductLines] ([BenefitId]);

CREATE INDEX [IX_ProductLines_ProductId] ON [ProductLines] ([ProductId], [Position]);

CREATE UNIQUE INDEX [UX_Products_SortName] ON [Products] ([SortName]);

CREATE INDEX [IX_Sales_MemberId] ON [Sales] ([MemberId], [PostingId]);

CREATE INDEX [IX_Sales_ProductId] ON [Sales] ([ProductId]);

CREATE UNIQUE INDEX [UX_Services_Reference] ON [Services] ([Reference]);

CREATE INDEX [IX_SharedUses_UsedBy] ON [SharedUses] ([UsedById], [BenefitKind], [UsedAt], [EntryId]);

DROP TRIGGER IF EXISTS TR_Credits_R4_NoUpdate;

DROP TRIGGER IF EXISTS TR_Credits_R41_OnlyErased;

DROP TRIGGER IF EXISTS TR_Credits_R4_NoDelete;

DROP TRIGGER IF EXISTS TR_LedgerEntries_R4_NoUpdate;

DROP TRIGGER IF EXISTS TR_LedgerEntries_R4_NoDelete;

DROP TRIGGER IF EXISTS TR_Postings_R4_NoUpdate;

DROP TRIGGER IF EXISTS TR_Postings_R41_OnlyErased;

DROP TRIGGER IF EXISTS TR_Postings_R4_NoDelete;

EXEC(N'CREATE TRIGGER TR_Credits_R4_NoUpdate ON Credits AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF (UPDATE(Id) OR UPDATE(OwnerId) OR UPDATE(BenefitId) OR UPDATE(BenefitKind) OR UPDATE(Amount) OR UPDATE(Unlimited) OR UPDATE(StartsAt) OR UPDATE(ExpiresAt) OR UPDATE(Priority) OR UPDATE(Source) OR UPDATE(SourceName) OR UPDATE(OriginCreditId) OR UPDATE(Category) OR UPDATE(PaidAmount) OR UPDATE(PaidCurrency) OR UPDATE(ExternalId) OR UPDATE(Generation) OR UPDATE(TextDigest) OR UPDATE(RecordedAt)) AND EXISTS (SELECT 1 FROM deleted) THROW 51004, ''R4: rows of Credits are never updated'', 1;
END');

EXEC(N'CREATE TRIGGER TR_Credits_R4_NoDelete ON Credits AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM deleted) THROW 51004, ''R4: rows of Credits are never deleted'', 1;
END');

EXEC(N'CREATE TRIGGER TR_Credits_R41_OnlyErased ON Credits AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM inserted WHERE Description IS NOT NULL OR TextSalt IS NOT NULL) THROW 51004, ''R4, R41: texts of Credits are erased whole, never changed'', 1;
END');

ALTER TABLE Credits SET (LOCK_ESCALATION = DISABLE);

EXEC(N'CREATE TRIGGER TR_LedgerEntries_R4_NoUpdate ON LedgerEntries AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF (UPDATE(Id) OR UPDATE(OwnerId) OR UPDATE(Sequence) OR UPDATE(CreditId) OR UPDATE(PostingId) OR UPDATE(Kind) OR UPDATE(EffectiveKind) OR UPDATE(BenefitKind) OR UPDATE(Amount) OR UPDATE(UsedAt) OR UPDATE(OccursAt) OR UPDATE(BookedDay) OR UPDATE(RecordedAt) OR UPDATE(UsedById) OR UPDATE(ServiceId) OR UPDATE(ReversesEntryId) OR UPDATE(BookingId) OR UPDATE(Hash)) AND EXISTS (SELECT 1 FROM deleted) THROW 51004, ''R4: rows of LedgerEntries are never updated'', 1;
END');

EXEC(N'CREATE TRIGGER TR_LedgerEntries_R4_NoDelete ON LedgerEntries AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM deleted) THROW 51004, ''R4: rows of LedgerEntries are never deleted'', 1;
END');

ALTER TABLE LedgerEntries SET (LOCK_ESCALATION = DISABLE);

EXEC(N'CREATE TRIGGER TR_Postings_R4_NoUpdate ON Postings AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF (UPDATE(Id) OR UPDATE(RequestHash) OR UPDATE(Kind) OR UPDATE(ActorKind) OR UPDATE(ActorId) OR UPDATE(TextDigest) OR UPDATE(RecordedAt) OR UPDATE(EntryCount) OR UPDATE(ReversesPostingId) OR UPDATE(BatchId) OR UPDATE(IdempotencyKey)) AND EXISTS (SELECT 1 FROM deleted) THROW 51004, ''R4: rows of Postings are never updated'', 1;
END');

EXEC(N'CREATE TRIGGER TR_Postings_R4_NoDelete ON Postings AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM deleted) THROW 51004, ''R4: rows of Postings are never deleted'', 1;
END');

EXEC(N'CREATE TRIGGER TR_Postings_R41_OnlyErased ON Postings AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM inserted WHERE Description IS NOT NULL OR InternalNote IS NOT NULL OR TextSalt IS NOT NULL) THROW 51004, ''R4, R41: texts of Postings are erased whole, never changed'', 1;
END');

ALTER TABLE Postings SET (LOCK_ESCALATION = DISABLE);


COMMIT;
GO
