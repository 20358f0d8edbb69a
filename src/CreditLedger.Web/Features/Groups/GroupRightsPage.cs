using CreditLedger.Data.Queries.Groups;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Groups;

/// <summary>The form of what one member of a group may use, and from which day on (R13).</summary>
/// <param name="Group">The group.</param>
/// <param name="Member">The member as it is.</param>
/// <param name="Offered">The benefits that may be named.</param>
/// <param name="Currency">What caps on money are typed in.</param>
/// <param name="Zone">The site's zone.</param>
/// <param name="Form">What was typed; nothing of it is lost.</param>
public sealed record GroupRightsPage(
    GroupDetails Group, GroupMemberDetails Member, IReadOnlyList<SharedBenefit> Offered, string Currency, SiteZone Zone,
    GroupRightsForm Form) : ConfirmedPage<GroupRightsForm>(Form)
{
    public override string Path => Routes.Group(Group.Id, "members", FormText.Of(Member.MemberId));

    public override string NextPath => Routes.Group(Group.Id);

    public override string Prompt => "Change something. What it changes, and from when, appears here before you confirm.";

    public override IEnumerable<string> Fields =>
        base.Fields.Concat(Form.Caps!.Index().SelectMany(cap => new[] { CapName(cap.Index, "Amount"), CapName(cap.Index, "Period") }));

    public override bool IsRemoval => !Asked.Terms.MayUse;

    // A form that is opened, or asks for what holds already, changes nothing.
    public override bool MayConfirm => Planned is { Changed: true };

    public override string Will => $"{GroupText.Sentence(Member.Name, WhatOf(Asked.Terms), Group.OwnerName)} " +
        $"from {Wording.Day(Asked.FirstDay)}{(Asked.LastDay is { } last ? $" until the end of {Wording.Day(last)}" : "")}" +
        string.Concat(Asked.Terms.Caps.OrderBy(cap => cap.Key).Select(cap => $"; {GroupText.Cap(cap.Key, cap.Value, Currency)}"));

    public override string Confirm => $"Yes, change what {Member.Name} may use";

    public override IReadOnlyList<string> Notes => [.. Kept(), "Uses that are recorded stay as they are."];

    private ChangeGroupMemberCommand Asked => (ChangeGroupMemberCommand)Command!;

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors)
    {
        var caps = CapsOf(errors);
        return DayText.Read(Form.FirstDay) is not { } first ? null : new ChangeGroupMemberCommand(key, actor)
        {
            Id = Group.Id,
            SeenVersion = Form.Version,
            MemberId = Member.MemberId,
            Terms = new MemberTerms
            {
                MayUse = Form.Right is "all" or "named",
                Benefits = Form.Right == "named" ? [.. (Form.Benefits ?? []).Select(FormText.Number).OfType<long>().Distinct()] : null,
                Caps = caps,
            },
            FirstDay = first,
            LastDay = DayText.Read(Form.LastDay),
        };
    }

    public override string Did(Done recorded) => recorded.Changed ? $"What {Member.Name} may use was changed."
        : $"{Member.Name} may use what it was: nothing was changed.";

    public override FormattableString About(Done recorded) => $"group {Group.Id}, member {Member.MemberId}";

    /// <summary>The name of a field of a cap, as forms send it.</summary>
    public static string CapName(int index, string field) => FormattableString.Invariant($"Caps[{index}].{field}");

    // The row of a refusal is the number of the kind.
    protected override string FieldOf(Refusal refusal) => refusal.Row is { } kind
        ? CapName(Form.Caps!.Index().First(cap => cap.Item.Kind == ((BenefitKind)kind).ToString()).Index, refusal.Field.ToString())
        : base.FieldOf(refusal);

    private IEnumerable<string> Kept()
    {
        var from = Zone.StartOf(Asked.FirstDay);
        if (Member.InGroup.From < from) yield return "What held before that day stays, also for uses that are recorded later.";
        if (Member.Holds.Until is { } next && Member.InGroup.Until != next && next > from)
            yield return $"What was agreed from {Wording.Day(Zone.DayOf(next))} on is replaced.";
    }

    private string WhatOf(MemberTerms terms) => GroupText.What(terms.MayUse, terms.Benefits?.Select(id =>
        Offered.FirstOrDefault(benefit => benefit.Id == id)?.Name ?? "–"));

    private Dictionary<BenefitKind, Cap> CapsOf(List<FieldError> errors)
    {
        var caps = new Dictionary<BenefitKind, Cap>();
        foreach (var (index, field) in Form.Caps!.Index())
        {
            if (string.IsNullOrWhiteSpace(field.Amount)) continue;
            var kind = Enum.Parse<BenefitKind>(field.Kind!);
            var parsed = AmountParser.Parse(field.Amount, Unit.Of(kind, Currency), allowZero: true);
            if (parsed.Error is { } wrong) errors.Add(new FieldError(CapName(index, "Amount"), wrong));
            caps[kind] = new Cap(parsed.Amount, Enum.TryParse<Period>(field.Period, out var period) ? period : default);
        }

        return caps;
    }
}
