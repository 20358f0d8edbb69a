using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Ledger.Sharing;

/// <summary>A usage of someone else's credit that stands: what caps count (R13).</summary>
/// <param name="EntryId">The row.</param>
/// <param name="MemberId">Who used.</param>
/// <param name="OwnerId">Whose credit it was.</param>
/// <param name="Unit">What it counts: each currency for itself.</param>
/// <param name="OccursAt">When what was used takes place.</param>
/// <param name="Amount">What was used, above zero.</param>
public sealed record SharedUsage(long EntryId, long MemberId, long OwnerId, Unit Unit, DateTime OccursAt, long Amount);
