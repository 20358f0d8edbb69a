namespace CreditLedger.Data.Supply;

/// <summary>What became of a request about a membership.</summary>
public abstract record MembershipOutcome;

/// <summary>It stands.</summary>
/// <param name="MembershipId">The membership; after a change of plan, the new one.</param>
/// <param name="Periods">Periods that were issued with it.</param>
/// <param name="RevocationPostingId">The posting that took what remained, where that was asked for and something did.</param>
public sealed record MembershipDone(long MembershipId, long Periods, long? RevocationPostingId = null) : MembershipOutcome;

/// <summary>A rule refused it; nothing was written.</summary>
/// <param name="Field">The part of the request to blame.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record MembershipRefused(MembershipField Field, string Message) : MembershipOutcome;

/// <summary>Others were writing to the same accounts; nothing was written, trying again is right (R7).</summary>
public sealed record MembershipBusy : MembershipOutcome;

/// <summary>The part of a request about a membership that a refusal is about.</summary>
public enum MembershipField
{
    /// <summary>The request as a whole.</summary>
    Whole,

    /// <summary>The member.</summary>
    Member,

    /// <summary>The plan.</summary>
    Plan,

    /// <summary>The first day.</summary>
    StartsOn,

    /// <summary>The last day.</summary>
    EndsOn,

    /// <summary>The reason.</summary>
    Reason,
}
