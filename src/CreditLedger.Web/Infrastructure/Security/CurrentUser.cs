using System.Globalization;
using System.Security.Claims;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>What pages and operations ask about who is signed in.</summary>
public static class CurrentUser
{
    /// <summary>The claim that names the session.</summary>
    internal const string SessionClaim = "session";

    /// <summary>
    /// Whether the role has the permission. For hiding what one may not do; endpoints carry <see cref="RequirePermissionAttribute"/>.
    /// </summary>
    public static bool Can(this ClaimsPrincipal user, Permission permission) =>
        user.Identity is { IsAuthenticated: true } && user.Role() is { } role && RolePermissions.Allows(role, permission);

    /// <summary>Whether the role has the permission, or may ask an admin instead.</summary>
    public static bool CanOrAsk(this ClaimsPrincipal user, Permission permission) =>
        user.Can(permission) || user.Can(Permission.AskAdmin);

    /// <summary>Whether one may undo a posting: any, or one's own for a while (R24).</summary>
    public static bool MayUndo(this ClaimsPrincipal user, PostingRow posting, DateTime now) => user.Can(Permission.Undo)
        || (user.Can(Permission.UndoOwn) && UndoRule.IsOwnAndRecent(user.Actor(), posting.Actor, posting.Kind, posting.RecordedAt, now));

    /// <summary>The role of the account, none when nobody is signed in.</summary>
    public static UserRole? Role(this ClaimsPrincipal user) =>
        Enum.TryParse<UserRole>(user.FindFirstValue(ClaimTypes.Role), out var role) && Enum.IsDefined(role) ? role : null;

    /// <summary>The number of the account.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public static long UserId(this ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The e-mail of the account.</summary>
    public static string Email(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Email) ?? user.Identity?.Name ?? "";

    /// <summary>Who records what this request posts.</summary>
    public static Actor Actor(this ClaimsPrincipal user) => Ledger.Kinds.Actor.User(user.UserId());
}
