using System.Globalization;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Endings;

/// <summary>The form that ends a membership, and what it would do (R28).</summary>
public sealed record EndingPage(MembershipSummary Membership, EndingForm Form, EndingOutlook Outlook, SiteZone Zone)
{
    /// <summary>What is wrong, field by field.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>When it ends.</summary>
    public MembershipEnd When => Form.When == "now" ? MembershipEnd.Now : MembershipEnd.AtPeriodEnd;

    /// <summary>Whether what remains is taken.</summary>
    public bool Revokes => When == MembershipEnd.Now && Form.Remainder == "revoke";

    /// <summary>Where the form is sent.</summary>
    public string Path => $"/memberships/{Membership.Id}/end";

    /// <summary>What the confirm button sends: everything that was shown to be confirmed. An end now is now, whenever that is.</summary>
    public string Token => string.Create(
        CultureInfo.InvariantCulture,
        $"{(When == MembershipEnd.Now ? "now" : Outlook.EndsAt.ToString("O", CultureInfo.InvariantCulture))}|{Revokes}|{string.Join(';', Outlook.Credits.Select(credit => $"{credit.Id}:{credit.Balance}"))}");

    /// <summary>Before it happens (R19).</summary>
    public string Will => When == MembershipEnd.Now
        ? $"Ends {Membership.PlanName} of {Membership.MemberName} now: nothing more is granted"
        : $"Ends {Membership.PlanName} of {Membership.MemberName} at the end of {Wording.Day(Zone.DayOf(Outlook.EndsAt).AddDays(-1))}: nothing more is granted after that";

    /// <summary>After it happened.</summary>
    public string Did(bool revoked) => When == MembershipEnd.Now
        ? $"{Membership.PlanName} ended{(revoked ? $"; {Remaining} revoked" : "")}"
        : $"{Membership.PlanName} ends at the end of {Wording.Day(Zone.DayOf(Outlook.EndsAt).AddDays(-1))}";

    /// <summary>The button that makes it happen.</summary>
    public string Confirm => When == MembershipEnd.AtPeriodEnd
        ? $"Yes, end it after {Wording.Day(Zone.DayOf(Outlook.EndsAt).AddDays(-1))}"
        : Revokes && Outlook.Credits.Count > 0 ? $"Yes, end it now and revoke {Remaining}" : "Yes, end it now";

    /// <summary>What becomes of what remains, line by line.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            if (Outlook.Credits.Count == 0) return ["Nothing remains of what it granted."];
            return
            [
                .. Outlook.Credits.Select(credit => $"{Wording.Amount(credit.Balance, credit.Unit)} of {credit.BenefitName} " + (Revokes
                    ? "are revoked"
                    : credit.ExpiresAt is { } end ? $"are kept until the end of {Wording.Day(Zone.DayOf(end.AddMilliseconds(-1)))}" : "are kept")),
            ];
        }
    }

    private string Remaining => SupplyWords.Sums(Outlook.Credits.Select(credit => (credit.BenefitName, credit.Unit, credit.Balance)));
}
