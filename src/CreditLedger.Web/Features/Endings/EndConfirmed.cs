using CreditLedger.Data.Queries.Supply;
using CreditLedger.Data.Supply;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Endings;

/// <summary>Ends a membership as it was confirmed, and takes back an end that has not come.</summary>
public sealed class EndConfirmed(ShowEnding show, MembershipsQuery queries, MembershipStore memberships)
{
    /// <summary>Done with an <see cref="Ended"/>, or why not.</summary>
    public async Task<Outcome> RunAsync(long membershipId, EndingForm form, Actor actor, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(form.Key, out var key)) return new Unconfirmed();
        if (await show.RunAsync(membershipId, form, cancellationToken) is not { } page) return new Missing();
        if (form.Confirmed is null) return page.Errors.Count > 0 ? new Invalid(page.Errors) : new Unconfirmed();

        // A form that was sent before finds its work done; what it would do now is not what it did.
        if (form.Confirmed != page.Token && page.Errors.Count == 0 && !await queries.IsEndedByAsync(membershipId, key, cancellationToken)) return new Unconfirmed();
        var request = new EndMembership(key.ToString("D"), actor, membershipId, page.When, page.Revokes, form.Reason);
        var outcome = await memberships.EndAsync(request, cancellationToken);
        return outcome is MembershipDone done
            ? new Done<Ended>(new Ended(page.Membership.MemberId, done.RevocationPostingId, page.Did(done.RevocationPostingId is not null)))
            : SupplyWords.Explain(outcome);
    }
}

/// <summary>A membership that was ended.</summary>
/// <param name="MemberId">Whose it was.</param>
/// <param name="RevocationPostingId">What took the remainder.</param>
/// <param name="Text">What happened, in words and numbers.</param>
public sealed record Ended(long MemberId, long? RevocationPostingId, string Text);
