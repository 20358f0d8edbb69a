using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Groups;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Statements;

namespace CreditLedger.Web.Features.Credits;

/// <summary>What stands above every page of a credit.</summary>
/// <param name="Details">The credit and its owner.</param>
/// <param name="IsHistory">Whether the use history is open.</param>
public sealed record CreditView(CreditDetails Details, bool IsHistory);

/// <summary>A credit's overview.</summary>
/// <param name="View">What stands above.</param>
/// <param name="Statement">Why the balance is what it is (R38).</param>
/// <param name="Issued">The membership that granted it, if one did.</param>
/// <param name="Groups">The groups whose members may use it (R13).</param>
public sealed record CreditOverview(CreditView View, BalanceStatement Statement, IssuedCredit? Issued, IReadOnlyList<GroupDetails> Groups)
{
    /// <summary>The rows behind a term; none where no row is: an end is no row (R11), and passes have no history (R34).</summary>
    public string? RowsOf(StatementPart part)
    {
        var credit = View.Details.Credit;
        var filter = part switch
        {
            StatementPart.Granted => "?part=granted",
            StatementPart.Used => "?part=used",
            StatementPart.Adjusted => "?part=adjusted",
            StatementPart.Now => "",
            StatementPart.Expired => null,
        };
        return filter is null || !credit.Unit.Traits.IsInUseHistory ? null : $"/credits/{credit.Id}/history{filter}";
    }
}

/// <summary>A credit's use history.</summary>
/// <param name="View">What stands above.</param>
/// <param name="History">The table; none for a pass (R34).</param>
public sealed record CreditHistory(CreditView View, HistoryView? History);
