namespace CreditLedger.Ledger.Commands;

/// <content>Groups, their members, and what those may use (R13).</content>
public static partial class Refusals
{
    /// <summary>The owner of a business group is a person (R13).</summary>
    public static Refusal OwnerIsAPerson(string owner) => Invalid(
        RefusedField.Owner, $"{owner} is a person. A business group shares the credits of a business record.");

    /// <summary>The owner of a family is a business (R13).</summary>
    public static Refusal OwnerIsABusiness(string owner) => Invalid(
        RefusedField.Owner, $"{owner} is a business. A family shares the credits of a person.");

    /// <summary>The owner is among the members (R13).</summary>
    public static Refusal OwnerIsAMember(string owner) => Invalid(
        RefusedField.Owner, $"{owner} is a member of this group. Remove that member first: the owner is not among them.");

    /// <summary>The owner has a group of the same name.</summary>
    public static Refusal GroupNameTaken(string owner) => Invalid(
        RefusedField.Name, $"{owner} has a group of that name already. Choose another name, or change that one.");

    /// <summary>A group is to share again, and its name was taken meanwhile.</summary>
    public static Refusal GroupNameTakenMeanwhile(string name) => Invalid(
        RefusedField.Whole, $"The owner has another group by the name of {name} now. Rename one of the two first.");

    /// <summary>Who is to be added is a member already.</summary>
    public static Refusal IsInTheGroup(string member) => Invalid(RefusedField.Member, $"{member} is in this group already.");

    /// <summary>Who is to be added is the owner.</summary>
    public static Refusal IsTheOwner(string member) => Invalid(
        RefusedField.Member, $"{member} is the owner and may use everything anyway.");

    /// <summary>Who is to be added to a business group or a family is a business (R13).</summary>
    public static Refusal MemberIsABusiness(string member, GroupKind kind) => Invalid(
        RefusedField.Member, $"{member} is a business. {(kind == GroupKind.Business ? "Contacts" : "Dependants")} are persons.");

    /// <summary>The member is not in the group.</summary>
    public static Refusal NoSuchGroupMember => NotFound(RefusedField.Member, "There is no such member in this group.");

    /// <summary>The right is to named benefits, and names none (R13).</summary>
    public static Refusal NoBenefitNamed => Invalid(
        RefusedField.Benefit, "Tick at least one benefit, or choose all that is shared, or nothing.");

    /// <summary>A cap is below zero (R13).</summary>
    public static Refusal CapBelowZero => Invalid(
        RefusedField.Amount, "A cap is not below zero; 0 means none of it, and empty means no cap.");

    /// <summary>The period of a cap is none of the periods (R13).</summary>
    public static Refusal NoSuchCapPeriod => Invalid(RefusedField.Period, "Choose a day, a week, a month, a quarter or a year.");
}
