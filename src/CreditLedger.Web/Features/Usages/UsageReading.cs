using System.Globalization;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Usages;

/// <summary>A filled-in form, understood: what would be recorded. Days are days of the site's zone (R10).</summary>
/// <param name="Choice">What is used.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Amount">In the smallest unit.</param>
/// <param name="UsedOn">The day.</param>
/// <param name="ServiceId">What for.</param>
public sealed record UsageReading(UsageChoice Choice, Unit Unit, long Amount, DateOnly UsedOn, long? ServiceId)
{
    private static readonly UsageFormValidator Shape = new();

    /// <summary>What the confirm button sends: everything that was shown to be confirmed.</summary>
    public string Token => string.Create(CultureInfo.InvariantCulture, $"{Choice.Text}|{Amount}|{UsedOn:yyyy-MM-dd}|{ServiceId}");

    /// <summary>Reads a form; the errors say what is wrong and what would be right.</summary>
    public static (UsageReading? Reading, IReadOnlyList<FieldError> Errors) Of(UsageForm form, UsageOptions options, DateOnly today)
    {
        var errors = Shape.Validate(form).Errors.Select(error => new FieldError(error.PropertyName, error.ErrorMessage)).ToList();
        var choice = UsageChoice.Read(form.What);
        var unit = choice is { } chosen ? options.UnitOf(chosen) : null;
        if (choice is not null && unit is null)
            errors.Add(new FieldError(nameof(UsageForm.What), "The member has no live credit of that now. Choose something of the list."));

        // Without something that is used it is unknown what the quantity would count.
        var amount = unit is null ? default : AmountParser.Parse(form.Quantity, unit);
        if (amount.Error is { } wrong) errors.Add(new FieldError(nameof(UsageForm.Quantity), wrong));
        else if (amount.Amount < 0) errors.Add(new FieldError(nameof(UsageForm.Quantity), "What was used is above zero. To give something back, undo the use or adjust the credit."));

        var day = DayText.TryRead(form.UsedOn, out var given) ? given : today;
        if (day > today) errors.Add(new FieldError(nameof(UsageForm.UsedOn), "The date lies in the future. Use today or an earlier date."));

        long? service = long.TryParse(form.Service, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        if (service is { } named && options.Services.All(one => one.Id != named))
            errors.Add(new FieldError(nameof(UsageForm.Service), "There is no such service. Choose one of the list, or none."));
        return errors.Count > 0 ? (null, errors) : (new UsageReading(choice!.Value, unit!, amount.Amount, day, service), errors);
    }

    /// <summary>The act that was asked for. An earlier day means its last minute, when all that was given that day was there.</summary>
    public UsageCommand Act(long memberId, string key, Actor actor, string? description, bool mayGoFurtherBack, DateOnly today, SiteZone zone) => new(key, actor)
    {
        MemberId = memberId,
        Amount = Amount,
        BenefitId = Choice.BenefitId,
        CreditId = Choice.CreditId,
        Kind = Choice.Kind,
        ServiceId = ServiceId,
        UsedAt = UsedOn == today ? null : zone.EndOf(UsedOn).AddMinutes(-1),
        Description = description,
        MayGoFurtherBack = mayGoFurtherBack,
    };
}
