using CreditLedger.Data.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Users;

/// <summary>Something that is done to an account, confirmed first.</summary>
public abstract class UserActController(
    FormTools tools, AccountChanges changes, string act, Func<AppUser, UserActForm, AccountChanges, UserActPage> page)
    : ConfirmedFormController<UserActForm, UserActPage>(tools, act, "/Features/Users/Act.cshtml")
{
    /// <inheritdoc />
    protected override bool IsUndoOffered => false;

    /// <inheritdoc />
    protected override async Task<UserActPage?> LoadAsync(long id, UserActForm form, bool isSent, CancellationToken cancellationToken)
    {
        if (await Tools.Db.Users.FirstOrDefaultAsync(user => user.Id == id, cancellationToken) is not { } user) return null;
        if (!isSent) form.Role = user.Role.ToString().ToLowerInvariant();
        return page(user, form, changes);
    }
}

/// <summary>"Change role".</summary>
[Route("setup/users/{id:long:min(1)}/role")]
[RequirePermission(Permission.ManageUsers)]
public sealed class UserRoleController(FormTools tools, AccountChanges changes)
    : UserActController(tools, changes, "change role", (user, form, site) => new ChangeRolePage(user, form, site));

/// <summary>"Disable".</summary>
[Route("setup/users/{id:long:min(1)}/disable")]
[RequirePermission(Permission.ManageUsers)]
public sealed class DisableUserController(FormTools tools, AccountChanges changes)
    : UserActController(tools, changes, "disable user", (user, form, site) => new DisableUserPage(user, form, site));

/// <summary>"Enable".</summary>
[Route("setup/users/{id:long:min(1)}/enable")]
[RequirePermission(Permission.ManageUsers)]
public sealed class EnableUserController(FormTools tools, AccountChanges changes)
    : UserActController(tools, changes, "enable user", (user, form, site) => new EnableUserPage(user, form, site));

/// <summary>"Remove the password".</summary>
[Route("setup/users/{id:long:min(1)}/reset")]
[RequirePermission(Permission.ManageUsers)]
public sealed class ResetUserController(FormTools tools, AccountChanges changes)
    : UserActController(tools, changes, "reset password", (user, form, site) => new ResetUserPage(user, form, site));

/// <summary>What is typed about an account.</summary>
public sealed class UserActForm : ConfirmedForm
{
    /// <summary>The name of a role, where it is to be another.</summary>
    [Field]
    public string? Role { get; set; }
}
