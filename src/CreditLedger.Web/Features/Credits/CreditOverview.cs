using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Groups;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Statements;

namespace CreditLedger.Web.Features.Credits;

/// <summary>What stands above every page of a credit.</summary>
/// <param name="Details">The credit and its owner.</param>
/// <param name="IsHistory">Whether the use history is open.</param>
public sealed record CreditView(CreditDetails Details, bool IsHistory)
{
    /// <summary>That list's state; none where the page was opened from elsewhere.</summary>
    public string? List { get; init; }

    /// <summary>The credits beside, in that list's order.</summary>
    public Neighbours Neighbours { get; init; } = new(null, null);

    /// <summary>The way to the credit: over the list as it was left, or over its owner.</summary>
    public Crumb[] Crumbs
    {
        get
        {
            var credit = Details.Credit;
            return List is not null
                ? [new("Credits", $"{Routes.Credits}?{List}"), new(Details.OwnerName, Routes.Member(credit.OwnerId))]
                : [new("Members", Routes.Members), new(Details.OwnerName, Routes.Member(credit.OwnerId)),
                    new(Wording.Tab(credit.Kind), BenefitTabs.PathOf(credit.OwnerId, credit.Kind))];
        }
    }

    /// <summary>A page of a credit that still knows the list.</summary>
    public string With(string path) => ListAddress.Of(path).With(ListNames.Credits, List).ToString();

    /// <summary>The same page of a credit beside.</summary>
    public string UrlOf(long creditId) => With(IsHistory ? Routes.Credit(creditId, "history") : Routes.Credit(creditId));
}

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
            StatementPart.Granted => "granted",
            StatementPart.Used => "used",
            StatementPart.Adjusted => "adjusted",
            StatementPart.Now => "",
            StatementPart.Expired => null,
        };
        if (filter is null || !credit.Unit.Traits.IsInUseHistory) return null;
        return ListAddress.Of(Routes.Credit(credit.Id, "history")).With(ListNames.Credits, View.List).With("part", filter).ToString();
    }
}

/// <summary>A credit's use history.</summary>
/// <param name="View">What stands above.</param>
/// <param name="History">The table; none for a pass (R34).</param>
public sealed record CreditHistory(CreditView View, HistoryView? History);
