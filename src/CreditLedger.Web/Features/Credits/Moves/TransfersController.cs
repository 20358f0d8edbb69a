using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Credits.Moves;

/// <summary>Moves what remains to another member.</summary>
[Route("credits/{id:long}/transfer")]
[Route("credits/many/transfer")]
[RequirePermission(Permission.Transfer)]
public sealed class TransfersController(ShowMove show, RecordMove record, ChooseCredits choose, AuditLog audit) : MoveController(MoveMode.Transfer, show, record, choose, audit);
