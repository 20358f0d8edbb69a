using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Credits.Moves;

/// <summary>Takes what remains.</summary>
[Route("credits/{id:long}/revoke")]
[Route("credits/many/revoke")]
[RequirePermission(Permission.Revoke)]
public sealed class RevocationsController(ShowMove show, RecordMove record, ChooseCredits choose, AuditLog audit) : MoveController(MoveMode.Revoke, show, record, choose, audit);
