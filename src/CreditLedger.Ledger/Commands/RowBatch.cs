using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Commands;

/// <summary>The rows that commands come to, in the order in which references allow them to be written.</summary>
public sealed class RowBatch
{
    private readonly Dictionary<long, BalanceChange> _balances = [];

    /// <summary>New postings.</summary>
    public List<PostingRow> Postings { get; } = [];

    /// <summary>New credits.</summary>
    public List<CreditRow> Credits { get; } = [];

    /// <summary>New entries, sealed into their chains.</summary>
    public List<EntryRow> Entries { get; } = [];

    /// <summary>Related rows, in order.</summary>
    public List<RelatedChange> Related { get; } = [];

    /// <summary>The credits whose sums changed, each once.</summary>
    public IReadOnlyCollection<BalanceChange> Balances => _balances.Values;

    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty => Entries.Count == 0 && Related.Count == 0;

    internal void Touch(Burning.CreditState credit, bool isNew)
    {
        if (!_balances.ContainsKey(credit.Terms.Id)) _balances.Add(credit.Terms.Id, new BalanceChange(credit, isNew));
    }
}

/// <summary>A credit whose sums changed.</summary>
/// <param name="Credit">The credit, with its sums as they are in the end.</param>
/// <param name="IsNew">Whether it was granted in the same batch.</param>
public readonly record struct BalanceChange(Burning.CreditState Credit, bool IsNew)
{
    /// <summary>The row of its sums.</summary>
    public BalanceRow Row => BalanceRow.Of(Credit.Terms.Row, Credit.Sums);
}
