using CreditLedger.Data.Queries;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Usages;

/// <summary>The form that records a use, and what it would draw from where. Days are days of the site's zone (R10).</summary>
/// <param name="Member">The member.</param>
/// <param name="Options">What it offers.</param>
/// <param name="Today">The latest day.</param>
/// <param name="Zone">The site's zone.</param>
/// <param name="BackdatingDays">How many days back; none for those who may go further (R16).</param>
/// <param name="Form">What was typed.</param>
public sealed record UsagePage(MemberHead Member, UsageOptions Options, DateOnly Today, SiteZone Zone, int? BackdatingDays, UsageForm Form)
    : ConfirmedPage<UsageForm>(Form)
{
    /// <summary>Whether the user may record usage for a member who is not active (R54).</summary>
    public bool MayDespiteStatus { get; init; }

    /// <summary>Names of the owners of credits that are not the member's own, by their numbers.</summary>
    public IReadOnlyDictionary<long, string> Owners { get; init; } = new Dictionary<long, string>();

    /// <summary>The credits that a use would skip, and why (R15).</summary>
    public IReadOnlyList<SkippedCredit> Skipped => Preview is Refused refused ? refused.Refusal.Skipped : [];

    /// <summary>How far back a use may be dated.</summary>
    public string DateHint => BackdatingDays is
    { } days ? $"Today or up to {FormText.Of(days)} days back; an admin may go further." : "Today or any earlier day.";

    public override string EffectView => "_UsageEffect";

    public override string Path => PathOf(Member.Id);

    public override string NextPath => BenefitTabs.PathOf(Member.Id, Unit?.Kind ?? BenefitTabs.First);

    public override string Prompt => "Choose what was used and how much. A preview appears here before you confirm.";

    public override bool IsRemoval => true;

    public override string Will =>
        $"Uses {Size} " +
            $"for {Member.ClearName}, " +
            $"{(Used.Count == 1 ? "from one credit" : $"from {Used.Count} credits, in this order")}";

    public override string Confirm => $"Yes, use {Size}";

    protected override IEnumerable<string> Covered => [];

    public override IReadOnlyList<string> Notes =>
    [
        .. Used.Select(entry =>
            $"{NameOf(Options.NameOf(entry.CreditId, entry.BenefitName), entry.OwnerId)}. " +
            (IsUnlimited(Planned!, entry) ? "It is unlimited: nothing is deducted"
                : ChangeText.Will(entry.Amount, entry.BalanceBefore, entry.BalanceAfter, entry.Unit))),
        .. base.Notes,
    ];

    // What else is recorded with a use of an earlier day (R16) is told by the notes.
    private List<EntryOutcome> Used => UsesIn(Planned!);

    private static List<EntryOutcome> UsesIn(Done done) => [.. done.Entries.Where(entry => entry.Kind == EntryKind.Usage)];

    // Each use of an unlimited credit is allowed in the same transaction (R48).
    private static bool IsUnlimited(Done done, EntryOutcome use) =>
        done.Entries.Any(entry => entry.Kind == EntryKind.Allowance && entry.CreditId == use.CreditId);

    private Unit? Unit => UsageChoice.Read(Form.What) is { } choice ? Options.UnitOf(choice) : null;

    private string Size => ChangeText.Size(((UsageCommand)Command!).Amount, Unit!);

    /// <summary>The form of a member.</summary>
    public static string PathOf(long memberId) => Routes.Member(memberId, "usages", "new");

    /// <summary>What people call a credit, with its owner where it is someone else's.</summary>
    public string NameOf(string credit, long ownerId) => Owners.TryGetValue(ownerId, out var owner) ? $"{credit}, of {owner}" : credit;

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors)
    {
        var day = DayText.Read(Form.UsedOn) ?? Today;
        if (day > Today) errors.Add(new FieldError(nameof(Form.UsedOn), "The date lies in the future. Use today or an earlier date."));
        var service = FormText.Number(Form.Service);
        if (service is not null && Options.Services.All(one => one.Id != service))
            errors.Add(new FieldError(nameof(Form.Service), "There is no such service. Choose one of the list, or none."));
        if (UsageChoice.Read(Form.What) is not { } choice) return null;
        if (Unit is not { } unit)
        {
            errors.Add(new FieldError(nameof(Form.What), "The member has no live credit of that now. Choose something of the list."));
            return null;
        }

        var amount = AmountParser.Parse(Form.Quantity, unit);
        var negative = amount.Amount < 0 ? "What was used is above zero. To give something back, undo the use or adjust the credit." : null;
        if ((amount.Error ?? negative) is { } wrong) errors.Add(new FieldError(nameof(Form.Quantity), wrong));
        return new UsageCommand(key, actor)
        {
            MemberId = Member.Id,
            Amount = amount.Amount,
            BenefitId = choice.BenefitId,
            CreditId = choice.CreditId,
            Kind = choice.Kind,
            ServiceId = service,

            // An earlier day means its last minute, when all that was given that day was there.
            UsedAt = day == Today ? null : Zone.EndOf(day).AddMinutes(-1),
            MayGoFurtherBack = BackdatingDays is null,
            DespiteStatus = Form.DespiteStatus,
            MayDespiteStatus = MayDespiteStatus,
        };
    }

    public override string Did(Done recorded) => string.Join("; ", UsesIn(recorded)
        .Select(entry =>
            $"{ChangeText.Size(entry.Amount, entry.Unit)} of {entry.BenefitName} " +
            $"used, {(IsUnlimited(recorded, entry) ? "it is unlimited" : $"{AmountFormat.Format(entry.BalanceAfter, entry.Unit)} left")}"));

    public override FormattableString About(Done recorded) => $"member {Member.Id}, posting {recorded.PostingId}";
}
