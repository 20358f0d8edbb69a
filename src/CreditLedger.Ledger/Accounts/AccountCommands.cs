using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Accounts;

/// <summary>
/// Changes an account. Its sessions end at once. Refused where nobody would be left who can sign in as an administrator; all of them are
/// read for change, so that two who remove each other at the same moment do not both succeed.
/// </summary>
public abstract record AccountCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>The account.</summary>
    public required long UserId { get; init; }

    /// <summary>A random text that no account had before. Not part of the content.</summary>
    public string NewStamp { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>Accounts that are refused at sign-in although they are enabled, by e-mail. Not part of the content.</summary>
    public IReadOnlyCollection<string> RefusedEmails { get; init; } = [];

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        RowQuery.Of<UserRow>(nameof(UserRow.Id), UserId, forUpdate: true),
        RowQuery.Of<UserRow>(nameof(UserRow.Role), (long)UserRole.Admin, forUpdate: true),
    ];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (state.Related.Row<UserRow>(nameof(UserRow.Id), UserId) is not { } user) return Refusals.NoSuchRow("account");
        var wanted = Change(user, now);
        if (wanted == user) return Draft.Nothing with { MadeId = UserId };
        if (Refuse(user) is { } refusal) return refusal;
        var admins = state.Related.Rows<UserRow>(RowQuery.Of<UserRow>(nameof(UserRow.Role), (long)UserRole.Admin));
        var isLast = IsActiveAdmin(user) && !admins.Any(other => other.Id != UserId && IsActiveAdmin(other));
        if (isLast && !IsActiveAdmin(wanted) && !LeavesAWayIn) return Refusals.LastAdministrator;
        return Draft.OfRows(UserId, RelatedChange.Update(wanted with { SecurityStamp = NewStamp, ConcurrencyStamp = NewStamp }));
    }

    /// <summary>The account as it is to be.</summary>
    private protected abstract UserRow Change(UserRow user, DateTime now);

    /// <summary>What stands in the way.</summary>
    private protected virtual Refusal? Refuse(UserRow user) => null;

    /// <summary>Whether the person gets in again by what the command is followed by.</summary>
    private protected virtual bool LeavesAWayIn => false;

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer) => writer.Number(UserId);

    private bool IsActiveAdmin(UserRow user) => user is { Role: UserRole.Admin, DisabledAt: null, PasswordHash: not null, Email: { } email }
        && !RefusedEmails.Contains(email, StringComparer.OrdinalIgnoreCase);
}

/// <summary>Gives an account another role.</summary>
public sealed record ChangeRoleCommand(string IdempotencyKey, Actor Actor) : AccountCommand(IdempotencyKey, Actor)
{
    /// <summary>The role.</summary>
    public required UserRole Role { get; init; }

    private protected override UserRow Change(UserRow user, DateTime now) => user with { Role = Role };

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        base.WriteContent(writer);
        writer.Number((int)Role);
    }
}

/// <summary>Disables an account: its owner is signed out and cannot sign in. Nothing that they recorded is changed.</summary>
public sealed record DisableUserCommand(string IdempotencyKey, Actor Actor) : AccountCommand(IdempotencyKey, Actor)
{
    private protected override UserRow Change(UserRow user, DateTime now) => user with { DisabledAt = user.DisabledAt ?? now };
}

/// <summary>Enables a disabled account, with its former password.</summary>
public sealed record EnableUserCommand(string IdempotencyKey, Actor Actor) : AccountCommand(IdempotencyKey, Actor)
{
    private protected override UserRow Change(UserRow user, DateTime now) => user with { DisabledAt = null };
}

/// <summary>Removes the password of an account: its owner is signed out, and needs a link to set a new one.</summary>
public sealed record ResetPasswordCommand(string IdempotencyKey, Actor Actor) : AccountCommand(IdempotencyKey, Actor)
{
    /// <summary>Whether the caller gives out a link at once: then even the last administrator's password can be removed.</summary>
    public bool GivesLink { get; init; }

    private protected override UserRow Change(UserRow user, DateTime now) => user with { PasswordHash = null, SecurityStamp = NewStamp };

    private protected override Refusal? Refuse(UserRow user) => user.DisabledAt is null ? null : Refusals.AccountDisabled;

    private protected override bool LeavesAWayIn => GivesLink;
}
