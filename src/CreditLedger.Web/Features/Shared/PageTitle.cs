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

    /// <summary>Sets the title and the way to it: <c>ViewData.SetPage("Ada Brown", new Crumb("Members", "/members"))</c>.</summary>
    public static void SetPage(this ViewDataDictionary viewData, string title, params IReadOnlyList<Crumb> crumbs)
    {
        viewData[TitleKey] = title;
        viewData[CrumbsKey] = crumbs;
    }

    /// <summary>The title, empty when the view set none.</summary>
    public static string Title(this ViewDataDictionary viewData) => viewData[TitleKey] as string ?? "";

    /// <summary>The way to the page.</summary>
    public static IReadOnlyList<Crumb> Crumbs(this ViewDataDictionary viewData) => viewData[CrumbsKey] as IReadOnlyList<Crumb> ?? [];
}
