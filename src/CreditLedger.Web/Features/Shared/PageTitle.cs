using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace CreditLedger.Web.Features.Shared;

/// <summary>One step of the breadcrumb; the page itself is not one.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Url">Where it is.</param>
public sealed record Crumb(string Title, string Url);

/// <summary>What a view tells the layout about itself.</summary>
public static class PageTitle
{
    private const string TitleKey = "Title";
    private const string CrumbsKey = "Crumbs";

    /// <summary>Sets the title and the way to it: <c>ViewData.SetPage("Ada Brown", new Crumb("Members", Routes.Members))</c>.</summary>
    public static void SetPage(this ViewDataDictionary viewData, string title, params IReadOnlyList<Crumb> crumbs)
    {
        viewData[TitleKey] = title;
        viewData[CrumbsKey] = crumbs;
    }

    /// <summary>The title, empty when the view set none.</summary>
    public static string Title(this ViewDataDictionary viewData) => viewData[TitleKey] as string ?? "";

    /// <summary>The way to the page.</summary>
    public static IReadOnlyList<Crumb> Crumbs(this ViewDataDictionary viewData) => viewData[CrumbsKey] as IReadOnlyList<Crumb> ?? [];

    /// <summary>
    /// What the tab says: the record first, so that ten open tabs can be told apart, then the page, then the site. The record is the
    /// first step of the way whose address ends with a number: "Ada Quinn · Time credit · Riverside".
    /// </summary>
    public static string TabTitle(this ViewDataDictionary viewData, string siteName)
    {
        var title = viewData.Title();
        var record = viewData.Crumbs().FirstOrDefault(IsRecord)?.Title;
        var saysRecord = record is null || title.Contains(record, StringComparison.Ordinal);

        return string.Join(" · ", new[] { saysRecord ? "" : record, title, siteName }.Where(part => part is { Length: > 0 }));
    }

    private static bool IsRecord(Crumb crumb) => crumb.Url.Split('?')[0] is [.., >= '0' and <= '9'];
}
