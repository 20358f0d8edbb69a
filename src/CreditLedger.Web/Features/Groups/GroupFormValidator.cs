using CreditLedger.Ledger.Kinds;
using FluentValidation;

namespace CreditLedger.Web.Features.Groups;

/// <summary>The shape of the form; whether there is such an owner, and whether it fits the kind, <see cref="Ledger.Sharing.SaveGroupCommand"/> says.</summary>
public sealed class GroupFormValidator : AbstractValidator<GroupForm>
{
    public GroupFormValidator()
    {
        RuleFor(form => form.Name).Must(name => name?.Trim().Length is > 0 and <= 200).WithMessage("Give the group a name of 1 to 200 characters.");
        RuleFor(form => form.Kind).Must(kind => Enum.GetNames<GroupKind>().Contains(kind)).WithMessage("Choose a team, a business or a family.");
        RuleFor(form => form.Owner).Must(owner => !string.IsNullOrWhiteSpace(owner)).WithMessage("Say whose credits are shared: a reference, an e-mail or a name.");
    }
}
