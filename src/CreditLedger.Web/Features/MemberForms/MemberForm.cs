using CreditLedger.Web.Infrastructure.Validation;
using FluentValidation;

namespace CreditLedger.Web.Features.MemberForms;

/// <summary>What was typed about a member. The member itself is taken from the path alone.</summary>
public sealed class MemberForm : ConfirmedForm
{
    /// <summary>The version of the member that the person was shown; 0 for a new one.</summary>
    public int Version { get; set; }

    /// <summary>Unique text; empty for a new member means the next free one.</summary>
    [Field(RefusedField.Reference)]
    public string? Reference { get; set; }

    /// <summary>What people call the member.</summary>
    [Field(RefusedField.Name)]
    public string? Name { get; set; }

    /// <summary>E-mail, if there is one.</summary>
    [Field(RefusedField.Email)]
    public string? Email { get; set; }

    /// <summary>A name of <see cref="MemberKind"/>.</summary>
    [Field(RefusedField.Kind)]
    public string? Kind { get; set; }

    /// <summary>A name of <see cref="MemberStatus"/>.</summary>
    [Field(RefusedField.Status)]
    public string? Status { get; set; }

    /// <summary>Tags, separated by commas.</summary>
    [Field(RefusedField.Tags)]
    public string? Tags { get; set; }

    /// <summary>The day the member joined, as <c>2026-11-22</c>.</summary>
    [Field(RefusedField.JoinedOn)]
    public string? JoinedOn { get; set; }

    /// <summary>Whether the memberships of a leaving member are ended; null while the form does not ask.</summary>
    public bool? EndMemberships { get; set; }

    /// <summary>Whether skipped periods were offered: only then an empty list means none.</summary>
    public bool SkippedOffered { get; set; }

    /// <summary>The skipped periods that were ticked, each as <c>membership/line/number</c>.</summary>
    public List<string> Skipped { get; set; } = [];

    /// <summary>The form to return to; a path of this site.</summary>
    public string? ReturnUrl { get; set; }

    /// <summary>The field of that form that asks for a member.</summary>
    public string? ReturnField { get; set; }
}

/// <inheritdoc />
public sealed class MemberFormValidator : ConfirmedFormValidator<MemberForm>
{
    public MemberFormValidator()
    {
        RuleFor(form => form.Reference).IsShort("A reference", 100);
        RuleFor(form => form.Name).IsName();
        RuleFor(form => form.Email).Cascade(CascadeMode.Stop)
            .Must(text => text is null || text.Trim().Length <= MemberRow.MaxEmailLength)
            .WithMessage((_, text) => $"An e-mail has at most {MemberRow.MaxEmailLength} characters; this one has {text!.Trim().Length}.")
            .Must(text => string.IsNullOrWhiteSpace(text) || MemberRule.IsEmail(text.Trim()))
            .WithMessage("This is not an e-mail address, such as ada@example.com.");
        OneOf(form => form.Kind, "Choose a person or a business.", Enum.GetNames<MemberKind>());
        OneOf(form => form.Status, "Choose active, suspended or left.", Enum.GetNames<MemberStatus>());
        Day(form => form.JoinedOn, mayBeEmpty: true);
    }
}
