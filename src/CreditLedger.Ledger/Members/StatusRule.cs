using System.Globalization;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Members;

/// <summary>R54: what is asked before something is done for, or used by, a member who is not active.</summary>
internal static class StatusRule
{
    /// <summary>What must be confirmed before a member is given something; none while the member is active.</summary>
    public static ConfirmationNeeded? Warn(LedgerState state, long memberId, SiteZone zone, DateTime now) =>
        Sentence(state, memberId, zone, now) is { } sentence ? new ConfirmationNeeded(Confirmation.DespiteStatus, sentence) : null;

    /// <summary>
    /// A member who is not active at the time of use may use nothing unless a user with the permission confirms it. Imported past use is
    /// accepted.
    /// </summary>
    public static Decision? OfUsage(UsageCommand usage, LedgerState state, SiteZone zone, DateTime usedAt)
    {
        if (usage.UserIsOnRecord || usage is { DespiteStatus: true, MayDespiteStatus: true }) return null;
        if ((Sentence(state, usage.UserId, zone, usedAt) ?? Sentence(state, usage.MemberId, zone, usedAt)) is not { } sentence) return null;
        return usage.MayDespiteStatus ? new ConfirmationNeeded(Confirmation.DespiteStatus, sentence) : Refusals.UserIsNotActive(sentence);
    }

    // "Ada Quinn (M-0012) left on 15 Jan 2026."
    private static string? Sentence(LedgerState state, long memberId, SiteZone zone, DateTime moment)
    {
        var standing = MemberStanding.Of(state, memberId);
        var status = standing.StatusAt(moment);
        if (status == MemberStatus.Active) return null;
        var name = state.Related.Row<MemberRow>(nameof(MemberRow.Id), memberId)!.FullName;
        var day = standing.SinceAt(moment) is { } since
            ? zone.DayOf(since).ToString(" d MMM yyyy", CultureInfo.InvariantCulture) : null;
        return status == MemberStatus.Left
            ? $"{name} left{(day is null ? "" : $" on{day}")}."
            : $"{name} {(day is null ? "is suspended" : $"was suspended on{day}")}.";
    }
}
