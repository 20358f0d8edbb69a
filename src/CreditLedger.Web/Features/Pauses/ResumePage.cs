using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.TagHelpers;

namespace CreditLedger.Web.Features.Pauses;

/// <summary>The form that lets a paused membership go on, and what that gives (R46).</summary>
/// <param name="Membership">The membership.</param>
/// <param name="Form">What was typed.</param>
/// <param name="Pauses">Its pauses that have not ended.</param>
/// <param name="Zone">The site's zone.</param>
public sealed record ResumePage(
    MembershipSummary Membership, ResumeForm Form, IReadOnlyList<MembershipPauseRow> Pauses, SiteZone Zone)
    : ConfirmedPage<ResumeForm>(Form)
{
    public override string Path => Routes.Membership(Membership.Id, "resume");

    public override string NextPath => Routes.Member(Membership.MemberId, "activity");

    public override string Prompt => Pauses.Count == 0 ? "This membership is not paused."
        : "Choose the day on which it goes on. What happens appears here before you confirm.";

    /// <summary>What one chooses from where there are several.</summary>
    public IEnumerable<FieldOption> Options =>
        Pauses.Select(pause => new FieldOption(pause.Number, $"Paused {PauseText.Days(pause.FromDay, pause.UntilDay)}"));

    public override bool MayConfirm => Planned is { Changed: true };

    public override string Problem => Planned is { Changed: false } ? "It goes on then already." : base.Problem;

    public override string Will => IsTakenBack
        ? $"Takes the pause of {Membership.PlanName} of {Membership.MemberName} back: it never begins"
        : $"Lets {Membership.PlanName} of {Membership.MemberName} go on from {Day}";

    public override string Confirm => IsTakenBack ? "Yes, take the pause back" : $"Yes, resume it on {Day}";

    public override IReadOnlyList<string> Notes => Planned?.Effect is not PauseEffect effect ? [] :
    [
        .. PauseText.Held(effect),
        .. Extension(effect),
        .. PauseText.AgreedDay(effect, Zone),
    ];

    private ResumeMembershipCommand Asked => (ResumeMembershipCommand)Command!;

    private string Day => Wording.Day(Asked.OnDay);

    private bool IsTakenBack => Pauses.Any(pause => pause.Number == Asked.PauseNumber && Asked.OnDay <= pause.FromDay);

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors) =>
        FormText.Number(Form.Pause) is not (> 0 and <= int.MaxValue and var number) || DayText.Read(Form.OnDay) is not { } day ? null
        : new ResumeMembershipCommand(key, actor) { MembershipId = Membership.Id, PauseNumber = (int)number, OnDay = day };

    public override string Did(Done recorded) => recorded.Effect is PauseEffect { Pause.TakenBackAt: not null }
        ? $"The pause of {Membership.PlanName} was taken back" : $"{Membership.PlanName} goes on from {Day}";

    public override FormattableString About(Done recorded) => $"membership {Membership.Id}, pause {Asked.PauseNumber}";

    // What is extended at once is among the entries; with a rollover among them the amounts cannot be told apart.
    private IEnumerable<string> Extension(PauseEffect effect)
    {
        if (effect.Pause is not { Extends: true, TakenBackAt: null, UntilDay: { } last }) yield break;
        var moved = Planned!.Entries.Where(entry => entry is { Kind: EntryKind.Transfer, Amount: < 0 }).ToList();
        var sums = moved.Count > 0 && effect.Held.All(held => held.Given?.Terms.Rollover is null) ? $" ({SupplyText.Sums(moved)})" : "";
        yield return $"What remains{sums} is extended on {Wording.Day(last.AddDays(1))}, each credit by the paused days within its life.";
    }
}
