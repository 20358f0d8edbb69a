namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>Amounts as numbers of a file, so that a spreadsheet can add them up: 90 minutes, 12.50 GBP, 3.</summary>
public static class FileAmount
{
    /// <summary>The number, in the unit that <see cref="UnitOf"/> names.</summary>
    public static object Of(long amount, Unit unit)
    {
        if (unit.Currency is not { Decimals: > 0 } currency) return amount;
        decimal value = amount;
        for (var place = 0; place < currency.Decimals; place++) value /= 10;
        return value;
    }

    /// <summary>"min", "GBP", "count".</summary>
    public static string UnitOf(Unit unit) => unit.Currency?.Code ?? unit.Code;
}
