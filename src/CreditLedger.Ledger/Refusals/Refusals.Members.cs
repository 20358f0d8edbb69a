using CreditLedger.Ledger.Members;

namespace CreditLedger.Ledger.Commands;

/// <content>Members and their status (R54).</content>
public static partial class Refusals
{
    /// <summary>Another member has the reference, ignoring case.</summary>
    public static Refusal ReferenceTaken(MemberRow other) => Invalid(
        RefusedField.Reference, $"{other.FullName} has this reference already. Choose another one.");

    /// <summary>A reference or a name is not one line of plain text.</summary>
    public static Refusal NotOneLine(RefusedField field) => Invalid(field, $"{field} is one line of plain text.");

    /// <summary>Not an e-mail address.</summary>
    public static Refusal NotAnEmail(string text) => Invalid(
        RefusedField.Email, $"'{text}' is not an e-mail address, such as ada@example.com.");

    /// <summary>Neither person nor business.</summary>
    public static Refusal NoSuchMemberKind => Invalid(RefusedField.Kind, "Choose a person or a business.");

    /// <summary>None of the statuses.</summary>
    public static Refusal NoSuchStatus => Invalid(RefusedField.Status, "Choose active, suspended or left.");

    /// <summary>A member joined too far in the future.</summary>
    public static Refusal JoinsTooFarAhead(int days) => BadDate(
        RefusedField.JoinedOn, $"The day lies more than {days} days ahead. Use an earlier day, or none.");

    /// <summary>A tag is empty or too long.</summary>
    public static Refusal TagOutOfLength(string tag) => Invalid(
        RefusedField.Tags,
        $"'{(tag.Length > 60 ? tag[..60] + "…" : tag)}' is not a valid tag: a tag has 1 to {MemberTagRow.MaxLength} characters " +
            "in one line.");

    /// <summary>More tags than a member may have.</summary>
    public static Refusal TooManyTags(int most) => Invalid(RefusedField.Tags, $"A member has at most {most} tags.");

    /// <summary>Usage by a member who is not active, which the actor may not confirm (R54).</summary>
    /// <param name="sentence">Says since when the member is not active.</param>
    public static Refusal UserIsNotActive(string sentence) => Invalid(
        RefusedField.Member, $"{sentence} Members who are not active cannot use credits; an admin can record it anyway.");
}
