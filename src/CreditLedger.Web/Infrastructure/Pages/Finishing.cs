using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>The end of an act: back to where one came from, with a notice that can undo it.</summary>
public static class Finishing
{
    /// <summary>Key of the notice in TempData.</summary>
    public const string NoticeKey = "Notice";

    /// <summary>Key of the posting that the notice offers to undo.</summary>
    public const string UndoKey = "NoticeUndo";

    /// <summary>Goes to a path of this site and says there what happened; script that asked is sent there as a whole page.</summary>
    public static IActionResult Finish(this Controller controller, string path, string notice, long? undoPostingId = null)
    {
        controller.TempData[NoticeKey] = notice;
        controller.TempData[UndoKey] = undoPostingId?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (!controller.Request.IsPartial()) return controller.LocalRedirect(path);
        controller.Response.Headers["HX-Redirect"] = path;
        return controller.Ok();
    }

    /// <summary>Whether script asks for a part of a page.</summary>
    public static bool IsPartial(this HttpRequest request) => request.Headers.ContainsKey("HX-Request");
}
