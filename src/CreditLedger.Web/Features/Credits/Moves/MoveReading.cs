using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Credits.Moves;

/// <summary>A filled-in form, understood: what would be done. Days are whole days of the site's zone (R10).</summary>
/// <param name="Mode">What is done.</param>
/// <param name="CreditIds">To which credits.</param>
/// <param name="LastDay">Extended until the end of this day; none means without end.</param>
/// <param name="Target">Transferred to this member.</param>
/// <param name="Amount">A part, in the smallest unit; none means all that remains.</param>
/// <param name="SkipUnfit">Whether those that cannot are left out.</param>
public sealed record MoveReading(MoveMode Mode, IReadOnlyList<long> CreditIds, DateOnly? LastDay, MemberChoice? Target, long? Amount, bool SkipUnfit)
{
    // The rule asks for a reason last; what will happen can be told before one is typed.
    private const string AnyReason = "Preview";

    /// <summary>The act that was asked for.</summary>
    public RemainderCommand Act(string key, Actor actor, string? reason, SiteZone zone) => Mode switch
    {
        MoveMode.Extend => new ExtensionCommand(key, actor) { CreditIds = CreditIds, ExpiresAt = LastDay is { } day ? zone.EndOf(day) : null, SkipUnfit = SkipUnfit, Description = reason },
        MoveMode.Transfer => new TransferCommand(key, actor) { CreditIds = CreditIds, MemberId = Target?.Id ?? 0, Amount = Amount, SkipUnfit = SkipUnfit, Description = reason },
        _ => new RevocationCommand(key, actor) { CreditIds = CreditIds, SkipUnfit = SkipUnfit, Description = reason },
    };

    /// <summary>The same for a preview: all that can, whatever was chosen about those that cannot.</summary>
    public RemainderCommand Preview(string key, Actor actor, SiteZone zone) => Act(key, actor, AnyReason, zone) with { SkipUnfit = CreditIds.Count > 1 };

    /// <summary>What the confirm button sends: everything that was shown to be confirmed, the credits included.</summary>
    public string Token(SiteZone zone) => Convert.ToHexString(Act("token", Actor.Job(JobName.Import), AnyReason, zone).RequestHash(textDigest: null));
}

/// <summary>A member that may be meant.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Name">Display name.</param>
/// <param name="Reference">Unique text.</param>
/// <param name="Email">E-mail.</param>
public sealed record MemberChoice(long Id, string Name, string Reference, string? Email);
