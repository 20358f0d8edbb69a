using System.Globalization;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Web.Infrastructure.Validation;

namespace CreditLedger.Web.Features.SetupBenefits;

/// <summary>A filled-in form, understood: the benefit as it shall be, or what is wrong with what was typed.</summary>
public static class BenefitInput
{
    private static readonly BenefitFormValidator Shape = new();

    /// <summary>Reads a form.</summary>
    /// <param name="id">The benefit; 0 for a new one.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="known">The benefit as it is, whose kind and currency stay; none for a new one.</param>
    /// <param name="actor">Who asks.</param>
    public static CatalogueInput<BenefitRow> Of(long id, BenefitForm form, Benefit? known, Actor actor)
    {
        var errors = Shape.Validate(form).Errors.Select(error => new FieldError(error.PropertyName, error.ErrorMessage)).ToList();
        var unit = known is null ? UnitOf(form, errors) : Unit.Of(known.Kind, known.Currency);
        var services = ServicesOf(form, errors);
        if (unit is null) return new CatalogueInput<BenefitRow>(null, errors);
        var (min, max) = RolloverOf(form, unit, errors);
        return new CatalogueInput<BenefitRow>(
            new SaveBenefitCommand(form.Key ?? "", actor)
            {
                Id = id,
                SeenVersion = form.Version,
                ServiceIds = services,
                Wanted = new BenefitRow
                {
                    Reference = CatalogueText.Clean(form.Reference) ?? "",
                    Name = CatalogueText.Clean(form.Name) ?? "",
                    Kind = unit.Kind,
                    Currency = unit.Currency?.Code,
                    Category = CatalogueText.Clean(form.Category),
                    StepMinutes = CatalogueText.Whole(form.Step),
                    Priority = CatalogueText.Whole(form.Priority) ?? BenefitRow.DefaultPriority,
                    Shared = IsTicked(form.Shared),
                    VisibleToMembers = IsTicked(form.Visible),
                    RolloverMin = min,
                    RolloverMax = max,
                },
            },
            errors);
    }

    /// <summary>Whether a box was ticked.</summary>
    public static bool IsTicked(string? value) => value is "true" or "on";

    private static Unit? UnitOf(BenefitForm form, List<FieldError> errors)
    {
        if (!Enum.TryParse<BenefitKind>(form.Kind, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
        {
            errors.Add(new FieldError(nameof(BenefitForm.Kind), "Choose what its credits are counted in."));
            return null;
        }

        if (!BenefitKinds.Of(kind).HasCurrency) return Unit.Of(kind, null);
        if (Currency.TryGet(form.Currency?.Trim(), out var currency)) return new Unit(kind, currency);
        errors.Add(new FieldError(nameof(BenefitForm.Currency),
            "Money and printing are counted in a currency: give its three letters, like GBP."));
        return null;
    }

    private static List<long> ServicesOf(BenefitForm form, List<FieldError> errors)
    {
        if (form.Covers != "list") return [];
        var ids = form.Services.Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Distinct().ToList();
        if (ids.Count == 0)
            errors.Add(new FieldError(nameof(BenefitForm.Services), "Tick at least one service, or choose that it is good for all."));
        return ids;
    }

    private static (long? Min, long? Max) RolloverOf(BenefitForm form, Unit unit, List<FieldError> errors)
    {
        var (min, max) = (CatalogueText.Clean(form.RolloverMin), CatalogueText.Clean(form.RolloverMax));
        if (form.Rollover == "rolls")
            return (min is null ? 0 : Read(min, nameof(BenefitForm.RolloverMin)),
                max is null ? null : Read(max, nameof(BenefitForm.RolloverMax)));
        if (min is not null)
            errors.Add(
            new FieldError(nameof(BenefitForm.RolloverMin), "What remains expires, as chosen: empty this, or choose that it rolls over."));
        if (max is not null)
            errors.Add(
            new FieldError(nameof(BenefitForm.RolloverMax), "What remains expires, as chosen: empty this, or choose that it rolls over."));
        return (null, null);

        long Read(string text, string field)
        {
            var parsed = AmountParser.Parse(text, unit, allowZero: true);
            if (parsed.Error is { } wrong) errors.Add(new FieldError(field, wrong));
            return parsed.Amount;
        }
    }
}
