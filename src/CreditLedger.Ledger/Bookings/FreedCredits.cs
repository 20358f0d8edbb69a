using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Ledger.Bookings;

/// <summary>Credits as they are once a booking has given back what it held: it is decided anew on these (R42, R44).</summary>
internal sealed class FreedCredits
{
    /// <summary>Nothing was held.</summary>
    public static readonly FreedCredits None = new();

    private readonly Dictionary<long, CreditState> _credits = [];
    private readonly Dictionary<long, long> _commitments = [];

    /// <summary>The uses of others' credits that no longer count against a cap, by number; minus that of a commitment.</summary>
    public HashSet<long> Uses { get; } = [];

    /// <summary>Whether anything comes back.</summary>
    public bool Any => _credits.Count > 0;

    /// <summary>What a booking held comes back at a moment.</summary>
    /// <param name="state">What the command was shown.</param>
    /// <param name="returned">What comes back.</param>
    /// <param name="at">The moment from which on it is free.</param>
    public static FreedCredits Of(LedgerState state, ReturnedCredits returned, DateTime at)
    {
        var freed = new FreedCredits();
        foreach (var (entry, amount) in returned.Entries)
        {
            freed.CopyOf(state.Credit(entry.CreditId)!).History.Add(at > entry.UsedAt ? at : entry.UsedAt, amount);
            freed.Uses.Add(entry.Id);
        }

        foreach (var row in returned.Held.Commitments)
        {
            var amount = freed._commitments[row.Id] = returned.Commitments.GetValueOrDefault(row.Id);
            freed.Uses.Add(-row.Id);
            if (row.CreditId is not { } creditId) continue;
            var credit = freed.CopyOf(state.Credit(creditId)!);
            credit.Commit(credit.Committed - amount);
        }

        return freed;
    }

    /// <summary>What of a commitment still counts as taken.</summary>
    public long StillCommitted(CommitmentRow row) => row.Amount - _commitments.GetValueOrDefault(row.Id);

    /// <summary>The credit with what comes back to it; itself where nothing does.</summary>
    public CreditState Of(CreditState credit) => _credits.GetValueOrDefault(credit.Terms.Id) ?? credit;

    private CreditState CopyOf(CreditState credit)
    {
        if (_credits.TryGetValue(credit.Terms.Id, out var known)) return known;
        return _credits[credit.Terms.Id] = credit.Copy();
    }
}
