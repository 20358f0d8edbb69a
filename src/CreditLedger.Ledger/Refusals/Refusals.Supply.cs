namespace CreditLedger.Ledger.Commands;

/// <content>Memberships of plans, and the sale of products (R25 to R29).</content>
public static partial class Refusals
{
    /// <summary>The plan is not there.</summary>
    public static Refusal NoSuchPlan => NotFound(RefusedField.Plan, "There is no such plan. Choose one of the list.");

    /// <summary>Nobody new comes on an archived plan.</summary>
    public static Refusal PlanArchived => Invalid(
        RefusedField.Plan, "This plan is archived. Choose another, or take it out of the archive first.");

    /// <summary>The plan would never grant anything while the membership runs.</summary>
    public static Refusal PlanGrantsNothing => Invalid(
        RefusedField.Plan, "This plan has no line that grants anything in that time. Give it a line first.");

    /// <summary>The plan to change to is the one that the member is on (R28).</summary>
    public static Refusal OnThisPlanAlready => Invalid(RefusedField.Plan, "The member is on this plan already. Choose another one.");

    /// <summary>The membership starts too far in the past.</summary>
    public static Refusal StartsTooFarBack(int years) => BadDate(
        RefusedField.StartsOn, $"The start lies more than {years} years back. Use a later day.");

    /// <summary>The membership starts too far in the future.</summary>
    public static Refusal StartsTooFarAhead(int years) => BadDate(
        RefusedField.StartsOn, $"The start lies more than {years} years ahead. Use an earlier day.");

    /// <summary>The membership, or the right of a member of a group, ends before it starts.</summary>
    public static Refusal LastDayBeforeFirst => BadDate(
        RefusedField.EndsOn, "The last day lies before the first. Use a later day, or none.");

    /// <summary>The membership is not there.</summary>
    public static Refusal NoSuchMembership => NotFound(RefusedField.Whole, "There is no such membership.");

    /// <summary>The membership that is to be ended is over (R28).</summary>
    public static Refusal MembershipEnded => Invalid(RefusedField.Whole, "This membership has ended already.");

    /// <summary>The membership ends then, or before the period's end, already (R28).</summary>
    public static Refusal MembershipEndsThen(DateOnly lastDay) => Invalid(
        RefusedField.EndsOn, $"This membership ends after {Day(lastDay)} already. Choose now, or an earlier day.");

    /// <summary>It is to end on a chosen day, and none is given (R28).</summary>
    public static Refusal NoLastDay => Invalid(RefusedField.LastDay, "Choose the last day: today or later.");

    /// <summary>The chosen last day is over (R28).</summary>
    public static Refusal LastDayInThePast(DateOnly today, DateOnly? agreed) => BadDate(
        RefusedField.LastDay, $"This day is over. {Choose(today, agreed)}");

    /// <summary>The chosen last day lies before the membership begins (R28).</summary>
    public static Refusal LastDayBeforeItBegins(DateOnly startsOn) => BadDate(
        RefusedField.LastDay,
        $"The membership begins on {Day(startsOn)}. Choose that day or a later one, or end it now: then it never begins.");

    /// <summary>The chosen last day lies after the agreed one (R28).</summary>
    public static Refusal LastDayAfterAgreed(DateOnly agreed) => BadDate(
        RefusedField.LastDay, $"The agreed last day is {Day(agreed)}. Choose an earlier day.");

    /// <summary>What remains is to be revoked at the period's end (R28).</summary>
    public static Refusal RevokedOnlyNow => Invalid(
        RefusedField.Whole, "What remains is revoked only when the membership ends now; at the period's end it expires by itself.");

    /// <summary>An end that has come is to be taken back (R28).</summary>
    public static Refusal EndHasCome => Invalid(RefusedField.Whole, "This membership has ended. Assign the plan again instead.");

    /// <summary>The end is to be taken back of a membership that another one follows (R28).</summary>
    public static Refusal FollowedByAnother => Invalid(
        RefusedField.Whole, "Another plan follows this membership. End that one first.");

    /// <summary>The product is not there.</summary>
    public static Refusal NoSuchProduct => NotFound(RefusedField.Product, "There is no such product. Choose one of the list.");

    /// <summary>An archived product is not sold.</summary>
    public static Refusal ProductArchived => Invalid(
        RefusedField.Product, "This product is archived. Choose another, or take it out of the archive first.");

    /// <summary>The product has no line.</summary>
    public static Refusal ProductGrantsNothing => Invalid(RefusedField.Product, "This product grants nothing: give it a line first.");

    /// <summary>The sale is dated later than today (R29).</summary>
    public static Refusal SoldInTheFuture => BadDate(
        RefusedField.UsedAt, "The date of the sale lies in the future. Use today or an earlier date.");

    /// <summary>A line of the product was over before the sale (R29).</summary>
    public static Refusal OverBeforeTheSale(string benefitName) => Invalid(
        RefusedField.UsedAt, $"{benefitName} of this product was valid until a date before the sale. Change the product, or the date.");

    private static string Choose(DateOnly first, DateOnly? last) => last is { } latest
        ? $"Choose a day from {Day(first)} to {Day(latest)}." : $"Choose {Day(first)} or a later day.";
}
