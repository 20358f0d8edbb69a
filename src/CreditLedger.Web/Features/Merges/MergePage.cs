using CreditLedger.Data.Queries;

namespace CreditLedger.Web.Features.Merges;

/// <summary>The form that merges another record into a member's, and what it would move and end (R50).</summary>
/// <param name="Member">The survivor.</param>
/// <param name="Match">The records that may be meant.</param>
/// <param name="Form">What was typed.</param>
public sealed record MergePage(MemberHead Member, MemberMatch Match, MergeForm Form) : ConfirmedPage<MergeForm>(Form)
{
    public override string Path => Routes.Member(Member.Id, "merge");

    public override string NextPath => Routes.Member(Member.Id);

    public override string Prompt => "Name the other record. What moves and what ends appears here before you confirm.";

    public override bool IsRemoval => true;

    public override string Will => $"Merges {Other} into {Survivor}";

    public override string Confirm => $"Yes, merge {Other} into {Survivor}";

    private string Survivor => $"{Member.Name} ({Member.Reference})";

    private string Other => Match.Only is { } other ? $"{other.Name} ({other.Reference})" : "";

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors)
    {
        if (Match.Only is { } other) return new MergeMembersCommand(key, actor) { FromId = other.Id, IntoId = Member.Id };
        errors.Add(new FieldError(nameof(Form.Member), Match.Text.Length == 0 ? "Name the other record: reference, e-mail or name."
            : Match.Problem));
        return null;
    }

    public override string Did(Done recorded) => $"{Other} was merged into {Survivor}";

    public override string UndoOf(Done recorded) => Routes.Merge(recorded.Id, "undo");

    public override FormattableString About(Done recorded) => $"member {Match.Only!.Id} into {Member.Id}, merge {recorded.Id}";
}

/// <summary>The form that undoes a merge, and what would go back (R50).</summary>
/// <param name="Merge">The merge.</param>
/// <param name="Form">What was typed.</param>
public sealed record UndoMergePage(MergeSummary Merge, UndoMergeForm Form) : ConfirmedPage<UndoMergeForm>(Form)
{
    public override string Path => Routes.Merge(Merge.Id, "undo");

    public override string NextPath => Routes.Member(Merge.IntoId);

    public override string Prompt => "What goes back and what stays appears here before you confirm.";

    public override bool IsRemoval => true;

    public override string Will => $"Undoes the merge of {Merge.From} into {Merge.Into}";

    public override string Confirm => $"Yes, undo the merge of {Merge.From}";

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors) =>
        new UnmergeMembersCommand(key, actor) { MergeId = Merge.Id, FromId = Merge.FromId };

    public override string Did(Done recorded) => $"The merge of {Merge.From} into {Merge.Into} was undone";

    public override string DonePath(Done recorded) => Routes.Member(Merge.FromId);

    public override FormattableString About(Done recorded) => $"member {Merge.FromId} from {Merge.IntoId}, merge {Merge.Id}";
}
