using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Grants;

/// <summary>The form that adds a credit, and what it would do. Days are whole days of the site's zone (R10).</summary>
/// <param name="MemberId">The member.</param>
/// <param name="MemberName">The member's name.</param>
/// <param name="Benefits">What may be given.</param>
/// <param name="Tab">The kind whose tab one came from.</param>
/// <param name="Today">Today in the site's zone.</param>
/// <param name="Zone">The site's zone.</param>
/// <param name="Currency">The site's currency, in which is told what was paid.</param>
/// <param name="Form">What was typed.</param>
public sealed record GrantPage(
    long MemberId, string MemberName, IReadOnlyList<GrantableBenefit> Benefits, BenefitKind? Tab, DateOnly Today,
    SiteZone Zone, string Currency, GrantForm Form)
    : ConfirmedPage<GrantForm>(Form)
{
    public override string Path => Routes.Member(MemberId, "credits", "new");

    public override string NextPath => BenefitTabs.PathOf(MemberId, Benefit?.Kind ?? Tab ?? BenefitTabs.First);

    public override string Prompt => "Choose a benefit and an amount. A preview appears here before you confirm.";

    public override string Will => $"Gives {MemberName} {Size}, {Validity}{Price}";

    public override string Confirm => ChangeText.Confirm(Asked.Amount, Benefit!.Unit);

    public override IReadOnlyList<string> Notes =>
    [
        .. base.Notes,
        .. LastDay < Today ? ["It has expired already: nothing of it can be used."]
            : FirstDay > Today ? ["It cannot be used before it starts."] : Array.Empty<string>(),
        .. FarDay.Notes(LastDay, Today),
    ];

    private GrantableBenefit? Benefit => FormText.Number(Form.Benefit) is { } id ? Benefits.FirstOrDefault(
        benefit => benefit.Id == id) : null;

    private GrantCommand Asked => (GrantCommand)Command!;

    private DateOnly FirstDay => DayText.Read(Form.StartsOn) ?? Today;

    private DateOnly? LastDay => DayText.Read(Form.ExpiresOn);

    private string Size => $"{ChangeText.Size(Asked.Amount, Benefit!.Unit)} of {Benefit.Name}";

    private string Price => Asked.Category == CreditCategory.Complimentary ? ""
        : $"; {Asked.Category.ToString().ToLowerInvariant()}{(Asked.Paid is { } paid ? $", {PaidText.Amount(paid)} net of tax" : "")}";

    private string Validity => $"from {Wording.Day(FirstDay)}"
        + (LastDay is { } last ? $" until the end of {Wording.Day(last)}" : ", never expires");

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors)
    {
        if (Benefit is not { } benefit)
        {
            if (FormText.Number(Form.Benefit) is not null)
                errors.Add(new FieldError(nameof(Form.Benefit), "There is no such benefit. Choose one of the list."));
            return null;
        }

        var amount = AmountParser.Parse(Form.Amount, benefit.Unit);
        if ((amount.Error ?? (amount.Amount < 0 ? "A new credit has an amount above zero." : null)) is { } wrong)
            errors.Add(new FieldError(nameof(Form.Amount), wrong));
        if (LastDay < FirstDay)
            errors.Add(new FieldError(nameof(Form.ExpiresOn),
                "The last day lies before the first. Choose a later day, or leave it empty for never."));
        var (paid, unread) = PaidText.Read(Form.Paid, Currency);
        if (unread is not null) errors.Add(new FieldError(nameof(Form.Paid), unread));
        return new GrantCommand(key, actor)
        {
            MemberId = MemberId,
            BenefitId = benefit.Id,
            Amount = amount.Amount,
            StartsAt = Zone.StartOf(FirstDay),
            ExpiresAt = LastDay is { } last ? Zone.EndOf(last) : null,
            Priority = (int?)FormText.Number(Form.Priority?.Trim()),
            Category = PaidText.CategoryOf(Form.Category) ?? CreditCategory.Complimentary,
            Paid = paid,
        };
    }

    public override string Did(Done recorded) => $"{Size} added, {Validity}";

    public override FormattableString About(Done recorded) => $"member {MemberId}, posting {recorded.PostingId}";
}
