using System.Linq.Expressions;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Queries;

/// <summary>What remains to a member of one unit.</summary>
/// <param name="Unit">Kind and currency.</param>
/// <param name="Amount">Sum of the balances of live credits.</param>
public sealed record RemainingAmount(Unit Unit, long Amount);

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
/// What remains to some members, per unit. Own: IX_Credits_OwnerId_ExpiresAt. Shared: what a usage would be shown, by the same loader and
/// the same rule; for members in no group that is one look into IX_GroupMembers_MemberId.
/// </summary>
public sealed class RemainingQuery(LedgerDbContext db, LedgerStore store)
{
    private static readonly Expression<Func<Credit, LiveBalance>> Balance = credit => new LiveBalance
    {
        OwnerId = credit.OwnerId,
        Kind = credit.BenefitKind,
        Currency = credit.Benefit!.Currency,
        Balance = credit.Balance!.Balance,
    };

    // Two ranges of the index: asked for in one, SQLite reads all that an owner ever had.
    private static readonly CompiledQuery<Func<LedgerDbContext, IReadOnlyCollection<long>, DateTime, IAsyncEnumerable<LiveBalance>>> Live =
        new(() => EF.CompileAsyncQuery((LedgerDbContext db, IReadOnlyCollection<long> ownerIds, DateTime now) =>
            db.Credits.Where(credit => ownerIds.Contains(credit.OwnerId) && credit.StartsAt <= now && credit.ExpiresAt > now)
                .Where(credit => !credit.Balance!.Revoked).Select(Balance)
                .Concat(db.Credits
                    .Where(credit => ownerIds.Contains(credit.OwnerId) && credit.StartsAt <= now && credit.ExpiresAt == null)
                    .Where(credit => !credit.Balance!.Revoked).Select(Balance))
                .GroupBy(live => new { live.OwnerId, live.Kind, live.Currency })
                .Select(unit => new LiveBalance
                {
                    OwnerId = unit.Key.OwnerId,
                    Kind = unit.Key.Kind,
                    Currency = unit.Key.Currency,
                    Balance = unit.Sum(live => live.Balance),
                })));

    /// <summary>Sums of the balances of live credits (R11); units of which nothing is live are left out.</summary>
    public async Task<IReadOnlyDictionary<long, Remaining>> RunAsync(IReadOnlyCollection<long> memberIds, DateTime now,
        CancellationToken cancellationToken)
    {
        var own = await OwnAsync(memberIds, now, cancellationToken);
        var (state, rules) = await store.ReadStateAsync(loader => loader.LoadSharedAsync(memberIds, now, cancellationToken),
            cancellationToken);
        return memberIds.Distinct().ToDictionary(id => id, id => new Remaining([.. own[id]], SharedWith(id, state, now, rules.Zone)));
    }

    private async Task<ILookup<long, RemainingAmount>> OwnAsync(
        IReadOnlyCollection<long> ownerIds, DateTime now, CancellationToken cancellationToken)
    {
        var amounts = await Live.For(db)(db, ownerIds, now).ToListAsync(cancellationToken);
        return amounts.OrderBy(amount => amount.Kind).ThenBy(amount => amount.Currency, StringComparer.Ordinal)
            .ToLookup(amount => amount.OwnerId, amount => new RemainingAmount(Unit.Of(amount.Kind, amount.Currency), amount.Balance));
    }

    // A cap holds for all credits of its owner together, each unit for itself.
    private static List<RemainingAmount> SharedWith(long memberId, LedgerState state, DateTime now, SiteZone zone)
    {
        var sharing = state.SharingOf(memberId, now);
        return
        [
            .. sharing.Owners.Where(owner => owner != memberId).SelectMany(state.CreditsOf)
                .Where(credit => credit.Terms.IsLiveAt(now) && !credit.IsRevoked && sharing.Allows(credit.Terms))
                .GroupBy(credit => (credit.Terms.OwnerId, credit.Terms.Benefit.Unit))
                .Select(part => (part.Key.Unit, Amount: Math.Min(
                    part.Sum(credit => credit.Balance), sharing.CapOn(part.Key.OwnerId, part.Key.Unit, zone)?.Left ?? long.MaxValue)))
                .GroupBy(part => part.Unit)
                .Select(unit => new RemainingAmount(unit.Key, unit.Sum(part => part.Amount)))
                .OrderBy(unit => unit.Unit.Kind).ThenBy(unit => unit.Unit.Code, StringComparer.Ordinal),
        ];
    }

    private sealed record LiveBalance
    {
        public required long OwnerId { get; init; }
        public required BenefitKind Kind { get; init; }
        public required string? Currency { get; init; }
        public required long Balance { get; init; }
    }
}
