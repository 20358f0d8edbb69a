using CreditLedger.Data.Model;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Import;

/// <summary>
/// Benefits by reference. A column that the file does not have leaves what is there. Kind and currency never change: credits are
/// counted in them (R1).
/// </summary>
internal sealed class BenefitsImport(LedgerDbContext context, ImportRun run, IReadOnlyDictionary<string, long> services)
    : CatalogueImport<BenefitsImport.Row>(context, run)
{
    private const int DefaultPriority = 50;

    private static readonly Dictionary<string, BenefitKind> Kinds = Words.Of<BenefitKind>();

    private readonly Cell _reference = run.Column("reference");
    private readonly Cell _name = run.Column("name");
    private readonly Cell _kind = run.Column("kind");
    private readonly Cell _category = run.Column("category");
    private readonly Cell _currency = run.Column("currency");
    private readonly Cell _services = run.Column("services");
    private readonly Cell _step = run.Column("step_minutes");
    private readonly Cell _priority = run.Column("priority");
    private readonly Cell _shared = run.Column("shared");

    protected override Row? Parse()
    {
        var reference = _reference.Text(100, required: true);
        Run.RefuseRepeated("reference", reference);
        var name = _name.Text(200, required: true);
        var kind = _kind.Choice(Kinds, required: true);
        var row = new Row(
            Run.Line, reference ?? "", name ?? "", kind ?? default, _category.Text(100), _currency.Currency(), ServiceIds(), (int?)_step.Whole(1, 1_440),
            (int?)_priority.Whole(0, 1_000), _shared.Choice(Words.YesNo));
        if (kind is BenefitKind.Money or BenefitKind.Printing && _currency.IsThere && _currency.IsEmpty)
            _currency.Refuse($"currency is empty: {kind} is counted in one, such as GBP.");
        if (kind is BenefitKind.Time or BenefitKind.Uses or BenefitKind.Pass && row.Currency is not null)
            _currency.Refuse($"{kind} is not counted in a currency: leave the cell empty.");
        if (kind is not (null or BenefitKind.Time) && row.StepMinutes is not null) _step.Refuse($"{kind} has no steps: leave the cell empty.");
        return reference is null || name is null || kind is null ? null : row;
    }

    protected override async Task ApplyAsync(IReadOnlyList<Row> batch, CancellationToken cancellationToken)
    {
        var references = batch.Select(row => row.Reference).ToList();
        var known = await Context.Benefits.Include(benefit => benefit.Services).Where(benefit => references.Contains(benefit.Reference))
            .ToDictionaryAsync(benefit => benefit.Reference, StringComparer.Ordinal, cancellationToken);
        foreach (var row in batch)
        {
            if (known.TryGetValue(row.Reference, out var benefit))
            {
                if (RefuseOtherUnit(row, benefit)) continue;
                Count(isNew: false, Apply(row, benefit));
                continue;
            }

            if (row is { Kind: BenefitKind.Money or BenefitKind.Printing, Currency: null })
            {
                Run.RefuseEarlier(row.Line, "currency", $"{row.Kind} is counted in a currency: add the column, with a code such as GBP.");
                continue;
            }

            benefit = new Benefit { Reference = row.Reference, Name = row.Name, Kind = row.Kind, Currency = row.Currency };
            Context.Benefits.Add(benefit);
            Apply(row, benefit);
            Count(isNew: true, isChanged: true);
        }
    }

    private bool RefuseOtherUnit(Row row, Benefit benefit)
    {
        if (row.Kind != benefit.Kind)
        {
            Run.RefuseEarlier(row.Line, "kind", $"This benefit's kind is {benefit.Kind} and cannot change: its credits are counted in it. Create another benefit instead.");
            return true;
        }

        if (!_currency.IsThere || row.Currency == benefit.Currency) return false;
        Run.RefuseEarlier(row.Line, "currency", $"This benefit's currency is {benefit.Currency} and cannot change: its credits are counted in it. Create another benefit instead.");
        return true;
    }

    private bool Apply(Row row, Benefit benefit)
    {
        var category = _category.IsThere ? row.Category : benefit.Category;
        var step = _step.IsThere ? row.StepMinutes : benefit.StepMinutes;
        var priority = _priority.IsThere ? row.Priority ?? DefaultPriority : benefit.Priority;
        var shared = row.Shared ?? benefit.Shared;
        var changed = benefit.Name != row.Name || benefit.Category != category || benefit.StepMinutes != step || benefit.Priority != priority || benefit.Shared != shared;
        (benefit.Name, benefit.Category, benefit.StepMinutes, benefit.Priority, benefit.Shared) = (row.Name, category, step, priority, shared);
        return _services.IsThere ? ApplyServices(row, benefit) || changed : changed;
    }

    private static bool ApplyServices(Row row, Benefit benefit)
    {
        var gone = benefit.Services.Where(link => !row.ServiceIds.Contains(link.ServiceId)).ToList();
        var come = row.ServiceIds.Except(benefit.Services.Select(link => link.ServiceId)).ToList();
        gone.ForEach(link => benefit.Services.Remove(link));
        come.ForEach(id => benefit.Services.Add(new BenefitService { ServiceId = id }));
        return gone.Count + come.Count > 0;
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

    internal sealed record Row(
        long Line, string Reference, string Name, BenefitKind Kind, string? Category, string? Currency, HashSet<long> ServiceIds, int? StepMinutes, int? Priority,
        bool? Shared);
}
