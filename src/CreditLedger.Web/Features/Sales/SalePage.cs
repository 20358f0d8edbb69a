using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Sales;

/// <summary>The form that sells a product, and what it would grant (R29).</summary>
public sealed record SalePage(long MemberId, string MemberName, IReadOnlyList<SupplyChoice> Products, SaleForm Form) : ConfirmedPage
{
    public override string Path => $"/members/{MemberId}/sales/new";

    public override string NextPath => $"/members/{MemberId}/activity/packages";

    public override IReadOnlyList<string> Fields => ["Product", "SoldOn", "Description", "InternalNote"];

    public override string Prompt => "Choose a product, and what it grants is said here before it happens.";

    public override string? EmptyField => string.IsNullOrWhiteSpace(Form.Product) ? "Product" : null;

    public override string Will => $"Sells {ProductName} to {MemberName}: gives {SupplyWords.Sums(Planned!.Entries)}";

    public override string Confirm => $"Yes, sell {ProductName}";

    private string ProductName => SupplyWords.NameOf(Products, Form.Product) ?? "the product";

    public override string Did(Done recorded) => $"{ProductName} sold: {SupplyWords.Sums(recorded.Entries)} added";

    public override FormattableString About(Done recorded) => $"member {MemberId}, posting {recorded.PostingId}";

    protected override string FieldOf(RefusedField field) => field switch
    {
        RefusedField.Product => nameof(SaleForm.Product),
        RefusedField.UsedAt => nameof(SaleForm.SoldOn),
        RefusedField.Text => nameof(SaleForm.Description),
        RefusedField.InternalNote => nameof(SaleForm.InternalNote),
        _ => "",
    };
}
