namespace CreditLedger.Ledger.Commands;

/// <content>Pauses of memberships (R46).</content>
public static partial class Refusals
{
    /// <summary>The membership has no such pause, or it was taken back.</summary>
    public static Refusal NoSuchPause => NotFound(RefusedField.Whole, "There is no such pause.");

    /// <summary>The pause that is to be changed has ended.</summary>
    public static Refusal PauseOver(DateOnly lastDay) => Invalid(
        RefusedField.Whole, $"This pause ended after {Day(lastDay)}. Record another one instead.");

    /// <summary>The pause would begin before the membership does.</summary>
    public static Refusal PausedBeforeItBegins(DateOnly startsOn) => BadDate(
        RefusedField.StartsOn, $"The membership begins on {Day(startsOn)}. Choose that day or a later one.");

    /// <summary>The pause would begin after the membership's end.</summary>
    public static Refusal PausedAfterItsEnd(DateOnly lastDay) => BadDate(
        RefusedField.StartsOn, $"The membership ends after {Day(lastDay)}. Choose that day or an earlier one.");

    /// <summary>The pause would begin too far in the future.</summary>
    public static Refusal PausedTooFarAhead(int years) => BadDate(
        RefusedField.StartsOn, $"The pause begins more than {years} years ahead. Use an earlier day.");

    /// <summary>The pause would last too long.</summary>
    public static Refusal PausedTooLong(int years) => BadDate(
        RefusedField.LastDay, $"A pause with a last day lasts {years} years at most. Use an earlier day, or none.");

    /// <summary>The last day of the pause is before its first.</summary>
    public static Refusal PauseEndsBeforeItBegins => BadDate(
        RefusedField.LastDay, "The last day of the pause is before its first. Use a later day, or none.");

    /// <summary>The days are paused already, in part at least.</summary>
    public static Refusal PausedThen(DateOnly from, DateOnly? until) => BadDate(
        RefusedField.StartsOn,
        $"The membership is paused from {Day(from)}{(until is { } last ? $" to {Day(last)}" : " on")} already. Choose other days.");

    /// <summary>The membership is to go on before its pause began.</summary>
    public static Refusal ResumedBeforeItsPause(DateOnly from) => BadDate(
        RefusedField.StartsOn, $"The pause began on {Day(from)}. Choose a later day.");
}
