using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Sharing;

namespace CreditLedger.Data.Queries;

/// <summary>What remains to a member, own and shared apart (R13).</summary>
/// <param name="Own">Of the member's own live credits, per unit.</param>
/// <param name="Shared">What the member may use now of what others share, within caps, per unit.</param>
public sealed record Remaining(IReadOnlyList<RemainingAmount> Own, IReadOnlyList<RemainingAmount> Shared)
{
    /// <summary>Nothing.</summary>
    public static readonly Remaining None = new([], []);

    /// <summary>Whether nothing live is there, neither own nor shared.</summary>
    public bool IsNone => Own.Count == 0 && Shared.Count == 0;
}

/// <summary>
/// What remains to some members, per unit. Own: IX_Credits_OwnerId_ExpiresAt. Shared: the same of the owners who share with them, by the
/// rule that a usage is held to; for members in no group that is one look into IX_GroupMembers_MemberId.
/// </summary>
public sealed class RemainingQuery(LedgerStore store)
{
    /// <summary>Sums of the balances of live credits (R11); units of which nothing is live are left out.</summary>
    public async Task<IReadOnlyDictionary<long, Remaining>> RunAsync(IReadOnlyCollection<long> memberIds, DateTime now,
        CancellationToken cancellationToken)
    {
        ILookup<long, LiveAmount>? live = null;
        var (state, rules) = await store.ReadStateAsync(
            async loader => live = await LiveAmountsLoader.LoadAsync(loader, memberIds, now, cancellationToken), cancellationToken);
        return memberIds.Distinct().ToDictionary(id => id, id => new Remaining(
            RemainingAmount.Sum(live![id].Select(amount => new RemainingAmount(amount.Benefit.Unit, amount.Amount)
            { IsUnlimited = amount.IsUnlimited })),
            state.SharingOf(id, now).Remaining(live, rules.Zone)));
    }
}
