using CreditLedger.Ledger.Sharing;

namespace CreditLedger.Data.Queries.Sharing;

/// <summary>What one owner shares with a member.</summary>
/// <param name="OwnerId">The owner.</param>
/// <param name="OwnerName">That member's name.</param>
/// <param name="Groups">The groups through which it is shared.</param>
/// <param name="Credits">The shared credits that are not over, in the order of use, then those that would be skipped.</param>
/// <param name="Caps">What the member may use of them, per unit, where a cap holds.</param>
public sealed record SharedCredits(
    long OwnerId, string OwnerName, IReadOnlyList<SharedAccess> Groups, IReadOnlyList<CreditSummary> Credits, IReadOnlyList<CapState> Caps);
