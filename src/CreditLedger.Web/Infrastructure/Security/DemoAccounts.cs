
namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>
/// The accounts of Development. Their password is public, so they are worth nothing anywhere else, even in a database that has them.
/// </summary>
public sealed class DemoAccounts(IHostEnvironment environment)
{
    public const string Password = "Demo-2026-ledger";
    private const string Domain = "@demo.example";

    public static IReadOnlyList<(string Email, UserRole Role)> All { get; } =
    [
        ("admin" + Domain, UserRole.Admin), ("manager" + Domain, UserRole.Manager), ("staff" + Domain, UserRole.Staff),
    ];

    public bool AreOffered => environment.IsDevelopment();

    /// <summary>The accounts that nobody can sign in to here, by e-mail.</summary>
    public IReadOnlyCollection<string> Refused => AreOffered ? [] : [.. All.Select(account => account.Email)];

    public bool AreRefused(string? email) => !AreOffered && email is not null && All.Any(
        account => string.Equals(account.Email, email, StringComparison.OrdinalIgnoreCase));
}
