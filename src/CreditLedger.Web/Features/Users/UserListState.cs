using System.Globalization;
using CreditLedger.Data.Identity;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;

namespace CreditLedger.Web.Features.Users;

/// <summary>The list of accounts: its columns, and its state as its address holds it.</summary>
public sealed record UserListState(UserFilter Filter, PagePosition Position, ListAddress Address, IReadOnlyList<string> Problems)
{
    /// <summary>The columns.</summary>
    public static readonly IReadOnlyList<ListColumn<AppUser>> Columns =
    [
        new("E-mail", (user, _) => user.Email) { Sort = "email" },
        new("Role", (user, _) => UserText.NameOf(user.Role)),
        new("State", (user, _) => UserText.StandingOf(user).ToString()),
        new("Last seen", (user, zone) => user.LastSeenAt is { } seen
            ? zone.ToLocal(seen).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null),
        new("Created", (user, zone) => zone.DayOf(user.CreatedAt)),
    ];

    /// <summary>The headings of the table.</summary>
    public IReadOnlyList<ListHeading> Headings => ListHeading.Of(Columns, Address, "email", Filter.Descending);

    /// <summary>Of this request.</summary>
    public static UserListState Read(HttpRequest request)
    {
        var reader = ListReader.Of(request);
        var filter = new UserFilter
        {
            Search = reader.Text("search"),
            Role = reader.OneOf<UserRole>("role"),
            Standing = reader.OneOf<UserStanding>("state"),
            Descending = reader.Flag("down"),
        };
        var address = ListAddress.Of(Routes.Users).With("search", filter.Search)
            .With("role", filter.Role?.ToString().ToLowerInvariant()).With("state", filter.Standing?.ToString().ToLowerInvariant())
            .With("down", filter.Descending ? "1" : null);
        return new UserListState(filter, reader.Position(), address, reader.Problems);
    }
}

/// <summary>A page of the list of accounts.</summary>
/// <param name="State">Its state.</param>
/// <param name="List">The rows.</param>
public sealed record UsersPage(UserListState State, ListPage<AppUser> List)
{
    private static readonly (string One, string Many) Noun = ("account", "accounts");

    /// <summary>"3 accounts".</summary>
    public string Counted => Paging.Counted(List.Total, Noun, State.Filter.IsFiltered);

    /// <summary>Links to the other pages.</summary>
    public Pager Pager => Paging.Of(State.Address, List.Page, user => user.Id, List.Total, Noun);
}
