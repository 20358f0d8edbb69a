using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Queries.Postings;

namespace CreditLedger.Web.Features.Postings;

/// <summary>What undoing a posting, or some members' parts of it, would do, or why it cannot be undone (R24).</summary>
/// <param name="Posting">The posting to undo.</param>
/// <param name="Form">What was typed.</param>
public sealed record UndoPage(PostingSummary Posting, UndoForm Form) : ConfirmedPage<UndoForm>(Form)
{
    /// <summary>Most balances that are listed; how many more there are is said.</summary>
    public const int MaxShown = 200;

    /// <summary>What stands for members that were to be ticked, and none was.</summary>
    public const string NoMember = "0";

    /// <summary>Whether one may undo anything, and not only one's own for a while.</summary>
    public bool MayUndoAny { get; init; }

    /// <summary>The members whose parts are undone; none means all that stands.</summary>
    public IReadOnlyList<string> MemberNames { get; init; } = [];

    /// <summary>What the page calls itself.</summary>
    public string Title => MemberNames.Count > 0 ? $"Undo transaction {Posting.Id} for {Whom}"
        : Posting.Undone == UndoneState.Partly ? $"Undo the rest of transaction {Posting.Id}"
        : $"Undo transaction {Posting.Id}";

    /// <summary>Every balance before and after.</summary>
    public IReadOnlyList<EntryOutcome> Entries => Planned?.Entries ?? [];

    /// <summary>Names of the members whose balances are listed, by their numbers.</summary>
    public IReadOnlyDictionary<long, string> OwnerNames { get; init; } = new Dictionary<long, string>();

    /// <summary>Why nothing can be undone, and which credits stand in the way.</summary>
    public Refusal? Refusal => Form.Members == NoMember
        ? Refusals.NotInTransaction with { Message = "No member is ticked. Go back and tick those whose part is to be undone." }
        : (Preview as Refused)?.Refusal;

    public override string Path => Routes.Posting(Posting.Id, "undo");

    public override string NextPath => PostingPage.With(Form.PostingsList, Routes.Posting(Posting.Id));

    public override bool IsRemoval => Entries.Any(entry => entry.Amount < 0);

    public override string Prompt => "A preview appears here before you confirm.";

    public override string Will => Entries.Count == 1
        ? ChangeText.Will(Entries[0].Amount, Entries[0].BalanceBefore, Entries[0].BalanceAfter, Entries[0].Unit)
        : $"Reverses {Entries.Count} changes: the list above says what becomes of each balance";

    public override string Summary => Entries.Count == 1
        ? $"{Title[5..]}. {Will}" : $"{Title[5..]}. Reverses {AmountFormat.Bare(Entries.Count)} changes";

    public override string Confirm =>
        Entries.Count == 1 ? ChangeText.Confirm(Entries[0].Amount, Entries[0].Unit) : $"Yes, undo {Entries.Count} changes";

    public override IReadOnlyList<string> Notes => [.. base.Notes.Take(MaxShown)];

    protected override IEnumerable<string> Covered => Notes;

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors) => new ReversalCommand(key, actor)
    { PostingId = Posting.Id, MemberIds = Form.MemberIds, OwnOnly = !MayUndoAny && !IsAsking };

    public override string Did(Done recorded) => recorded.Entries is [var entry]
        ? $"Undone. {ChangeText.Did(entry.Amount, entry.BalanceBefore, entry.BalanceAfter, entry.Unit)}"
        : $"Undone{(MemberNames.Count > 0 ? $" for {Whom}" : "")}: {recorded.Entries.Count} changes were reversed";

    // Back to the transaction where it was opened over their list; else to the member's tab, where all that moved is on it.
    public override string DonePath(Done recorded)
    {
        if (Form.PostingsList is not null) return NextPath;
        var first = recorded.Entries[0];
        return recorded.Entries.All(entry => entry.OwnerId == first.OwnerId && entry.Unit.Kind == first.Unit.Kind)
            ? BenefitTabs.PathOf(first.OwnerId, first.Unit.Kind)
            : Routes.Posting(recorded.PostingId);
    }

    private string Whom => MemberNames is [var one] ? one : PostingText.Members(MemberNames.Count);

    // Nothing on the form is wrong: what was recorded since stands in the way.
    public override Outcome Explain(Result result) =>
        result is Refused { Refusal: var refusal } && Form.FieldOf(refusal.Field)
            .Length == 0 ? new Conflict(refusal.Message) : base.Explain(result);

    public override FormattableString About(Done recorded) => $"posting {Posting.Id}, by posting {recorded.PostingId}";
}
