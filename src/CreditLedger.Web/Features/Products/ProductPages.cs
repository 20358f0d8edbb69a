using System.Globalization;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Ledger.Catalogue;

namespace CreditLedger.Web.Features.Products;

/// <summary>The list of products.</summary>
public static class ProductList
{
    public static readonly CatalogueListing<ProductSummary> Listing = new(
        Routes.Products, "box", ("product", "products"),
        "A product grants benefits once, when it is sold. Sell it on a member's Activity tab.",
        [
            new("Name", (row, _) => row.Name) { Sort = "name" },
            new("Grants", (row, _) => string.Join("; ", row.Lines.Select(Grant))),
            new("Sold", (row, _) => row.Sold) { IsNumber = true },
        ]);

    /// <summary>"5 h of Meeting room time, for 90 days".</summary>
    public static string Grant(ProductLineDetails line) =>
        $"{AmountFormat.Format(line.Terms.Amount, line.Unit)} of {line.BenefitName}, {Validity(line.Terms)}";

    /// <summary>"for 90 days", "until 31 Dec 2026", "never expires".</summary>
    public static string Validity(ProductTerms terms) => terms switch
    {
        { ValidDays: 1 } => "for the day of the sale",
        { ValidDays: { } days } => $"for {days.ToString("#,0", CultureInfo.InvariantCulture)} days",
        { ValidUntil: { } last } => $"until {Wording.Day(last)}",
        _ => "never expires",
    };
}

/// <summary>The form of a product, filled in as far as it was.</summary>
/// <param name="Product">The product as it is; none for a new one.</param>
/// <param name="Benefits">What lines may grant, those that are archived included.</param>
/// <param name="Form">What was typed; nothing of it is lost.</param>
/// <param name="Currency">The site's currency, in which a price is told.</param>
public sealed record ProductFormPage(ProductDetails? Product, IReadOnlyList<OfferedBenefit> Benefits, ProductForm Form, string Currency)
{
    private const int FirstRows = 2;

    /// <summary>Where the form is sent.</summary>
    public string Path => Product is null ? Routes.NewProduct : Routes.Product(Product.Id);

    /// <summary>The form as it is opened.</summary>
    public static ProductForm Open(ProductDetails? product)
    {
        var form = new ProductForm { Name = product?.Name, Description = product?.Description, Version = product?.Version ?? 0 };
        form.Lines.AddRange(product?.Lines.Select(line => new ProductLineForm
        {
            Benefit = line.BenefitId.ToString(CultureInfo.InvariantCulture),
            Amount = AmountFormat.ForInput(line.Terms.Amount, line.Unit),
            Validity = line.Terms.ValidDays is not null ? "days" : line.Terms.ValidUntil is not null ? "until" : "never",
            ValidDays = line.Terms.ValidDays?.ToString(CultureInfo.InvariantCulture),
            ValidUntil = line.Terms.ValidUntil?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Paid = PaidText.ForInput(line.Terms.Paid),
        }) ?? []);
        AddRow(form);
        while (form.Lines.Count < FirstRows) AddRow(form);
        return form;
    }

    /// <summary>An empty line more.</summary>
    public static void AddRow(ProductForm form)
    {
        if (form.Lines.Count < ProductForm.MaxLines) form.Lines.Add(new ProductLineForm { Validity = "days" });
    }

    /// <summary>Taking it out of use; none for a new one.</summary>
    public ArchiveCard? Archive => Product is null ? null : new ArchiveCard(
        Path, Product.Name, Product.ArchivedAt is not null,
        Product.ArchivedAt is null ? "An archived product is not sold any more. What was sold goes on." : "It is not sold any more.");
}
