using System.Globalization;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.PlanChanges;

/// <summary>Changes a membership's plan as it was confirmed. The same form sent again changes once (R9).</summary>
public sealed class ChangeConfirmed(ShowPlanChange show, MembershipsQuery queries, LedgerStore store)
{
    /// <summary>Done with a <see cref="Changed"/>, or why not.</summary>
    public async Task<Outcome> RunAsync(long membershipId, PlanChangeForm form, Actor actor, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(form.Key, out var key)) return new Unconfirmed();
        if (await show.RunAsync(membershipId, form, isFilledIn: true, cancellationToken) is not { } page) return new Missing();
        if (form.Confirmed is null || !long.TryParse(form.Plan, NumberStyles.None, CultureInfo.InvariantCulture, out var plan))
            return page.Errors.Count > 0 ? new Invalid(page.Errors) : new Unconfirmed();

        // A form that was sent before finds its work done, and in its own way: whether it stands is the store's to say.
        if (form.Confirmed != page.Token && page.Errors.Count == 0 && !await queries.IsCarriedOutAsync(key, cancellationToken)) return new Unconfirmed();
        var command = new ChangePlanCommand(key.ToString("D"), actor)
        {
            MembershipId = membershipId,
            PlanId = plan,
            When = page.When,
            Revoke = page.Revokes,
            Description = page.Revokes ? form.Reason : null,
        };
        var result = await store.ExecuteAsync(command, cancellationToken);
        return result is Done done ? new Done<Changed>(new Changed(page.Membership.MemberId, done.Id, page.Did)) : SupplyWords.Explain(result);
    }
}

/// <summary>A plan that was changed.</summary>
/// <param name="MemberId">Whose it is.</param>
/// <param name="MembershipId">The membership that follows.</param>
/// <param name="Text">What happened, in words.</param>
public sealed record Changed(long MemberId, long MembershipId, string Text);
