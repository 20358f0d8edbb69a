namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>The sub-tabs of a member's benefits: one per kind.</summary>
public static class BenefitTabs
{
    /// <summary>The path of a member's tab of a kind.</summary>
    public static string PathOf(long memberId, BenefitKind kind) => $"/members/{memberId}/benefits/{SlugOf(kind)}";

    /// <summary>The last part of the path.</summary>
    public static string SlugOf(BenefitKind kind) => kind switch
    {
        BenefitKind.Money => "money",
        BenefitKind.Time => "time",
        BenefitKind.Printing => "printing",
        BenefitKind.Uses => "items",
        _ => "passes",
    };

    /// <summary>The kind of a last part; none for anything else.</summary>
    public static BenefitKind? KindOf(string? slug) => slug switch
    {
        "money" => BenefitKind.Money,
        "time" => BenefitKind.Time,
        "printing" => BenefitKind.Printing,
        "items" => BenefitKind.Uses,
        "passes" => BenefitKind.Pass,
        _ => null,
    };
}
