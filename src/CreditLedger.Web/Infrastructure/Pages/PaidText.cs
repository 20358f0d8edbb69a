using CreditLedger.Ledger.Supply;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>What was paid for credits, as forms take it and pages say it (R40).</summary>
public static class PaidText
{
    /// <summary>The categories, in the order in which they are offered: what means nothing was paid comes first.</summary>
    public static IReadOnlyList<CreditCategory> Categories { get; } =
        [CreditCategory.Complimentary, CreditCategory.Paid, CreditCategory.Allocated, CreditCategory.Migrated];

    /// <summary>A category as one chooses it.</summary>
    public static string Choice(CreditCategory category) => category switch
    {
        CreditCategory.Paid => "Paid: it was bought",
        CreditCategory.Complimentary => "Complimentary: it is given away",
        CreditCategory.Allocated => "Allocated: a part of what something else costs",
        CreditCategory.Migrated => "Migrated: it comes from another program",
    };

    /// <summary>The category of a form's word; complimentary where nothing was chosen, none where there is no such one.</summary>
    public static CreditCategory? CategoryOf(string? word) => string.IsNullOrEmpty(word) ? CreditCategory.Complimentary
        : Enum.TryParse<CreditCategory>(word, out var category) && Enum.IsDefined(category) ? category : null;

    /// <summary>Reads an amount of the site's currency; none where nothing was typed.</summary>
    public static (Allocation? Paid, string? Error) Read(string? text, string currency)
    {
        if (string.IsNullOrWhiteSpace(text)) return (null, null);
        var parsed = AmountParser.Parse(text, Unit.OfMoney(currency), allowZero: true);
        return parsed.Error is { } wrong ? (null, wrong) : (new Allocation(parsed.Amount, currency), null);
    }

    /// <summary>As it is typed.</summary>
    public static string? ForInput(Allocation? paid) =>
        paid is null ? null : AmountFormat.ForInput(paid.Amount, Unit.OfMoney(paid.Currency));

    /// <summary>"£20.00".</summary>
    public static string Amount(Allocation paid) => AmountFormat.Format(paid.Amount, Unit.OfMoney(paid.Currency));

    /// <summary>What a credit's page says: "Paid £20.00 net of tax", "Complimentary"; none for one that came from a move.</summary>
    public static string? Of(CreditCategory? category, Allocation? paid) => category is not { } known ? null
        : known == CreditCategory.Complimentary ? "Complimentary: nothing"
        : paid is null ? $"{known}: the amount is not recorded" : $"{known}: {Amount(paid)} net of tax";
}
