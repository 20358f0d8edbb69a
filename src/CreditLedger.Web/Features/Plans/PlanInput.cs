using CreditLedger.Data.Queries.Setup;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Web.Features.Plans;

/// <summary>The lines of a filled-in form, understood as far as they can be.</summary>
public static class PlanInput
{
    /// <summary>Reads them; those that could not be read are left out.</summary>
    public static IReadOnlyList<PlanLineDraft> LinesOf(
        PlanForm form, IReadOnlyList<OfferedBenefit> benefits, string currency, List<FieldError> errors)
    {
        var lines = new List<PlanLineDraft>();
        foreach (var (row, line) in form.Lines.Take(PlanForm.MaxLines).Index())
        {
            if (line.IsEmpty || line.IsEnding) continue;
            if (LineOf(row, line, benefits, currency, errors) is { } read) lines.Add(read);
        }

        return lines;
    }

    private static PlanLineDraft? LineOf(
        int row, PlanLineForm line, IReadOnlyList<OfferedBenefit> benefits, string currency, List<FieldError> errors)
    {
        var before = errors.Count;
        var benefit = FormText.Number(line.Benefit) is { } id ? benefits.FirstOrDefault(one => one.Id == id) : null;
        if (benefit is null)
        {
            Add("Benefit", string.IsNullOrWhiteSpace(line.Benefit)
                ? line.Line is null ? "Choose what this line grants, or empty its amount."
                    : "Choose what this line grants. To end it, tick “Ends”."
                : "There is no such benefit. Choose one of the list.");
        }

        if (!Enum.TryParse<Period>(line.Period, ignoreCase: true, out var period) || !Enum.IsDefined(period))
            Add("Period", "Choose how often: a day, a week, a month, a quarter or a year.");
        var (paid, unread) = PaidText.Read(line.Paid, currency);
        if (unread is not null) Add("Paid", unread);
        var tracking = LineTracking.Limited;
        if (!string.IsNullOrEmpty(line.Tracking) && (!Enum.TryParse(line.Tracking, out tracking) || !Enum.IsDefined(tracking)))
            Add("Tracking", Refusals.NoSuchTracking.Message);
        if (benefit is null) return null;

        var terms = tracking == LineTracking.Limited ? Limited() : Uncounted();
        return errors.Count > before ? null
            : new PlanLineDraft(row, FormText.Number(line.Line), benefit.Id, period, terms with { Tracking = tracking, Paid = paid });

        PlanTerms Limited()
        {
            var amount = Read(AmountParser.Parse(line.Amount, benefit.Unit), "Amount");
            var (min, max) = Rollover(line, benefit);
            return new PlanTerms(amount, min, max);
        }

        // R48: what such a line cannot have must be empty, so that nobody thinks it counts.
        PlanTerms Uncounted()
        {
            if (!string.IsNullOrWhiteSpace(line.Amount)) Add("Amount", Refusals.UncountedHasNoAmount.Message);
            if (!string.IsNullOrWhiteSpace(line.RolloverMin)) Add("RolloverMin", Refusals.UncountedDoesNotRollOver.Message);
            if (!string.IsNullOrWhiteSpace(line.RolloverMax)) Add("RolloverMax", Refusals.UncountedDoesNotRollOver.Message);
            return new PlanTerms(0);
        }

        void Add(string field, string message) => errors.Add(new FieldError(CommandOutcome.LineField(row, field), message));

        long Read(ParsedAmount parsed, string field)
        {
            if (parsed.Error is { } wrong) Add(field, wrong);
            return parsed.Amount;
        }

        (long? Min, long? Max) Rollover(PlanLineForm typed, OfferedBenefit of)
        {
            var (hasMin, hasMax) = (!string.IsNullOrWhiteSpace(typed.RolloverMin), !string.IsNullOrWhiteSpace(typed.RolloverMax));
            var rolls = typed.Rollover == "rolls" || (typed.Rollover != "expires" && (hasMin || hasMax));
            if (rolls)
            {
                return (hasMin ? Read(AmountParser.Parse(typed.RolloverMin, of.Unit, allowZero: true), "RolloverMin") : 0,
                    hasMax ? Read(AmountParser.Parse(typed.RolloverMax, of.Unit, allowZero: true), "RolloverMax") : null);
            }

            if (hasMin) Add("RolloverMin", "What remains expires, as chosen: empty this, or choose that it rolls over.");
            if (hasMax) Add("RolloverMax", "What remains expires, as chosen: empty this, or choose that it rolls over.");
            return typed.Rollover == "expires" ? (null, null) : (of.RolloverMin, of.RolloverMax);
        }
    }
}
