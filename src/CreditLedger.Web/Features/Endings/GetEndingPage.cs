using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Endings;

/// <summary>The form with what it would do (R19, R28). Writes nothing.</summary>
public sealed class GetEndingPage(MembershipsQuery memberships, LedgerStore store, SiteZone zone)
{
    private static readonly EndingFormValidator Shape = new();

    /// <summary>The page, none when there is no such membership.</summary>
    public async Task<EndingPage?> RunAsync(long membershipId, EndingForm form, Actor actor, CancellationToken cancellationToken)
    {
        if (await memberships.OneAsync(membershipId, cancellationToken) is not { } membership) return null;
        form.EnsureKey();
        var page = new EndingPage(membership, form, zone);
        return await page.WithPreviewAsync(store, Shape.Validate(form), () => CommandOf(membershipId, form, actor), cancellationToken);
    }

    private static EndMembershipCommand CommandOf(long membershipId, EndingForm form, Actor actor)
    {
        var revokes = form is { When: "now", Remainder: "revoke" };
        return new EndMembershipCommand(form.Key!, actor)
        {
            MembershipId = membershipId,
            When = form.When == "now" ? MembershipEnd.Now : MembershipEnd.AtPeriodEnd,
            Revoke = revokes,
            Description = revokes ? form.Reason : null,
        };
    }
}
