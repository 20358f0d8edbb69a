using System.Globalization;

namespace CreditLedger.Web.Features.Shared;

/// <summary>What a usage names: one benefit, one credit or a kind (R14).</summary>
/// <param name="BenefitId">The benefit.</param>
/// <param name="CreditId">The credit.</param>
/// <param name="Kind">The kind.</param>
public readonly record struct UsageChoice(long? BenefitId, long? CreditId, BenefitKind? Kind)
{
    /// <summary>As forms and addresses write it.</summary>
    public string Text => BenefitId is { } benefit ? string.Create(CultureInfo.InvariantCulture, $"benefit:{benefit}")
        : CreditId is { } credit ? string.Create(CultureInfo.InvariantCulture, $"credit:{credit}")
        : $"kind:{BenefitTabs.SlugOf(Kind!.Value)}";

    /// <summary>One benefit.</summary>
    public static UsageChoice OfBenefit(long id) => new(id, null, null);

    /// <summary>One credit.</summary>
    public static UsageChoice OfCredit(long id) => new(null, id, null);

    /// <summary>One kind.</summary>
    public static UsageChoice OfKind(BenefitKind kind) => new(null, null, kind);

    /// <summary>Reads what a form sent; none when it is nothing of the sort.</summary>
    public static UsageChoice? Read(string? text)
    {
        var parts = text?.Split(':');
        if (parts is not [var name, var value]) return null;
        var hasNumber = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        return name switch
        {
            "benefit" when hasNumber => OfBenefit(id),
            "credit" when hasNumber => OfCredit(id),
            "kind" when BenefitTabs.KindOf(value) is { } kind => OfKind(kind),
            _ => null,
        };
    }
}
