namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>The sub-tabs of a member's benefits: one per kind.</summary>
public static class BenefitTabs
{
    /// <summary>The kind of the tab that opens where nothing says which.</summary>
    public static BenefitKind First => BenefitKinds.All[0].Kind;

    /// <summary>The path of a member's tab of a kind.</summary>
    public static string PathOf(long memberId, BenefitKind kind) => Routes.Member(memberId, "benefits", SlugOf(kind));

    /// <summary>The path of the page that explains what a member has of a kind (R38).</summary>
    public static string WhyPathOf(long memberId, BenefitKind kind) => PathOf(memberId, kind) + "/why";

    /// <summary>The last part of the path.</summary>
    public static string SlugOf(BenefitKind kind) => BenefitKinds.Of(kind).Slug;

    /// <summary>The kind of a last part; none for anything else.</summary>
    public static BenefitKind? KindOf(string? slug) => BenefitKinds.OfSlug(slug)?.Kind;

    /// <summary>The same of a kind whose use has a history (R34).</summary>
    public static BenefitKind? UsedKindOf(string? slug) => BenefitKinds.OfSlug(slug) is
    { IsInUseHistory: true } traits ? traits.Kind : null;
}
