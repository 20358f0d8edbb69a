using CreditLedger.Data.Queries.Groups;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Groups;

/// <summary>"Who may use it": what one member of a group may use, how much and when (R13).</summary>
[Route("groups/{id:long:min(1)}/members/{memberId:long:min(1)}")]
[RequirePermission(Permission.ManageGroups)]
public sealed class GroupRightsController(
    FormTools tools, GroupQuery groups, SharedBenefitsQuery benefits, SiteSettings site, SiteZone zone, TimeProvider clock)
    : ConfirmedFormController<GroupRightsForm, GroupRightsPage>(tools, "change group", "/Features/Groups/Rights.cshtml")
{
    /// <inheritdoc />
    protected override bool IsUndoOffered => false;

    /// <inheritdoc />
    protected override async Task<GroupRightsPage?> LoadAsync(
        long id, GroupRightsForm form, bool isSent, CancellationToken cancellationToken)
    {
        if (await groups.OneAsync(id, clock.Now(), cancellationToken) is not { } group) return null;
        if (group.MemberOf(this.RouteNumber("memberId")) is not { } member) return null;
        if (!isSent) Open(form, group, member);
        form.Caps = [.. Enum.GetValues<BenefitKind>()
            .Select(kind => form.Caps?.FirstOrDefault(cap => cap.Kind == kind.ToString()) ?? FieldOf(isSent ? null : member, kind))];
        var named = member.Benefits?.Select(benefit => benefit.Id).ToHashSet() ?? [];
        var offered = (await benefits.RunAsync(cancellationToken))
            .Where(benefit => (benefit.IsShared && group.EverShared.Contains(benefit.Kind)) || named.Contains(benefit.Id));
        return new GroupRightsPage(group, member, [.. offered], site.Currency, zone, form);
    }

    // What holds now, from today on; of who comes later, or came back, from that day on.
    private void Open(GroupRightsForm form, GroupDetails group, GroupMemberDetails member)
    {
        var now = clock.Now();
        form.Version = group.Version;
        form.Right = !member.HasRight ? "none" : member.Benefits is null ? "all" : "named";
        form.Benefits = [.. member.Benefits?.Select(benefit => FormText.Of(benefit.Id)) ?? []];
        form.FirstDay = DayText.Of(zone.DayOf(member.Holds.From > now ? member.Holds.From : now));
        form.LastDay = member.InGroup.Until is { } end && end > now ? DayText.Of(zone.LastUsable(end).Day) : null;
    }

    private CapField FieldOf(GroupMemberDetails? member, BenefitKind kind)
    {
        var cap = member?.CapOf(kind)?.Cap;
        return new CapField
        {
            Kind = kind.ToString(),
            Amount = cap is { } set ? AmountFormat.ForInput(set.Amount, Unit.Of(kind, site.Currency)) : null,
            Period = (cap?.Period ?? Period.Month).ToString(),
        };
    }
}
