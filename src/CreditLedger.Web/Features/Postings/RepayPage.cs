using CreditLedger.Data.Queries.Postings;
using CreditLedger.Web.Infrastructure.TagHelpers;

namespace CreditLedger.Web.Features.Postings;

/// <summary>What a use would be paid with instead, or why it cannot be (R45).</summary>
/// <param name="PostingId">The posting that recorded the use.</param>
/// <param name="User">The member who used.</param>
/// <param name="Uses">What stands of that use.</param>
/// <param name="Options">The credits that the member could use.</param>
/// <param name="Form">What was typed.</param>
public sealed record RepayPage(
    long PostingId, MemberChoice User, IReadOnlyList<StandingUse> Uses, UsageOptions Options, RepayForm Form)
    : ConfirmedPage<RepayForm>(Form)
{
    /// <summary>The members that may be meant by what was typed.</summary>
    public MemberMatch Match { get; init; } = new("", [], "No");

    /// <summary>How far back a use may be changed; none for those who may go further (R16).</summary>
    public bool MayGoFurtherBack { get; init; }

    /// <summary>Whether the user may use credits of a member who is not active (R54).</summary>
    public bool MayDespiteStatus { get; init; }

    /// <summary>Names of the owners of credits that change, by their numbers.</summary>
    public IReadOnlyDictionary<long, string> Owners { get; init; } = new Dictionary<long, string>();

    /// <summary>What was used, in words: "45 min".</summary>
    public string Size => ChangeText.Size(Uses.Sum(use => use.Amount), Uses[0].Unit);

    /// <summary>What paid so far, in words: "45 min of Meeting room time, 15 min of Flexible time of Acme Ltd".</summary>
    public string PaidBy => string.Join(", ", Uses.Select(use =>
        $"{ChangeText.Size(use.Amount, use.Unit)} of {use.BenefitName}{(use.OwnerId == User.Id ? "" : $" of {use.OwnerName}")}"));

    /// <summary>What the field offers: all that is counted alike.</summary>
    public IEnumerable<FieldOption> Choices => Options.Choices.Where(choice =>
        Options.UnitOf(UsageChoice.Read(choice.Sent)!.Value) == Uses[0].Unit);

    public override string EffectView => "/Features/Postings/_RepayEffect.cshtml";

    public override string Path => Routes.Posting(PostingId, "repay");

    public override string NextPath => Uses[0].BookingId is { } booking ? Routes.Booking(booking) : Routes.Posting(PostingId);

    public override string Prompt => "Choose what pays, or name another member. A preview appears here before you confirm.";

    public override string Will =>
        $"Gives back {Size}, and uses {Size} of {Whose}{string.Join(" and ", TakenOf(Planned!).Select(entry => entry.BenefitName))}";

    public override string Summary => $"{User.Name}. {Will}";

    public override string Confirm => Payer is null ? "Yes, pay with that" : $"Yes, charge {Payer.Name}";

    protected override IEnumerable<string> Covered => base.Notes;

    public override IReadOnlyList<string> Notes =>
    [
        .. Planned!.Entries.Where(entry => entry.Amount != 0).Select(entry =>
            $"{entry.BenefitName}, of {Owners.GetValueOrDefault(entry.OwnerId, User.Name)}: " +
            ChangeText.Will(entry.Amount, entry.BalanceBefore, entry.BalanceAfter, entry.Unit)),
        .. base.Notes,
    ];

    /// <summary>The credits that do not give it, and why (R15).</summary>
    public IReadOnlyList<SkippedCredit> Skipped => Preview is Refused refused ? refused.Refusal.Skipped : [];

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors)
    {
        if (UsageChoice.Read(Form.What) is not { } choice) return null;
        if (!string.IsNullOrWhiteSpace(Form.Member) && Payer is null)
        {
            errors.Add(new FieldError(nameof(Form.Member), Match.Problem));
            return null;
        }

        if (Payer is not null && choice.Kind is null)
        {
            errors.Add(new FieldError(nameof(Form.What),
                $"These are credits of {User.Name}. For another member choose {Wording.Kind(Uses[0].Kind)}, in their order of use."));
            return null;
        }

        return new RepayCommand(key, actor)
        {
            PostingId = PostingId,
            UserId = User.Id,
            UsedAt = Uses[0].UsedAt,
            OccursAt = Uses[0].OccursAt,
            BookingId = Uses[0].BookingId,
            ChargedId = Payer?.Id,
            BenefitId = choice.BenefitId,
            CreditId = choice.CreditId,
            Kind = choice.Kind,
            MayGoFurtherBack = MayGoFurtherBack,
            DespiteStatus = Form.DespiteStatus,
            MayDespiteStatus = MayDespiteStatus,
        };
    }

    public override string Did(Done recorded) => Payer is null
        ? $"Paid with {string.Join(" and ", TakenOf(recorded).Select(entry => entry.BenefitName))} instead"
        : $"{Payer.Name} was charged instead of {User.Name}";

    public override string DonePath(Done recorded) =>
        Uses[0].BookingId is null ? Routes.Posting(recorded.PostingId) : NextPath;

    public override FormattableString About(Done recorded) => $"posting {PostingId}, by posting {recorded.PostingId}";

    // What another member lacks is no mistake in what was chosen to pay with.
    protected override string FieldOf(Refusal refusal) =>
        Payer is not null && refusal.Field is RefusedField.Amount or RefusedField.Benefit ? nameof(Form.Member) : base.FieldOf(refusal);

    private MemberChoice? Payer => Match.Only is { } only && only.Id != User.Id ? only : null;

    private string Whose => Payer is null ? "" : $"{Payer.Name}'s ";

    private static IEnumerable<EntryOutcome> TakenOf(Done done) => done.Entries.Where(entry => entry.Kind == EntryKind.Usage);
}
