using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Data.Import;

/// <summary>Benefits. Kind and currency never change: credits are counted in them (R1).</summary>
internal sealed class BenefitsImport(ImportRun run, IReadOnlyDictionary<string, long> services) : CatalogueImport<BenefitRow>(run)
{
    private static readonly Dictionary<string, BenefitKind> Kinds = Words.Of<BenefitKind>();

    private readonly Cell _kind = run.Column("kind");
    private readonly Cell _category = run.Column("category");
    private readonly Cell _currency = run.Column("currency");
    private readonly Cell _services = run.Column("services");
    private readonly Cell _step = run.Column("step_minutes");
    private readonly Cell _priority = run.Column("priority");
    private readonly Cell _shared = run.Column("shared");

    protected override Func<BenefitRow?, SaveCommand<BenefitRow>> Parse(string reference, string name)
    {
        var kind = _kind.Choice(Kinds, required: true) ?? default;
        var (category, currency, serviceIds) = (_category.Text(100), _currency.Currency(), ServiceIds());
        var (step, priority, shared) = ((int?)_step.Whole(1, 1_440), (int?)_priority.Whole(0, 1_000), _shared.Choice(Words.YesNo));
        return known => new SaveBenefitCommand(NewKey(), Actor)
        {
            Id = known?.Id ?? 0,
            SeenVersion = known?.Version ?? 0,
            ServiceIds = _services.IsThere ? serviceIds : null,
            Wanted = (known ?? new BenefitRow()) with
            {
                Reference = reference,
                Name = name,
                Kind = kind,
                Currency = _currency.IsThere ? currency : known?.Currency,
                Category = _category.IsThere ? category : known?.Category,
                StepMinutes = _step.IsThere ? step : known?.StepMinutes,
                Priority = (_priority.IsThere ? priority : known?.Priority) ?? BenefitRow.DefaultPriority,
                Shared = shared ?? known?.Shared ?? false,
            },
        };
    }

    private HashSet<long> ServiceIds()
    {
        var ids = new HashSet<long>();
        foreach (var reference in _services.Parts(100, 10_000))
        {
            if (services.TryGetValue(reference, out var id)) ids.Add(id);
            else _services.Refuse($"There is no service '{Cell.Show(reference)}'. Import services first.");
        }

        return ids;
    }
}
