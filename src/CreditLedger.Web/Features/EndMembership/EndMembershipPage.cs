using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.EndMembership;

/// <summary>The form that ends a membership, and what it would do (R28).</summary>
public sealed record EndMembershipPage(MembershipSummary Membership, EndMembershipForm Form, DateOnly Today, SiteZone Zone)
    : ConfirmedPage<EndMembershipForm>(Form)
{
    public override string Path => Routes.Membership(Membership.Id, "end");

    public override string NextPath => Routes.Member(Membership.MemberId, "activity");

    public override string Prompt => "Choose when it ends.";

    public override bool IsRemoval => true;

    public override bool NeedsDescription => Form is { When: "now", Remainder: "revoke" };

    /// <summary>The agreed last day, where there is one (R28).</summary>
    public DateOnly? AgreedDay => SupplyText.AgreedDay(Membership, Zone);

    /// <summary>The earliest day that may be chosen.</summary>
    public DateOnly EarliestDay => Membership.StartsOn > Today ? Membership.StartsOn : Today;

    /// <summary>Which days may be chosen.</summary>
    public string LastDayHint => AgreedDay is { } agreed
        ? $"It can be used to the end of that day. Not after {Wording.Day(agreed)}, the agreed last day."
        : "It can be used to the end of that day.";

    public override string Will => EndsNow
        ? $"Ends {Membership.PlanName} of {Membership.MemberName} now: nothing more is granted"
        : $"Ends {Membership.PlanName} of {Membership.MemberName} at the end of {LastDay(Planned!)}: nothing more is granted after that";

    public override string Confirm => EndsNow
        ? $"Yes, end it now{(SupplyText.Revoked(Planned!) is { } revoked ? $" and revoke {revoked}" : "")}"
        : $"Yes, end it after {LastDay(Planned!)}";

    public override IReadOnlyList<string> Notes =>
    [
        .. Agreed(Effect(Planned!)!),
        .. Effect(Planned!)!.Remaining is { Count: > 0 } remaining
            ? remaining.Select(WhatBecomesOf) : ["Nothing remains of what it granted."],
    ];

    private EndMembershipCommand Asked => (EndMembershipCommand)Command!;

    private bool EndsNow => Asked.When == MembershipEnd.Now;

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors) => new EndMembershipCommand(key, actor)
    {
        MembershipId = Membership.Id,
        When = Form.When switch
        {
            "now" => MembershipEnd.Now,
            "day" => MembershipEnd.OnDay,
            _ => MembershipEnd.AtPeriodEnd,
        },
        LastDay = Form.When == "day" ? DayText.Read(Form.LastDay) : null,
        Revoke = NeedsDescription,
    };

    public override string Did(Done recorded) => EndsNow
        ? $"{Membership.PlanName} ended{(SupplyText.Revoked(recorded) is { } revoked ? $"; {revoked} revoked" : "")}"
        : $"{Membership.PlanName} ends at the end of {LastDay(recorded)}";

    public override FormattableString About(Done recorded) => $"membership {Membership.Id}, posting {recorded.PostingId}";

    private static EndingEffect? Effect(Done done) => done.Effect as EndingEffect;

    // What was recorded before has no effect to tell of: its end is the membership's.
    private string LastDay(Done done) =>
        (Effect(done)?.EndsAt ?? Membership.EndsAt) is { } end ? Wording.Day(Zone.LastUsable(end).Day) : "the period";

    // Two facts (R28): which day holds when this end is taken back.
    private IEnumerable<string> Agreed(EndingEffect effect) => effect.AgreedEndsAt is { } agreed
        ? [$"The agreed last day, {Wording.Day(Zone.LastUsable(agreed).Day)}, stays on record: it holds again if this end is taken back."]
        : [];

    private string WhatBecomesOf(RemainingCredit credit)
    {
        var amount = credit.Terms.IsUnlimited ? $"Unlimited uses of {credit.Terms.Benefit.Name}"
            : $"{AmountFormat.Format(credit.Amount, credit.Terms.Benefit.Unit)} of {credit.Terms.Benefit.Name}";
        if (Asked.Revoke) return $"{amount} are revoked";
        return credit.Terms.ExpiresAt is { } end
            ? $"{amount} are kept until the end of {Wording.Day(Zone.LastUsable(end).Day)}"
            : $"{amount} are kept";
    }
}
