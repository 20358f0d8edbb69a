using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Data.Setup;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Supply;
using CreditLedger.Web.Infrastructure.Outcomes;

namespace CreditLedger.Web.Features.Plans;

/// <summary>A filled-in form, understood as far as it can be.</summary>
/// <param name="Draft">The plan; lines that could not be read are left out.</param>
/// <param name="Errors">What could not be read, field by field, and what would be right.</param>
public sealed record PlanReading(PlanDraft Draft, IReadOnlyList<FieldError> Errors)
{
    private static readonly PlanFormValidator Shape = new();

    /// <summary>What the confirm button sends: stands for everything that was shown to be confirmed.</summary>
    public string Token
    {
        get
        {
            var content = new StringBuilder().Append(Draft.Name).Append('\n').Append(Draft.Description).Append('\n');
            foreach (var line in Draft.Lines)
                content.Append(CultureInfo.InvariantCulture, $"{line.LineId}|{line.BenefitId}|{line.Period}|{line.Terms.Amount}|{line.Terms.RolloverMin}|{line.Terms.RolloverMax}\n");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())))[..32];
        }
    }

    /// <summary>Reads a form.</summary>
    public static PlanReading Of(PlanForm form, IReadOnlyList<OfferedBenefit> benefits)
    {
        var errors = Shape.Validate(form).Errors.Select(error => new FieldError(error.PropertyName, error.ErrorMessage)).ToList();
        var lines = new List<PlanLineDraft>();
        foreach (var (row, line) in form.Lines.Take(PlanForm.MostLines).Index())
        {
            if (line.IsEmpty || line.IsEnding) continue;
            if (LineOf(row, line, benefits, errors) is { } read) lines.Add(read);
        }

        var description = string.IsNullOrWhiteSpace(form.Description) ? null : form.Description.Trim();
        return new PlanReading(new PlanDraft(form.Name?.Trim() ?? "", description, lines), errors);
    }

    /// <summary>The name of a line's field, as the form sends it.</summary>
    public static string FieldOf(int row, string field) => string.Create(CultureInfo.InvariantCulture, $"Lines[{row}].{field}");

    /// <summary>A refusal beside the field that it blames.</summary>
    public static FieldError Explain(PlanRefusal refusal) => new(
        refusal.Row is { } row ? FieldOf(row, refusal.Field.ToString()) : "",
        refusal.Message);

    private static PlanLineDraft? LineOf(int row, PlanLineForm line, IReadOnlyList<OfferedBenefit> benefits, List<FieldError> errors)
    {
        var before = errors.Count;
        var benefit = NumberOf(line.Benefit) is { } id ? benefits.FirstOrDefault(one => one.Id == id) : null;
        if (benefit is null)
        {
            Add("Benefit", string.IsNullOrWhiteSpace(line.Benefit)
                ? line.Line is null ? "Choose what this line grants, or empty its amount." : "Choose what this line grants. To end it, tick “Ends”."
                : "There is no such benefit. Choose one of the list.");
        }

        if (!Enum.TryParse<Period>(line.Period, ignoreCase: true, out var period) || !Enum.IsDefined(period))
            Add("Period", "Choose how often: a day, a week, a month, a quarter or a year.");
        if (benefit is null) return null;

        var amount = Read(AmountParser.Parse(line.Amount, benefit.Unit), "Amount");
        var (min, max) = Rollover(line, benefit);
        return errors.Count > before ? null : new PlanLineDraft(row, NumberOf(line.Line), benefit.Id, period, new PlanTerms(amount, min, max));

        void Add(string field, string message) => errors.Add(new FieldError(FieldOf(row, field), message));

        long Read(ParsedAmount parsed, string field)
        {
            if (parsed.Error is { } wrong) Add(field, wrong);
            return parsed.Amount;
        }

        (long? Min, long? Max) Rollover(PlanLineForm typed, OfferedBenefit of)
        {
            var (hasMin, hasMax) = (!string.IsNullOrWhiteSpace(typed.RolloverMin), !string.IsNullOrWhiteSpace(typed.RolloverMax));
            var rolls = typed.Rollover == "rolls" || (typed.Rollover != "lapses" && (hasMin || hasMax));
            if (rolls)
            {
                return (hasMin ? Read(AmountParser.Parse(typed.RolloverMin, of.Unit, allowZero: true), "RolloverMin") : 0,
                    hasMax ? Read(AmountParser.Parse(typed.RolloverMax, of.Unit, allowZero: true), "RolloverMax") : null);
            }

            if (hasMin) Add("RolloverMin", "What remains lapses, as chosen: empty this, or choose that it rolls over.");
            if (hasMax) Add("RolloverMax", "What remains lapses, as chosen: empty this, or choose that it rolls over.");
            return typed.Rollover == "lapses" ? (null, null) : (of.RolloverMin, of.RolloverMax);
        }
    }

    private static long? NumberOf(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
