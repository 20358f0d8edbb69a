using System.Globalization;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Supply;
using CreditLedger.Web.Infrastructure.Validation;

namespace CreditLedger.Web.Features.Products;

/// <summary>A filled-in form, understood as far as it can be.</summary>
public static class ProductInput
{
    private static readonly ProductFormValidator Shape = new();

    /// <summary>Reads a form; lines that could not be read are left out.</summary>
    public static CatalogueInput<ProductRow> Of(
        long id, ProductForm form, IReadOnlyList<OfferedBenefit> benefits, string currency, Actor actor)
    {
        var errors = Shape.Validate(form).Errors.Select(error => new FieldError(error.PropertyName, error.ErrorMessage)).ToList();
        var lines = new List<ProductLineDraft>();
        foreach (var (row, line) in form.Lines.Take(ProductForm.MaxLines).Index())
        {
            if (line.IsEmpty || line.IsRemoved) continue;
            if (LineOf(row, line, benefits, currency, errors) is { } read) lines.Add(read);
        }

        var name = CatalogueText.Clean(form.Name) ?? "";
        return new CatalogueInput<ProductRow>(
            new SaveProductCommand(form.Key ?? "", actor)
            {
                Id = id,
                SeenVersion = form.Version,
                Wanted = new ProductRow
                {
                    Name = name,
                    SortName = SearchText.Fold(name),
                    Description = CatalogueText.Clean(form.Description)
                },
                Lines = lines,
            },
            errors);
    }

    private static ProductLineDraft? LineOf(
        int row, ProductLineForm line, IReadOnlyList<OfferedBenefit> benefits, string currency, List<FieldError> errors)
    {
        var before = errors.Count;
        var benefit = long.TryParse(line.Benefit, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? benefits.FirstOrDefault(one => one.Id == id) : null;
        if (benefit is null)
        {
            Add("Benefit", string.IsNullOrWhiteSpace(line.Benefit)
                ? "Choose what this line grants, or empty it." : "There is no such benefit. Choose one of the list.");
        }

        var (days, until) = ValidityOf(line, Add);
        var (paid, unread) = PaidText.Read(line.Paid, currency);
        if (unread is not null) Add("Paid", unread);
        if (benefit is null) return null;
        var amount = AmountParser.Parse(line.Amount, benefit.Unit);
        if (amount.Error is { } wrong) Add("Amount", wrong);
        return errors.Count > before ? null
            : new ProductLineDraft(row, benefit.Id, new ProductTerms(amount.Amount, days, until) { Paid = paid });

        void Add(string field, string message) => errors.Add(new FieldError(CommandOutcome.LineField(row, field), message));
    }

    // What is typed beside another choice is never dropped in silence.
    private static (int? Days, DateOnly? Until) ValidityOf(ProductLineForm line, Action<string, string> add)
    {
        var (days, until) = (CatalogueText.Clean(line.ValidDays), CatalogueText.Clean(line.ValidUntil));
        if (line.Validity is not ("days" or "until" or "never"))
        {
            add("Validity", "Choose how long it lasts: days, until a day, or never expires.");
            return (null, null);
        }

        if (line.Validity != "days" && days is not null) add("ValidDays", "Another validity is chosen: empty this, or choose days.");
        if (line.Validity != "until" && until is not null)
            add("ValidUntil", "Another validity is chosen: empty this, or choose until a day.");
        if (line.Validity == "never") return (null, null);
        if (line.Validity == "days")
        {
            if (CatalogueText.Whole(days) is { } number) return (number, null);
            add("ValidDays", "Enter how many days, like 90; the day of the sale is the first.");
            return (null, null);
        }

        if (DayText.TryRead(until, out var day)) return (null, day);
        add("ValidUntil", DayText.NotADay);
        return (null, null);
    }
}
