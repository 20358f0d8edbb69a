using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.EndMembership;

/// <summary>"Take back the end" of a membership, while it has not come (R28).</summary>
[Route("memberships/{id:long}/continue")]
[RequirePermission(Permission.Supply, MayAsk = true)]
public sealed class ContinueController(FormTools tools, MembershipsQuery memberships, SiteZone zone)
    : ConfirmedFormController<ContinueForm, ContinuePage>(tools, "continue membership", "/Features/EndMembership/Continue.cshtml")
{
    protected override async Task<ContinuePage?> LoadAsync(long id, ContinueForm form, bool isSent, CancellationToken cancellationToken) =>
        await memberships.OneAsync(id, cancellationToken) is { } membership ? new ContinuePage(membership, zone, form) : null;
}

/// <summary>Nothing is typed: the membership goes on as it was agreed.</summary>
public sealed class ContinueForm : ConfirmedForm;

/// <summary>The form that takes an end back.</summary>
public sealed record ContinuePage(MembershipSummary Membership, SiteZone Zone, ContinueForm Form) : ConfirmedPage<ContinueForm>(Form)
{
    public override string Path => Routes.Membership(Membership.Id, "continue");

    public override string NextPath => Routes.Member(Membership.MemberId, "activity");

    public override string Prompt => (Preview as Refused)?.Refusal.Message ?? "A preview appears here before you confirm.";

    public override string Will => $"{Membership.PlanName} of {Membership.MemberName} goes on and grants each period {Until}";

    public override string Confirm => AgreedDay is { } agreed ? $"Yes, let it go on until {Wording.Day(agreed)}" : "Yes, let it go on";

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors) =>
        new ContinueMembershipCommand(key, actor) { MembershipId = Membership.Id };

    public override string Did(Done recorded) => $"{Membership.PlanName} goes on {Until}";

    private DateOnly? AgreedDay => SupplyText.AgreedDay(Membership, Zone);

    // Which day holds once the end is taken back (R28).
    private string Until => AgreedDay is { } agreed ? $"until the end of {Wording.Day(agreed)}, its agreed last day" : "until it is ended";

    public override FormattableString About(Done recorded) => $"membership {Membership.Id}";
}
