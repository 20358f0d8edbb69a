using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditLedger.Data.Configurations;

/// <summary>Marks text that is compared byte by byte on every engine: references, keys, codes.</summary>
internal static class ExactText
{
    /// <summary>The annotation that each provider's context turns into its own collation.</summary>
    public const string Annotation = "CreditLedger:ExactText";

    /// <summary>"A" and "a" are different, and sort by code point.</summary>
    public static PropertyBuilder<T> IsExact<T>(this PropertyBuilder<T> property)
    {
        property.Metadata.SetAnnotation(Annotation, true);
        return property;
    }
}
