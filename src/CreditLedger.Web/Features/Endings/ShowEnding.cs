using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Outcomes;

namespace CreditLedger.Web.Features.Endings;

/// <summary>Shows the form with what it would do (R19, R28). Writes nothing.</summary>
public sealed class ShowEnding(MembershipsQuery memberships, EndingQuery endings, SiteZone zone, TimeProvider clock)
{
    /// <summary>The page, none when there is no such membership.</summary>
    public async Task<EndingPage?> RunAsync(long membershipId, EndingForm form, CancellationToken cancellationToken)
    {
        if (await memberships.OneAsync(membershipId, cancellationToken) is not { } membership) return null;
        form.Key = Guid.TryParse(form.Key, out var key) ? key.ToString("D") : Guid.NewGuid().ToString("D");
        var now = clock.Now();
        var when = form.When == "now" ? MembershipEnd.Now : MembershipEnd.AtPeriodEnd;
        var page = new EndingPage(membership, form, await endings.RunAsync(membership, when, now, cancellationToken), zone);
        if (membership.EndsAt is { } end && end <= now) return page with { Errors = [new FieldError("", "This membership has ended already.")] };
        if (when == MembershipEnd.AtPeriodEnd && membership.EndsAt <= page.Outlook.EndsAt)
            return page with { Errors = [new FieldError(nameof(EndingForm.When), "This membership ends then already. End it now, or let it be.")] };
        return page.Revokes && string.IsNullOrWhiteSpace(form.Reason)
            ? page with { Errors = [new FieldError(nameof(EndingForm.Reason), "Give a reason of 1 to 500 characters; the member may read it.")] }
            : page;
    }
}
