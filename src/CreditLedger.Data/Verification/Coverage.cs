namespace CreditLedger.Data.Verification;

/// <summary>
/// What a verification cannot tell, because nothing else in the database says the same: the columns that people may change at any time,
/// and what no row can prove of itself. Every other column is covered; a test changes each.
/// </summary>
public static class Coverage
{
    /// <summary>Stands for all columns of a table.</summary>
    public const string All = "*";

    /// <summary>By table, the columns that are not covered.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> NotCovered { get; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["__EFMigrationsHistory"] = [All],
            ["ApprovalRequests"] = [All],
            ["AspNetUserClaims"] = [All],
            ["AspNetUserLogins"] = [All],
            ["AspNetUserTokens"] = [All],
            ["AspNetUsers"] = [All],
            ["AuditEvents"] = [All],
            ["BenefitServices"] = [All],
            ["Benefits"] =
            [
                "ArchivedAt", "Category", "Currency", "Name", "Priority", "Reference", "RolloverMax", "RolloverMin", "Shared",
                "StepMinutes", "Version", "VisibleToMembers",
            ],
            ["Bookings"] = [All],
            ["Commitments"] = [All],
            ["DataProtectionKeys"] = [All],
            ["GroupBenefits"] = [All],
            ["GroupCaps"] = [All],
            ["GroupMembers"] = [All],
            ["GroupShares"] = [All],
            ["Groups"] = [All],
            ["MemberMerges"] = ["Id", "PostingId"],
            ["MemberSearchTerms"] = [All],
            ["MemberStatuses"] = [All],
            ["MemberTags"] = [All],
            ["Members"] = [All],
            ["MembershipLines"] = ["NextPeriod", "SetAsideAt", "SetAsideReason"],
            ["MembershipPauses"] = [All],
            ["MembershipSkips"] = ["PlanLineId", "RecordedAt", "Status"],
            ["Memberships"] = ["AgreedEndsAt", "CreatedAt", "EndsAt", "FollowsId", "PauseCount", "StartsOn"],
            ["MergedRows"] = [All],
            ["PlanLineTerms"] =
            [
                "Amount", "ChangedById", "EffectiveFrom", "PaidAmount", "PaidCurrency", "RolloverMax", "RolloverMin", "Tracking",
            ],
            ["PlanLines"] = ["BenefitId", "Period", "PlanId", "Position"],
            ["Plans"] = [All],
            ["ProductLines"] = [All],
            ["Products"] = [All],
            ["Requests"] = ["Generation", "Hash", "IdempotencyKey", "MadeId", "RecordedAt"],
            ["Sales"] = ["ProductId", "SoldOn"],
            ["ServiceRates"] = [All],
            ["Services"] = [All],
            ["SignInTries"] = [All],
            ["SiteSettings"] = [All],
            ["UserSessions"] = [All],
        };

    /// <summary>Columns of these that are covered once something has been issued or recorded from them.</summary>
    public static IReadOnlyList<string> InPart { get; } =
    [
        "Memberships.StartsOn", "PlanLineTerms.Amount", "PlanLineTerms.PaidAmount", "PlanLineTerms.PaidCurrency", "PlanLines.BenefitId",
        "PlanLineTerms.Tracking", "PlanLines.Period", "PlanLines.PlanId", "Requests.Hash", "Requests.IdempotencyKey", "Requests.RecordedAt",
    ];

    /// <summary>Tables whose missing rows cannot always be detected, because nothing may refer to them yet.</summary>
    public static IReadOnlyList<string> MayLackRows { get; } =
    [
        "Benefits", "MembershipLines", "MembershipSkips", "Memberships", "PlanLineTerms", "PlanLines", "Requests", "Sales",
    ];

    /// <summary>What only a seal that was exported and kept elsewhere can prove (R37).</summary>
    public const string OnlyASealProves =
        "that the newest rows were not cut off with all that was derived from them, and that the whole ledger was not written anew.";
}
