using CreditLedger.Data.Ledger;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Demo;

/// <summary>
/// The plans and products of the demo space, and who is on which; its periods are issued day by day, as a running site does.
/// </summary>
internal sealed class DemoSupply
{
    private readonly Dictionary<string, Plan> _plans = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Product> _products = new(StringComparer.Ordinal);

    public DemoSupply(DemoCatalogue catalogue)
    {
        foreach (var demo in DemoCatalogue.Plans) _plans[demo.Name] = PlanOf(demo, catalogue);
        foreach (var demo in DemoProduct.All.Where(product => product.Source == CreditSource.Product))
            _products[demo.Name] = ProductOf(demo, catalogue);
    }

    public IEnumerable<Plan> Plans => _plans.Values;

    public IEnumerable<Product> Products => _products.Values;

    public Product Product(string name) => _products[name];

    /// <summary>For how many days the only line of a product is valid; none: for ever.</summary>
    public int? ValidDaysOf(long productId) => Products.Single(product => product.Id == productId).Lines.Single().ValidDays;

    /// <summary>Puts the members on their plans. Who left did so at a day's end; of the others some have given notice.</summary>
    public async Task AssignAsync(
        LedgerTransaction transaction, IReadOnlyList<DemoMember> members, SiteZone zone, DateTime now, int seed,
        CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var rows = new RowBatch();
        foreach (var member in members)
        {
            if (member.Plan is not { } plan || member.Until <= member.From) continue;
            DateTime? end = member.Member.Status == MemberStatus.Active
                ? random.Chance(4) ? zone.StartOf(zone.DayOf(now).AddDays(random.Next(3, 25))) : null
                : zone.StartOf(member.Until);
            var membership = new MembershipRow
            {
                Id = transaction.NextId(MembershipRow.Table),
                MemberId = member.Member.Id,
                PlanId = _plans[plan.Name].Id,
                StartsOn = member.From,
                EndsAt = end,
                AgreedEndsAt = end,
                CreatedAt = now,
            };
            rows.Related.Add(RelatedChange.Insert(membership));
            foreach (var line in _plans[plan.Name].Lines)
            {
                rows.Related.Add(RelatedChange.Insert(new MembershipLineRow
                {
                    MembershipId = membership.Id,
                    PlanLineId = line.Id,
                    NextStartsAt = zone.StartOf(member.From),
                }));
            }
        }

        await transaction.WriteAsync(rows, cancellationToken);
    }

    private static Plan PlanOf(DemoPlan demo, DemoCatalogue catalogue)
    {
        var plan = new Plan { Name = demo.Name, SortName = SearchText.Fold(demo.Name) };
        foreach (var (index, line) in demo.Lines.Index())
        {
            var row = new PlanLine { Benefit = catalogue.Find(line.Benefit), Period = line.Period, Position = index + 1 };
            row.Terms.Add(new PlanLineTerms
            {
                EffectiveFrom = PlanLineTermsRow.FromTheBeginning,
                Amount = line.Amount,
                RolloverMin = line.Rollover?.Min,
                RolloverMax = line.Rollover?.Max,
            });
            plan.Lines.Add(row);
        }

        return plan;
    }

    private static Product ProductOf(DemoProduct demo, DemoCatalogue catalogue)
    {
        var product = new Product { Name = demo.Name, SortName = SearchText.Fold(demo.Name) };
        product.Lines.Add(
            new ProductLine { Benefit = catalogue.Find(demo.Benefit), Amount = demo.Amount, Position = 1, ValidDays = demo.ValidDays });
        return product;
    }
}
