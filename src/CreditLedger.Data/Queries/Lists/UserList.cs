using System.Linq.Expressions;
using CreditLedger.Data.Identity;

namespace CreditLedger.Data.Queries.Lists;

/// <summary>Whether someone can sign in to an account.</summary>
public enum UserStanding
{
    /// <summary>They can.</summary>
    Active,

    /// <summary>They have not set a password yet.</summary>
    Invited,

    /// <summary>An administrator disabled it.</summary>
    Disabled,
}

/// <summary>Which accounts, in which order.</summary>
public sealed record UserFilter
{
    /// <summary>A part of the e-mail.</summary>
    public string? Search { get; init; }

    /// <summary>One role.</summary>
    public UserRole? Role { get; init; }

    /// <summary>Whether people can sign in.</summary>
    public UserStanding? Standing { get; init; }

    /// <summary>Whether the order by e-mail is turned round.</summary>
    public bool Descending { get; init; }

    /// <summary>Whether any account is left out.</summary>
    public bool IsFiltered => this with { Descending = false } != new UserFilter();
}

/// <summary>The accounts of people who sign in, by e-mail: EmailIndex. They are as few as the staff.</summary>
public sealed class UserListQuery(LedgerDbContext db) : ListQuery<UserFilter, AppUser, AppUser>
{
    private static readonly ListOrder<AppUser> ByEmail = ListOrder<AppUser>.By(user => user.Id, user => user.NormalizedEmail);

    private protected override IQueryable<AppUser> All => db.Users;

    private protected override Expression<Func<AppUser, long>> Id => user => user.Id;

    private protected override ListOrder<AppUser> OrderOf(UserFilter filter) => ByEmail;

    private protected override bool IsDescending(UserFilter filter) => filter.Descending;

    private protected override IQueryable<AppUser> Matching(UserFilter filter, DateTime now)
    {
        IQueryable<AppUser> users = db.Users;
        if (filter.Role is { } role) users = users.Where(user => user.Role == role);
        users = filter.Standing switch
        {
            UserStanding.Active => users.Where(user => user.DisabledAt == null && user.PasswordHash != null),
            UserStanding.Invited => users.Where(user => user.DisabledAt == null && user.PasswordHash == null),
            UserStanding.Disabled => users.Where(user => user.DisabledAt != null),
            null => users,
        };
        return LikePattern.Of(filter.Search) is { } pattern ? users.Where(user => EF.Functions.Like(user.Email!, pattern, "\\")) : users;
    }

    private protected override async Task<IReadOnlyList<AppUser>> RowsAsync(
        IReadOnlyList<long> ids, DateTime now, CancellationToken cancellationToken)
    {
        var users = await db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, cancellationToken);
        return [.. ids.Where(users.ContainsKey).Select(id => users[id])];
    }
}
