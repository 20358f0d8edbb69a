using CreditLedger.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Import;

/// <summary>Services by reference. A column that the file does not have leaves what is there; an empty cell empties it.</summary>
internal sealed class ServicesImport(LedgerDbContext context, ImportRun run) : CatalogueImport<ServicesImport.Row>(context, run)
{
    private readonly Cell _reference = run.Column("reference");
    private readonly Cell _name = run.Column("name");
    private readonly Cell _category = run.Column("category");
    private readonly Cell _interval = run.Column("interval_minutes");
    private readonly Cell _price = run.Column("price");
    private readonly Cell _currency = run.Column("currency");

    protected override Row? Parse()
    {
        var reference = _reference.Text(100, required: true);
        Run.RefuseRepeated("reference", reference);
        var name = _name.Text(200, required: true);
        var row = new Row(
            Run.Line, reference ?? "", name ?? "", _category.Text(100), (int?)_interval.Whole(1, 1_440), _price.Whole(0, long.MaxValue), _currency.Currency());
        return reference is null || name is null ? null : row;
    }

    protected override async Task ApplyAsync(IReadOnlyList<Row> batch, CancellationToken cancellationToken)
    {
        var references = batch.Select(row => row.Reference).ToList();
        var known = await Context.Services.Where(service => references.Contains(service.Reference))
            .ToDictionaryAsync(service => service.Reference, StringComparer.Ordinal, cancellationToken);
        foreach (var row in batch)
        {
            var isNew = !known.TryGetValue(row.Reference, out var service);
            service ??= new Service { Reference = row.Reference, Name = "" };
            var price = _price.IsThere ? row.Price : service.Price;
            var currency = _currency.IsThere ? row.Currency : service.Currency;
            if (price is not null && currency is null)
            {
                Run.RefuseEarlier(row.Line, "currency", "A price needs its currency: give an ISO 4217 code, such as GBP.");
                continue;
            }

            if (isNew) Context.Services.Add(service);
            Count(isNew, Apply(row, service, price, currency));
        }
    }

    private bool Apply(Row row, Service service, long? price, string? currency)
    {
        var category = _category.IsThere ? row.Category : service.Category;
        var interval = _interval.IsThere ? row.IntervalMinutes : service.IntervalMinutes;
        var changed = service.Name != row.Name || service.Category != category || service.IntervalMinutes != interval
            || service.Price != price || service.Currency != currency;
        (service.Name, service.Category, service.IntervalMinutes, service.Price, service.Currency) = (row.Name, category, interval, price, currency);
        return changed;
    }

    internal sealed record Row(long Line, string Reference, string Name, string? Category, int? IntervalMinutes, long? Price, string? Currency);
}
