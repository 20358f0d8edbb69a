namespace CreditLedger.Web.Features.Shared;

/// <summary>What the number in an adjusting form means. The signs differ by form, as people know them (R17, R18).</summary>
public enum AdjustmentMode
{
    /// <summary>"Adjust remaining credit": positive adds (R17).</summary>
    Adjust,

    /// <summary>"Use time credit", "Use printing credit": positive deducts (R18).</summary>
    Use,

    /// <summary>"Set balance to": the balance that is to remain (R19).</summary>
    SetBalance,
}

/// <summary>Which form is for which kind, and its path.</summary>
public static class AdjustmentModes
{
    /// <summary>The form of differences of a kind: a number sent to the wrong one would mean its opposite.</summary>
    public static AdjustmentMode Of(Unit unit) => unit.Traits.PlusDeducts ? AdjustmentMode.Use : AdjustmentMode.Adjust;

    /// <summary>Whether a form is for a kind.</summary>
    public static bool AppliesTo(this AdjustmentMode mode, Unit unit) => mode == AdjustmentMode.SetBalance || mode == Of(unit);

    /// <summary>The form at the last part of a path.</summary>
    public static AdjustmentMode Read(string name) => name switch
    { "adjust" => AdjustmentMode.Adjust, "use" => AdjustmentMode.Use, _ => AdjustmentMode.SetBalance };

    /// <summary>The path of a credit's form.</summary>
    public static string PathOf(this AdjustmentMode mode, long creditId) => mode switch
    {
        AdjustmentMode.Adjust => Routes.Credit(creditId, "adjust"),
        AdjustmentMode.Use => Routes.Credit(creditId, "use"),
        AdjustmentMode.SetBalance => Routes.Credit(creditId, "set-balance"),
    };
}
