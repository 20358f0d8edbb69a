using System.Globalization;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Sales;

/// <summary>The form that sells a product, and what it would grant (R29).</summary>
public sealed record SalePage(long MemberId, string MemberName, IReadOnlyList<SupplyChoice> Products, SaleForm Form)
{
    /// <summary>What would be granted, when the form was understood.</summary>
    public Done? Planned { get; init; }

    /// <summary>What is wrong, field by field.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Where the form is sent.</summary>
    public string Path => $"/members/{MemberId}/sales/new";

    /// <summary>The product that was chosen.</summary>
    public string ProductName => Products.FirstOrDefault(product => product.Id.ToString(CultureInfo.InvariantCulture) == Form.Product)?.Name ?? "the product";

    /// <summary>What the confirm button sends: everything that was shown to be confirmed.</summary>
    public string Token => Planned is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{Form.Product}|{Form.SoldOn}|{string.Join(';', Planned.Entries.Select(entry => $"{entry.BenefitName}:{entry.Amount}"))}");

    /// <summary>Before it happens (R19).</summary>
    public string Will => $"Sells {ProductName} to {MemberName}: gives {Sums}";

    /// <summary>After it happened.</summary>
    public string Did => $"{ProductName} sold: {Sums} added";

    /// <summary>The button that makes it happen.</summary>
    public string Confirm => $"Yes, sell {ProductName}";

    private string Sums => SupplyWords.Sums(Planned!.Entries.Select(entry => (entry.BenefitName, entry.Unit, entry.Amount)));
}
