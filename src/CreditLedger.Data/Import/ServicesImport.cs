using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Data.Import;

/// <summary>Services; an empty cell empties what is there.</summary>
internal sealed class ServicesImport(ImportRun run) : CatalogueImport<ServiceRow>(run)
{
    private readonly Cell _category = run.Column("category");
    private readonly Cell _interval = run.Column("interval_minutes");
    private readonly Cell _price = run.Column("price");
    private readonly Cell _currency = run.Column("currency");

    protected override Func<ServiceRow?, SaveCommand<ServiceRow>> Parse(string reference, string name)
    {
        var (category, interval) = (_category.Text(100), (int?)_interval.Whole(1, 1_440));
        var (price, currency) = (_price.Whole(0, long.MaxValue), _currency.Currency());
        return known => new SaveServiceCommand(NewKey(), Actor)
        {
            Id = known?.Id ?? 0,
            SeenVersion = known?.Version ?? 0,
            Wanted = (known ?? new ServiceRow()) with
            {
                Reference = reference,
                Name = name,
                Category = _category.IsThere ? category : known?.Category,
                IntervalMinutes = _interval.IsThere ? interval : known?.IntervalMinutes,
                Price = _price.IsThere ? price : known?.Price,
                Currency = _currency.IsThere ? currency : known?.Currency,
            },
        };
    }
}
