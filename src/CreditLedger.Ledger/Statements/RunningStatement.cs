namespace CreditLedger.Ledger.Statements;

/// <summary>
/// Rows of credits told as a bank statement tells them: what an account holds after each row, and what each credit lost when it ended.
/// What is recorded on a credit after its end is offset at the same instant, because nothing can be used of it any more (R11).
/// </summary>
public sealed class RunningStatement
{
    private readonly Dictionary<(long CreditId, long Sequence), long> _balances = [];
    private readonly List<ExpiredRemainder> _expired = [];

    private RunningStatement()
    {
    }

    /// <summary>What the account of a row's credit holds after it.</summary>
    public IReadOnlyDictionary<(long CreditId, long Sequence), long> BalancesAfter => _balances;

    /// <summary>What ended, in order of time.</summary>
    public IReadOnlyList<ExpiredRemainder> Expired => _expired;

    /// <summary>The statement of one span of time.</summary>
    /// <param name="credits">The credits, with what they held before the span; 0 where they had ended by then.</param>
    /// <param name="rows">All rows on these credits within the span.</param>
    /// <param name="until">The last instant of the span.</param>
    public static RunningStatement Of(IReadOnlyCollection<StatementCredit> credits, IEnumerable<StatementRow> rows, DateTime until)
    {
        var statement = new RunningStatement();
        var byId = credits.ToDictionary(credit => credit.Id);
        var held = credits.ToDictionary(credit => credit.Id, credit => credit.Opening);
        var accounts = credits.GroupBy(credit => credit.Account)
            .ToDictionary(account => account.Key, account => account.Sum(credit => credit.Opening));
        var rowsAt = rows.ToLookup(row => row.UsedAt);
        var endingAt = credits.Where(credit => credit.ExpiresAt <= until).ToLookup(credit => credit.ExpiresAt!.Value);
        var instants = rowsAt.Select(at => at.Key).Concat(endingAt.Select(at => at.Key)).Distinct().Order();
        foreach (var instant in instants)
        {
            foreach (var row in rowsAt[instant].OrderBy(row => row.Sequence))
            {
                held[row.CreditId] += row.Amount;
                statement._balances[(row.CreditId, row.Sequence)] = accounts[byId[row.CreditId].Account] += row.Amount;
            }

            // A rollover takes the remainder at the instant of the end, so the end comes after the rows of its instant.
            var over = rowsAt[instant].Select(row => byId[row.CreditId]).Where(credit => credit.ExpiresAt <= instant)
                .Concat(endingAt[instant]).Distinct().OrderBy(credit => credit.Id);
            foreach (var credit in over.Where(credit => held[credit.Id] != 0))
            {
                var after = accounts[credit.Account] -= held[credit.Id];
                statement._expired.Add(new ExpiredRemainder(credit.Id, instant, held[credit.Id], after));
                held[credit.Id] = 0;
            }
        }

        return statement;
    }
}

/// <summary>A credit of a statement.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Account">Credits of one account are counted together.</param>
/// <param name="Opening">What it held before the first row.</param>
/// <param name="ExpiresAt">First instant no longer live; none means never.</param>
public sealed record StatementCredit(long Id, long Account, long Opening, DateTime? ExpiresAt);

/// <summary>An entry of a statement.</summary>
/// <param name="CreditId">The credit.</param>
/// <param name="UsedAt">When it happened.</param>
/// <param name="Sequence">Its place in the owner's chain: the order of rows of one instant.</param>
/// <param name="Amount">Signed amount.</param>
public readonly record struct StatementRow(long CreditId, DateTime UsedAt, long Sequence, long Amount);

/// <summary>What of a credit nobody used by its end.</summary>
/// <param name="CreditId">The credit.</param>
/// <param name="At">The end, or the later row that was offset.</param>
/// <param name="Amount">What expired; negative where something was taken from it after its end.</param>
/// <param name="BalanceAfter">What its account holds then.</param>
public sealed record ExpiredRemainder(long CreditId, DateTime At, long Amount, long BalanceAfter);
