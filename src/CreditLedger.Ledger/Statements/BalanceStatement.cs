namespace CreditLedger.Ledger.Statements;

/// <summary>A balance that explains itself (R38): granted − used ± adjusted − expired = now.</summary>
/// <param name="Terms">The sum, term by term; the last one is what is left now.</param>
/// <param name="Sentence">The same in one sentence, fit to send to the member.</param>
public sealed record BalanceStatement(IReadOnlyList<StatementTerm> Terms, string Sentence);

/// <summary>One term of the sum.</summary>
/// <param name="Part">Which.</param>
/// <param name="Amount">Signed: the terms before <see cref="StatementPart.Now"/> add up to it.</param>
/// <param name="Detail">What it is made of, in words.</param>
public sealed record StatementTerm(StatementPart Part, long Amount, string Detail);

/// <summary>The terms of a balance.</summary>
public enum StatementPart
{
    /// <summary>What was given.</summary>
    Granted,

    /// <summary>What was used.</summary>
    Used,

    /// <summary>What was corrected, moved or taken.</summary>
    Adjusted,

    /// <summary>What was left when the credit ended.</summary>
    Expired,

    /// <summary>What is left now.</summary>
    Now,
}
