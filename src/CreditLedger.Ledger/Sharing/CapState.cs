using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Sharing;

/// <summary>A cap with what has been used of it in its window (R13).</summary>
/// <param name="Access">The group that sets it.</param>
/// <param name="Cap">The cap.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Window">The period that is counted in.</param>
/// <param name="Used">What the member used of the owner's credits of the unit in the window.</param>
public sealed record CapState(SharedAccess Access, Cap Cap, Unit Unit, CapWindow Window, long Used)
{
    /// <summary>What may still be used in the window.</summary>
    public long Left => Math.Max(0, Cap.Amount - Used);

    /// <summary>A period within a sentence: "month".</summary>
    public static string PeriodWord(Period period) => period switch
    {
        Period.Day => "day",
        Period.Week => "week",
        Period.Month => "month",
        Period.Quarter => "quarter",
        Period.Year => "year",
    };
}
