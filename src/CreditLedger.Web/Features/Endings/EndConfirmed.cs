using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Endings;

/// <summary>Ends a membership as it was confirmed, and takes back an end that has not come.</summary>
public sealed class EndConfirmed(ShowEnding show, MembershipsQuery queries, LedgerStore store)
{
    /// <summary>Done with an <see cref="Ended"/>, or why not.</summary>
    public async Task<Outcome> RunAsync(long membershipId, EndingForm form, Actor actor, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(form.Key, out var key)) return new Unconfirmed();
        if (await show.RunAsync(membershipId, form, cancellationToken) is not { } page) return new Missing();
        if (form.Confirmed is null) return page.Errors.Count > 0 ? new Invalid(page.Errors) : new Unconfirmed();

        // A form that was sent before finds its work done; what it would do now is not what it did.
        if (form.Confirmed != page.Token && page.Errors.Count == 0 && !await queries.IsCarriedOutAsync(key, cancellationToken)) return new Unconfirmed();
        var command = new EndMembershipCommand(key.ToString("D"), actor)
        {
            MembershipId = membershipId,
            When = page.When,
            Revoke = page.Revokes,
            Description = page.Revokes ? form.Reason : null,
        };
        var result = await store.ExecuteAsync(command, cancellationToken);
        if (result is not Done done) return SupplyWords.Explain(result);
        var revocation = done.PostingId == 0 ? (long?)null : done.PostingId;
        return new Done<Ended>(new Ended(page.Membership.MemberId, revocation, page.Did(revocation is not null)));
    }
}

/// <summary>A membership that was ended.</summary>
/// <param name="MemberId">Whose it was.</param>
/// <param name="RevocationPostingId">What took the remainder.</param>
/// <param name="Text">What happened, in words and numbers.</param>
public sealed record Ended(long MemberId, long? RevocationPostingId, string Text);
