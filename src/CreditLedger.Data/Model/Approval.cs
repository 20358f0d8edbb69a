using CreditLedger.Ledger.Approvals;

namespace CreditLedger.Data.Model;

/// <summary>A request to an admin. Written by <c>LedgerStore</c> alone.</summary>
public sealed record Approval : ApprovalRow;
