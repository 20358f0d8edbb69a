using CreditLedger.Data.Demo;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.SetupDemo;

/// <summary>"Clear the demo data": says what goes and what stays, and asks for a word, because nothing of it comes back.</summary>
[Route(Routes.Demo)]
[RequirePermission(Permission.Setup)]
public sealed class SetupDemoController(DemoClearing demo, FormTools tools) : Controller
{
    private const string PageView = "/Features/SetupDemo/Form.cshtml";

    [HttpGet("")]
    public async Task<IActionResult> Clear(CancellationToken cancellationToken) =>
        await demo.LookAsync(cancellationToken) is { } contents ? View(PageView, new DemoPage(contents, new DemoForm())) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Clear([FromForm] DemoForm form, CancellationToken cancellationToken)
    {
        if (await demo.LookAsync(cancellationToken) is not { } contents) return NotFound();
        if (!string.Equals(form.Word?.Trim(), DemoForm.Expected, StringComparison.OrdinalIgnoreCase))
        {
            ModelState.AddModelError(nameof(form.Word), $"Type the word {DemoForm.Expected}. Nothing was cleared.");
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(PageView, new DemoPage(contents, form));
        }

        if (!await demo.RunAsync(cancellationToken)) return NotFound();
        tools.Audit.Allowed(HttpContext, "clear the demo data",
            FormattableString.Invariant($"{contents.Members} members, {contents.Postings} transactions"));
        return this.Finish("/", "The demo data is cleared. The space is yours.");
    }
}

/// <summary>What was typed.</summary>
public sealed class DemoForm
{
    /// <summary>The word that shows that it is meant.</summary>
    public const string Expected = "clear";

    /// <summary>The word as it was typed.</summary>
    public string? Word { get; set; }
}

/// <summary>The page.</summary>
/// <param name="Contents">What would go.</param>
/// <param name="Form">What was typed.</param>
public sealed record DemoPage(DemoContents Contents, DemoForm Form);
