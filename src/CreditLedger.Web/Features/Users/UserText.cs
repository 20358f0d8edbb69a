using CreditLedger.Data.Identity;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Web.Infrastructure.TagHelpers;

namespace CreditLedger.Web.Features.Users;

/// <summary>Accounts in words.</summary>
public static class UserText
{
    /// <summary>What one chooses a role from.</summary>
    public static IReadOnlyList<FieldOption> Roles { get; } =
    [
        .. Enum.GetValues<UserRole>().Select(role => new FieldOption(role.ToString().ToLowerInvariant(), $"{NameOf(role)}: {MayDo(role)}")),
    ];

    /// <summary>What a role is called.</summary>
    public static string NameOf(UserRole role) => role switch
    {
        UserRole.Staff => "Staff",
        UserRole.Manager => "Manager",
        UserRole.Admin => "Administrator",
    };

    /// <summary>What a role may do, as the end of a sentence.</summary>
    public static string MayDo(UserRole role) => role switch
    {
        UserRole.Staff => "sees members, benefits and history, and records usage",
        UserRole.Manager => "does what staff do, and sees transactions, reports and exports",
        UserRole.Admin => "does everything",
    };

    /// <summary>Whether its owner can sign in.</summary>
    public static UserStanding StandingOf(AppUser user) => user switch
    {
        { DisabledAt: not null } => UserStanding.Disabled,
        { PasswordHash: null } => UserStanding.Invited,
        _ => UserStanding.Active,
    };

    /// <summary>The tone of that.</summary>
    public static string ToneOf(AppUser user) => StandingOf(user) switch
    {
        UserStanding.Active => "good",
        UserStanding.Invited => "info",
        UserStanding.Disabled => "quiet",
    };
}
