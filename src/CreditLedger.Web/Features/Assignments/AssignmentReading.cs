using System.Globalization;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Assignments;

/// <summary>A filled-in form, understood: which membership would begin, and what it would be granted.</summary>
public sealed record AssignmentReading(PlanSupply Plan, DateOnly StartsOn, DateOnly? LastDay, IReadOnlyList<LineOutlook> Lines)
{
    private static readonly AssignmentFormValidator Shape = new();

    /// <summary>What the confirm button sends: everything that was shown to be confirmed.</summary>
    public string Token => string.Create(
        CultureInfo.InvariantCulture, $"{Plan.Id}|{StartsOn:O}|{LastDay:O}|{string.Join(';', Lines.Select(line => $"{line.Line.PlanLineId}:{line.Missed}:{line.Granted}"))}");

    /// <summary>Periods that are issued at once.</summary>
    public long Missed => Lines.Sum(line => line.Missed);

    /// <summary>Reads a form's own fields; the errors say what is wrong and what would be right.</summary>
    public static (long PlanId, DateOnly StartsOn, DateOnly? LastDay, IReadOnlyList<FieldError> Errors) Fields(AssignmentForm form)
    {
        var errors = Shape.Validate(form).Errors.Select(error => new FieldError(error.PropertyName, error.ErrorMessage)).ToList();
        _ = long.TryParse(form.Plan, NumberStyles.None, CultureInfo.InvariantCulture, out var plan);
        _ = DayText.TryRead(form.StartsOn, out var startsOn);
        DateOnly? lastDay = DayText.TryRead(form.LastDay, out var last) ? last : null;
        if (errors.Count == 0 && lastDay < startsOn)
            errors.Add(new FieldError(nameof(AssignmentForm.LastDay), "The last day lies before the first. Use a later day, or none."));
        return (plan, startsOn, lastDay, errors);
    }

    /// <summary>What a plan would grant.</summary>
    public static AssignmentReading Of(PlanSupply plan, DateOnly startsOn, DateOnly? lastDay, DateTime now, SiteZone zone)
    {
        var endsAt = lastDay is { } last ? zone.EndOf(last) : (DateTime?)null;
        return new AssignmentReading(plan, startsOn, lastDay, [.. plan.Lines.Select(line => LineOutlook.Of(line, line.Schedule(startsOn, endsAt, zone), now)).Where(line => line.Shown.Count > 0)]);
    }

    /// <summary>The request that was confirmed.</summary>
    public AssignPlanCommand Request(string key, Actor actor, long memberId) => new(key, actor)
    {
        MemberId = memberId,
        PlanId = Plan.Id,
        StartsOn = StartsOn,
        LastDay = LastDay,
    };

    /// <summary>Before it happens (R19).</summary>
    public string Will(string memberName)
    {
        var span = LastDay is { } last ? $"from {Wording.Day(StartsOn)} until the end of {Wording.Day(last)}" : $"from {Wording.Day(StartsOn)}";
        return Missed == 0
            ? $"Puts {memberName} on {Plan.Name} {span}"
            : $"Puts {memberName} on {Plan.Name} {span}, and issues {SupplyWords.Periods(Missed)} that {(Missed == 1 ? "has" : "have")} begun: {Sums}";
    }

    /// <summary>After it happened.</summary>
    public string Did(long periods) => periods == 0 ? $"{Plan.Name} assigned from {Wording.Day(StartsOn)}" : $"{Plan.Name} assigned: {SupplyWords.Periods(periods)} issued, {Sums}";

    /// <summary>The button that makes it happen.</summary>
    public string Confirm => Missed == 0 ? $"Yes, assign {Plan.Name}" : $"Yes, assign {Plan.Name} and issue {SupplyWords.Periods(Missed)}";

    private string Sums => SupplyWords.Sums(Lines.Where(line => line.Granted > 0).Select(line => (line.Line.BenefitName, line.Line.Unit, line.Granted)));
}
