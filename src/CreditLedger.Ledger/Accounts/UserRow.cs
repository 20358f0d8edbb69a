using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Accounts;

/// <summary>
/// The account of someone who signs in, as far as admins change it. The table is that of ASP.NET Core Identity, which adds its rows and
/// keeps the other columns.
/// </summary>
public sealed record UserRow : ILedgerRow<UserRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<UserRow> Table { get; } = new(
        "AspNetUsers",
        Column.Of((UserRow row) => row.Id, key: true),
        Column.Of((UserRow row) => row.Email, length: 256, isFixed: true),
        Column.Of((UserRow row) => row.Role),
        Column.Of((UserRow row) => row.PasswordHash),
        Column.Of((UserRow row) => row.SecurityStamp),
        Column.Of((UserRow row) => row.ConcurrencyStamp),
        Column.Of((UserRow row) => row.DisabledAt));

    /// <summary>Database key.</summary>
    public long Id { get; init; }

    /// <summary>The e-mail with which they sign in.</summary>
    public string? Email { get; init; }

    /// <summary>What they may do.</summary>
    public UserRole Role { get; init; }

    /// <summary>The hash of the password; none until the person has set one.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>A random text. With another one every session of the account ends, and every link to set a password is void.</summary>
    public string? SecurityStamp { get; init; }

    /// <summary>A random text. With another one, a change that Identity began on the row as it was is refused.</summary>
    public string? ConcurrencyStamp { get; init; }

    /// <summary>Since when nobody can sign in to it; none while it is enabled.</summary>
    public DateTime? DisabledAt { get; init; }
}
