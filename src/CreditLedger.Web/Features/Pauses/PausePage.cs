using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Pauses;

/// <summary>The form that pauses a membership, and what becomes of its periods (R46).</summary>
public sealed record PausePage(MembershipSummary Membership, PauseForm Form, SiteZone Zone) : ConfirmedPage<PauseForm>(Form)
{
    public override string Path => Routes.Membership(Membership.Id, "pause");

    public override string NextPath => Routes.Member(Membership.MemberId, "activity");

    public override string Prompt => "Choose from when to when it is paused. What happens appears here before you confirm.";

    public override bool NeedsDescription => true;

    /// <summary>The agreed last day, where there is one.</summary>
    public DateOnly? AgreedDay => SupplyText.AgreedDay(Membership, Zone);

    public override string Will =>
        $"Pauses {Membership.PlanName} of {Membership.MemberName} {PauseText.Days(Asked.FromDay, Asked.UntilDay)}";

    public override string Confirm => $"Yes, pause it {PauseText.Days(Asked.FromDay, Asked.UntilDay)}";

    public override IReadOnlyList<string> Notes => Planned?.Effect is not PauseEffect effect ? [] :
    [
        .. effect.Pause.UntilDay is null ? ["Nothing more is granted until it is resumed."]
            : effect.Held.Count > 0 ? PauseText.Held(effect) : ["No period begins in these days."],
        "What was granted before stays usable.",
        .. Extension(effect.Pause),
        .. PauseText.AgreedDay(effect, Zone),
    ];

    private PauseMembershipCommand Asked => (PauseMembershipCommand)Command!;

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors) =>
        DayText.Read(Form.FromDay) is not { } from ? null : new PauseMembershipCommand(key, actor)
        {
            MembershipId = Membership.Id,
            FromDay = from,
            UntilDay = DayText.Read(Form.UntilDay),
            IssuesLate = Form.IssuesLate,
            Extends = Form.Extends,
            MovesEnd = Form.MovesEnd && AgreedDay is not null,
        };

    public override string Did(Done recorded) => $"{Membership.PlanName} is paused {PauseText.Days(Asked.FromDay, Asked.UntilDay)}";

    public override FormattableString About(Done recorded) => $"membership {Membership.Id}";

    private static IEnumerable<string> Extension(MembershipPauseRow pause)
    {
        if (!pause.Extends) yield break;
        var when = pause.UntilDay is { } last ? $"On {Wording.Day(last.AddDays(1))}" : "When it is resumed,";
        yield return $"{when} what remains is extended, each credit by the paused days within its life.";
    }
}
