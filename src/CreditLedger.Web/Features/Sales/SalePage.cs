using CreditLedger.Data.Queries.Supply;

namespace CreditLedger.Web.Features.Sales;

/// <summary>The form that sells a product, and what it would grant (R29).</summary>
public sealed record SalePage(long MemberId, string MemberName, IReadOnlyList<SupplyChoice> Products,
    SaleForm Form) : ConfirmedPage<SaleForm>(Form)
{
    public override string Path => Routes.Member(MemberId, "sales", "new");

    public override string NextPath => Routes.Member(MemberId, "activity", "packages");

    public override string Prompt => "Choose a product. A preview appears here before you confirm.";

    public override string Will => $"Sells {ProductName} to {MemberName}: gives {SupplyText.Sums(Planned!.Entries)}";

    public override string Confirm => $"Yes, sell {ProductName}";

    private string ProductName => SupplyText.NameOf(Products, Form.Product) ?? "the product";

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors) =>
        FormText.Number(Form.Product) is not { } product || DayText.Read(Form.SoldOn) is not { } day
            ? null
            : new SellProductCommand(key, actor)
            { MemberId = MemberId, ProductId = product, SoldOn = day, DespiteStatus = Form.DespiteStatus };

    public override string Did(Done recorded) => $"{ProductName} sold: {SupplyText.Sums(recorded.Entries)} added";

    public override FormattableString About(Done recorded) => $"member {MemberId}, posting {recorded.PostingId}";
}
