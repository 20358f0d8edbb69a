using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Assignments;

/// <summary>Puts a member on a plan as it was confirmed, and issues what has begun. The same form sent again assigns once (R9).</summary>
public sealed class AssignMembership(ShowAssignment show, MembershipsQuery queries, LedgerStore store)
{
    /// <summary>Done with an <see cref="Assigned"/>, or why not.</summary>
    public async Task<Outcome> RunAsync(long memberId, AssignmentForm form, Actor actor, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(form.Key, out var key)) return new Unconfirmed();
        if (await show.RunAsync(memberId, form, isFilledIn: true, cancellationToken) is not { } page) return new Missing();

        // A form that was sent before finds its own membership in the way; another's, begun since the preview, is to be warned of.
        if (page.Reading is not { } reading || (page.Errors.Count > 0 && !await queries.IsCarriedOutAsync(key, cancellationToken))) return new Invalid(page.Errors);
        if (form.Confirmed != reading.Token) return new Unconfirmed();
        var result = await store.ExecuteAsync(reading.Request(key.ToString("D"), actor, memberId), cancellationToken);
        return result is Done done ? new Done<Assigned>(new Assigned(done.Id, reading.Did(done.Others))) : SupplyWords.Explain(result);
    }
}

/// <summary>A membership that began.</summary>
/// <param name="MembershipId">The membership.</param>
/// <param name="Text">What happened, in words and numbers.</param>
public sealed record Assigned(long MembershipId, string Text);
