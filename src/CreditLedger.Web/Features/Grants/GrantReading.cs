using System.Globalization;
using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Grants;

/// <summary>A filled-in form, understood: what would be granted. Days are whole days of the site's zone (R10).</summary>
/// <param name="Benefit">What it is good for.</param>
/// <param name="Amount">In the smallest unit.</param>
/// <param name="StartsOn">First day.</param>
/// <param name="ExpiresOn">Last day; none means never.</param>
/// <param name="Priority">None means the benefit's.</param>
public sealed record GrantReading(GrantableBenefit Benefit, long Amount, DateOnly StartsOn, DateOnly? ExpiresOn, int? Priority)
{
    private static readonly GrantFormValidator Shape = new();

    /// <summary>What the confirm button sends: everything that was shown to be confirmed.</summary>
    public string Token => string.Create(
        CultureInfo.InvariantCulture, $"{Benefit.Id}|{Amount}|{StartsOn:yyyy-MM-dd}|{ExpiresOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}|{Priority}");

    /// <summary>Reads a form; the errors say what is wrong and what would be right.</summary>
    public static (GrantReading? Reading, IReadOnlyList<FieldError> Errors) Of(GrantForm form, IReadOnlyList<GrantableBenefit> benefits, DateOnly today)
    {
        var errors = Shape.Validate(form).Errors.Select(error => new FieldError(error.PropertyName, error.ErrorMessage)).ToList();
        var benefit = long.TryParse(form.Benefit, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? benefits.FirstOrDefault(one => one.Id == id) : null;
        if (benefit is null && id > 0) errors.Add(new FieldError(nameof(GrantForm.Benefit), "There is no such benefit. Choose one of the list."));

        // Without a benefit it is unknown what the amount would count.
        var amount = benefit is null ? default : AmountParser.Parse(form.Amount, benefit.Unit);
        if (amount.Error is { } wrong) errors.Add(new FieldError(nameof(GrantForm.Amount), wrong));
        else if (amount.Amount < 0) errors.Add(new FieldError(nameof(GrantForm.Amount), "A new credit has an amount above zero."));

        var startsOn = DayText.TryRead(form.StartsOn, out var first) ? first : today;
        DateOnly? expiresOn = DayText.TryRead(form.ExpiresOn, out var last) ? last : null;
        if (expiresOn < startsOn)
            errors.Add(new FieldError(nameof(GrantForm.ExpiresOn), "The last day lies before the first. Choose a later day, or leave it empty for never."));

        int? priority = int.TryParse(form.Priority?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return errors.Count > 0 ? (null, errors) : (new GrantReading(benefit!, amount.Amount, startsOn, expiresOn, priority), errors);
    }

    /// <summary>The act that was asked for.</summary>
    public GrantCommand Act(long memberId, string key, Actor actor, string? description, SiteZone zone) => new(key, actor)
    {
        MemberId = memberId,
        BenefitId = Benefit.Id,
        Amount = Amount,
        StartsAt = zone.StartOf(StartsOn),
        ExpiresAt = ExpiresOn is { } last ? zone.EndOf(last) : null,
        Priority = Priority,
        Description = description,
    };

    /// <summary>Before it happens (R19).</summary>
    public string Will(string memberName) => $"Gives {memberName} {ChangeWords.Size(Amount, Benefit.Unit)} of {Benefit.Name}, {Validity}";

    /// <summary>After it happened.</summary>
    public string Did => $"{ChangeWords.Size(Amount, Benefit.Unit)} of {Benefit.Name} added, {Validity}";

    /// <summary>The button that makes it happen.</summary>
    public string Confirm => ChangeWords.Confirm(Amount, Benefit.Unit);

    private string Validity => $"from {Day(StartsOn)}" + (ExpiresOn is { } last ? $" until the end of {Day(last)}" : ", never expires");

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
