using System.Globalization;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.PlanChanges;

/// <summary>The form that changes a membership's plan, and the arithmetic of it, line by line.</summary>
public sealed record PlanChangePage(MembershipSummary Membership, PlanChangeForm Form, EndingOutlook Outlook, IReadOnlyList<SupplyChoice> Plans, SiteZone Zone)
{
    /// <summary>The plan that was chosen, when it can be.</summary>
    public PlanSupply? Plan { get; init; }

    /// <summary>What the new plan grants first, line by line.</summary>
    public IReadOnlyList<(SupplyLine Line, GrantedPeriod Period)> Grants { get; init; } = [];

    /// <summary>What is wrong, field by field.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>When it changes.</summary>
    public MembershipEnd When => Form.When == "now" ? MembershipEnd.Now : MembershipEnd.AtPeriodEnd;

    /// <summary>Whether what remains of the old plan is taken.</summary>
    public bool Revokes => When == MembershipEnd.Now && Form.Remainder != "keep";

    /// <summary>Where the form is sent.</summary>
    public string Path => $"/memberships/{Membership.Id}/change";

    /// <summary>What the confirm button sends: everything that was shown to be confirmed.</summary>
    public string Token => string.Create(
        CultureInfo.InvariantCulture,
        $"{Plan?.Id}|{(When == MembershipEnd.Now ? "now" : Outlook.EndsAt.ToString("O", CultureInfo.InvariantCulture))}|{Revokes}|{string.Join(';', Outlook.Credits.Select(credit => $"{credit.Id}:{credit.Balance}"))}|{string.Join(';', Grants.Select(grant => $"{grant.Line.PlanLineId}:{grant.Period.Terms.Amount}:{grant.Period.FirstDay:O}"))}");

    /// <summary>Before it happens (R19).</summary>
    public string Will => When == MembershipEnd.Now
        ? $"Moves {Membership.MemberName} from {Membership.PlanName} to {Plan?.Name} now"
        : $"Moves {Membership.MemberName} from {Membership.PlanName} to {Plan?.Name} on {Wording.Day(Zone.DayOf(Outlook.EndsAt))}, when the next period begins";

    /// <summary>After it happened.</summary>
    public string Did => Plan is null ? $"{Membership.PlanName} was changed" : When == MembershipEnd.Now
        ? $"{Membership.PlanName} changed to {Plan?.Name}"
        : $"{Membership.PlanName} changes to {Plan?.Name} on {Wording.Day(Zone.DayOf(Outlook.EndsAt))}";

    /// <summary>The button that makes it happen.</summary>
    public string Confirm => When == MembershipEnd.Now ? $"Yes, change to {Plan?.Name} now" : $"Yes, change to {Plan?.Name} on {Wording.Day(Zone.DayOf(Outlook.EndsAt))}";
}
