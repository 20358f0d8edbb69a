using CreditLedger.Data.Identity;
using CreditLedger.Ledger.Accounts;

namespace CreditLedger.Web.Features.Users;

/// <summary>The form of something that is done to an account.</summary>
/// <param name="User">The account.</param>
/// <param name="Form">What was typed.</param>
/// <param name="Changes">What completes the command.</param>
public abstract record UserActPage(AppUser User, UserActForm Form, AccountChanges Changes) : ConfirmedPage<UserActForm>(Form)
{
    /// <summary>The heading.</summary>
    public abstract string Title { get; }

    /// <summary>The last part of its path.</summary>
    protected abstract string Part { get; }

    public override string Path => Routes.User(User.Id, Part);

    public override string NextPath => Routes.User(User.Id);

    public override string Prompt => (Preview as Refused)?.Refusal.Message ?? "Nothing would change.";

    public override bool MayConfirm => Planned is { Changed: true };

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors) =>
        CommandOf(key, actor, errors) is { } command ? Changes.Complete(command) : null;

    /// <summary>The command, without what the site knows.</summary>
    protected abstract AccountCommand? CommandOf(string key, Actor actor, List<FieldError> errors);

    public override FormattableString About(Done recorded) => $"{User.Email}";
}

/// <summary>"Change role".</summary>
public sealed record ChangeRolePage(AppUser User, UserActForm Form, AccountChanges Changes) : UserActPage(User, Form, Changes)
{
    public override string Title => "Change role";

    protected override string Part => "role";

    public override string Prompt =>
        (Preview as Refused)?.Refusal.Message ?? "Choose another role. What it changes appears here before you confirm.";

    public override bool IsRemoval => Wanted < User.Role;

    public override string Will =>
        $"{User.Email} becomes {UserText.NameOf(Wanted!.Value).ToLowerInvariant()}: {UserText.MayDo(Wanted.Value)}";

    public override string Confirm => $"Yes, make them {UserText.NameOf(Wanted!.Value).ToLowerInvariant()}";

    public override IReadOnlyList<string> Notes => ["They are signed out, and sign in again with the same password."];

    private UserRole? Wanted => RoleText.Read(Form.Role);

    protected override AccountCommand? CommandOf(string key, Actor actor, List<FieldError> errors)
    {
        if (Wanted is { } role) return new ChangeRoleCommand(key, actor) { UserId = User.Id, Role = role };
        errors.Add(new FieldError(nameof(Form.Role), RoleText.NotARole));
        return null;
    }

    public override string Did(Done recorded) => $"{User.Email} is {UserText.NameOf(Wanted!.Value).ToLowerInvariant()} now.";

    public override FormattableString About(Done recorded) => $"{User.Email}, role {User.Role} → {Wanted}";
}

/// <summary>"Disable".</summary>
public sealed record DisableUserPage(AppUser User, UserActForm Form, AccountChanges Changes) : UserActPage(User, Form, Changes)
{
    public override string Title => "Disable account";

    protected override string Part => "disable";

    public override bool IsRemoval => true;

    public override string Will => $"Signs {User.Email} out everywhere; they cannot sign in any more";

    public override string Confirm => "Yes, disable the account";

    public override IReadOnlyList<string> Notes =>
        ["What they recorded stays as it is, under their e-mail. You can enable the account again."];

    protected override AccountCommand? CommandOf(string key, Actor actor, List<FieldError> errors) =>
        new DisableUserCommand(key, actor) { UserId = User.Id };

    public override string Did(Done recorded) => $"{User.Email} is disabled and signed out.";

    public override string? UndoOf(Done recorded) => recorded.Changed ? Routes.User(User.Id, "enable") : null;
}

/// <summary>"Enable".</summary>
public sealed record EnableUserPage(AppUser User, UserActForm Form, AccountChanges Changes) : UserActPage(User, Form, Changes)
{
    public override string Title => "Enable account";

    protected override string Part => "enable";

    public override string Will => User.PasswordHash is null
        ? $"{User.Email} can sign in again, once they have set a password by a link"
        : $"{User.Email} can sign in again, with their former password";

    public override string Confirm => "Yes, enable the account";

    protected override AccountCommand? CommandOf(string key, Actor actor, List<FieldError> errors) =>
        new EnableUserCommand(key, actor) { UserId = User.Id };

    public override string Did(Done recorded) => $"{User.Email} is enabled.";
}

/// <summary>"Remove the password".</summary>
public sealed record ResetUserPage(AppUser User, UserActForm Form, AccountChanges Changes) : UserActPage(User, Form, Changes)
{
    public override string Title => "Remove password";

    protected override string Part => "reset";

    public override bool IsRemoval => true;

    public override string Will => $"Signs {User.Email} out everywhere; their password and all earlier links stop working";

    public override string Confirm => "Yes, remove the password";

    public override IReadOnlyList<string> Notes => ["Make a link afterwards and send it to them: with it they set a new password."];

    protected override AccountCommand? CommandOf(string key, Actor actor, List<FieldError> errors) =>
        new ResetPasswordCommand(key, actor) { UserId = User.Id };

    public override string Did(Done recorded) => $"The password of {User.Email} does not work any more. Make a link and send it to them.";
}
