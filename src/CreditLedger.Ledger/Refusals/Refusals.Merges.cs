namespace CreditLedger.Ledger.Commands;

/// <content>Merging two records of one person (R50).</content>
public static partial class Refusals
{
    /// <summary>Something is to be given to, or changed of, a record that was merged into another one.</summary>
    public static Refusal IsPointer => Invalid(
        RefusedField.Member, "This record was merged into another one. Open the member it leads to, and record it there.");

    /// <summary>A record is to be merged with itself.</summary>
    public static Refusal MergedWithItself => Invalid(RefusedField.Member, "Choose a record other than this one.");

    /// <summary>One of two records was merged before.</summary>
    public static Refusal MergedBefore(string name) => Invalid(
        RefusedField.Member, $"{name} was merged into another record before. Choose that one.");

    /// <summary>A person and a business.</summary>
    public static Refusal MergesPersonWithBusiness => Invalid(
        RefusedField.Member, "A person and a business cannot be merged. Choose two records of the same kind.");

    /// <summary>The survivor is archived.</summary>
    public static Refusal MergesIntoArchived(string name) => Invalid(
        RefusedField.Member, $"{name} is archived. Restore that record first, or choose another one.");

    /// <summary>Both own a group of one name.</summary>
    public static Refusal MergesGroupsOfOneName(string name) => Invalid(
        RefusedField.Member, $"Both records have a group '{name}'. Rename or archive one of them first.");

    /// <summary>The merge is not there.</summary>
    public static Refusal NoSuchMerge => NotFound(RefusedField.Whole, "There is no such merge.");

    /// <summary>The merge was undone before.</summary>
    public static Refusal UnmergedBefore => new(RefusalReason.NotReversible, RefusedField.Whole, "This merge was undone before.");

    /// <summary>The survivor was merged into another record since.</summary>
    public static Refusal MergedOnward(string name) => new(
        RefusalReason.NotReversible, RefusedField.Whole, $"{name} was merged into another record since. Undo that merge first.");

    /// <summary>A merge is to be undone like any other transaction.</summary>
    public static Refusal UndoneAsMerge => new(
        RefusalReason.NotReversible, RefusedField.Whole, "Undo the merge on the page of the member that was kept.");
}
