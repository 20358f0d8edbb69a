using CreditLedger.Data;
using CreditLedger.Data.Identity;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Time;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Users;

/// <summary>Who signs in, and what they may do.</summary>
[Route("setup/users")]
[RequirePermission(Permission.ManageUsers)]
public sealed class UsersController(
    UserListQuery list, AccountChanges changes, SignInTries tries, LedgerDbContext db, FormTools tools, TimeProvider clock) : Controller
{
    private const int PageSize = 50;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var state = UserListState.Read(Request);
        return View(new UsersPage(state, await list.RunAsync(state.Filter, state.Position, PageSize, clock.Now(), cancellationToken)));
    }

    [HttpGet(Routes.Users + ".csv")]
    [RequirePermission(Permission.Export)]
    public IActionResult File() => new ListFile<AppUser>(
        "users", UserListState.Columns,
        list.AllAsync(UserListState.Read(Request).Filter, clock.Now(), HttpContext.RequestAborted));

    [HttpGet("new")]
    public async Task<IActionResult> New() =>
        View(await tools.Interrupted.TakeAsync<InviteForm>(this) ?? new InviteForm { Role = "staff" });

    [HttpPost("new")]
    public async Task<IActionResult> Invite([FromForm] InviteForm form)
    {
        if (ModelState.IsValid)
        {
            var (user, problem) = await changes.InviteAsync(form.Email!.Trim(), form.Chosen!.Value, clock.Now());
            if (user is not null)
            {
                await tools.Audit.AllowedAsync(HttpContext, "create user", $"{user.Email}, role {user.Role}");
                return this.Finish(Routes.User(user.Id), $"{user.Email} has an account. Make a link and send it to them.");
            }

            ModelState.AddModelError(nameof(form.Email), problem!);
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("New", form);
    }

    [HttpGet("{id:long:min(1)}")]
    public async Task<IActionResult> Account([FromRoute] long id, CancellationToken cancellationToken) =>
        await PageAsync(id, cancellationToken) is { } page ? View(page) : NotFound();

    // Shown once, in the answer itself: a link that lets someone in is kept in no cookie and no log.
    [HttpPost("{id:long:min(1)}/link")]
    public async Task<IActionResult> Link([FromRoute] long id, CancellationToken cancellationToken)
    {
        if (await PageAsync(id, cancellationToken) is not { } page) return NotFound();
        if (!page.IsOpen)
        {
            ModelState.AddModelError("", Refusals.AccountDisabled.Message);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Account", page);
        }

        await tools.Audit.AllowedAsync(HttpContext, "make password link", page.User.Email);
        return View("Account", page with { Link = await changes.LinkAsync(page.User, cancellationToken) });
    }

    [HttpPost("{id:long:min(1)}/unlock")]
    public async Task<IActionResult> Unlock([FromRoute] long id, CancellationToken cancellationToken)
    {
        if (await PageAsync(id, cancellationToken) is not { } page) return NotFound();
        if (await tries.ClearAsync(page.User.NormalizedEmail!, cancellationToken))
            await tools.Audit.AllowedAsync(HttpContext, "unlock user", page.User.Email);
        return this.Finish(Routes.User(id), $"Wrong passwords for {page.User.Email} are forgotten.");
    }

    private async Task<AccountPage?> PageAsync(long id, CancellationToken cancellationToken)
    {
        if (await db.Users.FirstOrDefaultAsync(user => user.Id == id, cancellationToken) is not { } user) return null;
        return new AccountPage(user, !changes.IsClosed(user), await tries.WaitsUntilAsync(user.NormalizedEmail!, cancellationToken));
    }
}

/// <summary>Who is invited.</summary>
public sealed class InviteForm
{
    /// <summary>The e-mail with which they will sign in.</summary>
    public string? Email { get; set; }

    /// <summary>The name of a role.</summary>
    public string? Role { get; set; }

    /// <summary>The role; none where it is none.</summary>
    internal UserRole? Chosen => RoleText.Read(Role);
}

/// <inheritdoc />
public sealed class InviteFormValidator : AbstractValidator<InviteForm>
{
    public InviteFormValidator()
    {
        RuleFor(form => form.Email).NotEmpty().WithMessage("Write the e-mail with which they will sign in.");
        RuleFor(form => form.Role).Must(role => RoleText.Read(role) is not null).WithMessage(RoleText.NotARole);
    }
}

/// <summary>A role as a form sends it.</summary>
internal static class RoleText
{
    public const string NotARole = "Choose a role: staff, manager or administrator.";

    public static UserRole? Read(string? text) =>
        Enum.GetValues<UserRole>().Where(role => role.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
            .Select(role => (UserRole?)role).FirstOrDefault();
}

/// <summary>One account.</summary>
/// <param name="User">The account.</param>
/// <param name="IsOpen">Whether its owner can sign in, once they have a password.</param>
/// <param name="WaitsUntil">When the longest wait after wrong passwords ends; none where nobody waits.</param>
public sealed record AccountPage(AppUser User, bool IsOpen, DateTime? WaitsUntil)
{
    /// <summary>A link to set a password, shown once.</summary>
    public string? Link { get; init; }
}
