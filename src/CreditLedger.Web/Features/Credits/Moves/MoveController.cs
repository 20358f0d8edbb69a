using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Credits.Moves;

/// <summary>One form for each thing that is done with what remains (R23), for one credit or for many that were ticked.</summary>
public abstract class MoveController(MoveMode mode, FormTools tools, GetMovePage pages)
    : ConfirmedFormController<MoveForm, MovePage>(tools, mode.ToString().ToLowerInvariant(), "/Features/Credits/Moves/Move.cshtml")
{
    protected override Task<MovePage?> LoadAsync(long id, MoveForm form, bool isSent, CancellationToken cancellationToken) =>
        pages.RunAsync(mode, id, form, Request, isSent, cancellationToken);

    protected override Task<MovePage> CompleteAsync(MovePage page, CancellationToken cancellationToken) => pages.WithRowsAsync(
        page, cancellationToken);
}

/// <summary>Lets what remains last longer.</summary>
[Route("credits/{id:long}/extend")]
[Route("credits/many/extend")]
[RequirePermission(Permission.Extend, MayAsk = true)]
public sealed class ExtensionsController(FormTools tools, GetMovePage pages) : MoveController(MoveMode.Extend, tools, pages);

/// <summary>Moves what remains to another member.</summary>
[Route("credits/{id:long}/transfer")]
[Route("credits/many/transfer")]
[RequirePermission(Permission.Transfer, MayAsk = true)]
public sealed class TransfersController(FormTools tools, GetMovePage pages) : MoveController(MoveMode.Transfer, tools, pages);

/// <summary>Takes what remains.</summary>
[Route("credits/{id:long}/revoke")]
[Route("credits/many/revoke")]
[RequirePermission(Permission.Revoke, MayAsk = true)]
public sealed class RevocationsController(FormTools tools, GetMovePage pages) : MoveController(MoveMode.Revoke, tools, pages);
