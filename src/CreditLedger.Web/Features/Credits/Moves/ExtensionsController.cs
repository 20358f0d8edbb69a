using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Credits.Moves;

/// <summary>Lets what remains last longer.</summary>
[Route("credits/{id:long}/extend")]
[Route("credits/many/extend")]
[RequirePermission(Permission.Extend)]
public sealed class ExtensionsController(ShowMove show, RecordMove record, ChooseCredits choose, AuditLog audit) : MoveController(MoveMode.Extend, show, record, choose, audit);
