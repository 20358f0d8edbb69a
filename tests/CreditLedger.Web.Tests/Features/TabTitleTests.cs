using CreditLedger.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace CreditLedger.Web.Tests.Features;

/// <summary>What the tabs of the browser say: the record first, so that ten of them can be told apart.</summary>
public sealed class TabTitleTests
{
    private static readonly Crumb Members = new("Members", "/members?page=2");
    private static readonly Crumb Ada = new("Ada Quinn", "/members/7?q=ada");

    public static TheoryData<string, string, Crumb[]> Pages => new()
    {
        { "Riverside", "", [] },
        { "Dashboard · Riverside", "Dashboard", [] },
        { "Ada Quinn · Riverside", "Ada Quinn", [Members] },
        { "Ada Quinn · Time credit · Riverside", "Time credit", [Members, Ada] },
        { "Ada Quinn · Remove credit · Riverside", "Remove credit", [Members, Ada, new Crumb("Meeting room", "/credits/12")] },
        { "Fulltime of Ada Quinn · Riverside", "Fulltime of Ada Quinn", [Members, Ada] },
        { "Transaction 9 · Undo · Riverside", "Undo", [new Crumb("Transaction 9", "/postings/9")] },
        { "Plans · Riverside", "Plans", [new Crumb("Setup", "/setup")] },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_record_comes_first(string expected, string title, Crumb[] crumbs)
    {
        var view = new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary());
        view.SetPage(title, crumbs);
        Assert.Equal(expected, view.TabTitle("Riverside"));
    }
}
