using CreditLedger.Ledger.Auditing;

namespace CreditLedger.Data.Model;

/// <summary>A sensitive act, allowed or denied. Written by <c>LedgerStore</c> alone.</summary>
public sealed record AuditEvent : AuditRow;
