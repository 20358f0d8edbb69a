using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>The end of an act: back to where one came from, with a notice that can undo it.</summary>
public static class FinishExtensions
{
    /// <summary>Goes to a path of this site and says there what happened; script that asked is sent there as a whole page.</summary>
    public static IActionResult Finish(this Controller controller, string path, string notice, long? undoPostingId = null) =>
        controller.Finish(path, notice, undoPostingId is { } posting ? NoticeAction.Sends("Undo", Routes.Posting(posting, "undo")) : null);

    /// <summary>The same, with what one can do about it.</summary>
    public static IActionResult Finish(this Controller controller, string path, string notice, NoticeAction? action)
    {
        controller.TempData.AddNotice(notice, action);
        if (!controller.Request.IsPartial()) return controller.LocalRedirect(path);
        controller.Response.Headers["HX-Redirect"] = path;
        return controller.Ok();
    }

    /// <summary>Whether script asks for a part of a page.</summary>
    public static bool IsPartial(this HttpRequest request) => request.Headers.ContainsKey("HX-Request");
}
