using FluentValidation;

namespace CreditLedger.Web.Features.Groups;

/// <summary>What a person typed about a group, as it was typed. The group is named by the path alone.</summary>
public sealed class GroupForm : VersionedForm
{
    /// <summary>Display name.</summary>
    public string? Name { get; set; }

    /// <summary>Team, Business or Family.</summary>
    public string? Kind { get; set; }

    /// <summary>Reference, e-mail or name of whose credits are shared.</summary>
    public string? Owner { get; set; }

    /// <summary>Whether members use shared credits before their own.</summary>
    public bool SharedFirst { get; set; }

    /// <summary>The kinds that are shared; none at first, because binding does not fill a list that cannot grow.</summary>
    public IReadOnlyList<string>? Shares { get; set; }

    /// <summary>From which day on the kinds are as they are ticked; empty means from today on.</summary>
    public string? SharesFrom { get; set; }
}

/// <summary>The shape of the form; whether the owner fits the kind, <see cref="Ledger.Sharing.SaveGroupCommand"/> says.</summary>
public sealed class GroupFormValidator : AbstractValidator<GroupForm>
{
    public GroupFormValidator()
    {
        RuleFor(form => form.Name).Must(name => name?.Trim().Length is > 0 and <= 200)
            .WithMessage("Give the group a name of 1 to 200 characters.");
        RuleFor(form => form.Kind).Must(kind => Enum.GetNames<GroupKind>().Contains(kind))
            .WithMessage("Choose a team, a business or a family.");
        RuleFor(form => form.Owner).Must(owner => !string.IsNullOrWhiteSpace(owner))
            .WithMessage("Say whose credits are shared: a reference, an e-mail or a name.");
        RuleFor(form => form.SharesFrom).Must(day => string.IsNullOrWhiteSpace(day) || DayText.TryRead(day, out _))
            .WithMessage(DayText.NotADay);
    }
}
