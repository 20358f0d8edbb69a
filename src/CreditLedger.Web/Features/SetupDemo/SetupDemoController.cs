using CreditLedger.Data.Demo;
using CreditLedger.Data.Ledger;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.SetupDemo;

/// <summary>"Clear the demo data": says what is removed and what stays, and asks for a word, because it cannot be undone.</summary>
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
        // The second post of a double click: the data is cleared already.
        if (await demo.LookAsync(cancellationToken) is not { } contents)
            return this.Finish("/", "This is not a demo space, or it is cleared already: nothing was cleared now.");
        if (!string.Equals(form.Word?.Trim(), DemoForm.Expected, StringComparison.OrdinalIgnoreCase))
        {
            return Again(contents, form, new Invalid(
                [new FieldError(nameof(form.Word), $"Type the word {DemoForm.Expected}. Nothing was cleared.")]));
        }

        try
        {
            if (form.Seen != DemoForm.Shown(contents) || !await demo.RunAsync(contents, cancellationToken))
                return Again(contents, form, new Conflict("Something was recorded meanwhile; nothing was cleared. Look again."));
        }
        catch (LedgerBusyException)
        {
            return Again(contents, form, new TryAgain());
        }

        await tools.Audit.AllowedAsync(HttpContext, "clear the demo data",
            FormattableString.Invariant($"{contents.Members} members, {contents.Postings} transactions"));
        return this.Finish("/", "The demo data is cleared. The space is yours.");
    }

    private ViewResult Again(DemoContents contents, DemoForm form, Outcome outcome)
    {
        Response.StatusCode = ModelState.Explain(outcome);
        return View(PageView, new DemoPage(contents, form));
    }
}

/// <summary>What was typed.</summary>
public sealed class DemoForm
{
    /// <summary>The word that must be typed.</summary>
    public const string Expected = "clear";

    /// <summary>The word as it was typed.</summary>
    public string? Word { get; set; }

    /// <summary>What the page said would be removed (R19).</summary>
    public string? Seen { get; set; }

    /// <summary>The value of <see cref="Seen"/> for these contents.</summary>
    public static string Shown(DemoContents contents) => contents.ToString();
}

/// <summary>The page.</summary>
/// <param name="Contents">What would be removed.</param>
/// <param name="Form">What was typed.</param>
public sealed record DemoPage(DemoContents Contents, DemoForm Form);
