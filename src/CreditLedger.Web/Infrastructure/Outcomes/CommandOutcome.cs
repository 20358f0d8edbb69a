using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Auditing;

namespace CreditLedger.Web.Infrastructure.Outcomes;

/// <summary>What pages make of what became of a command.</summary>
public static class CommandOutcome
{
    /// <summary>
    /// Executes the command of a form, with what the audit says of it. A refusal is reported for the field that
    /// <paramref name="fieldOf"/> names.
    /// </summary>
    public static async Task<Outcome> RunAsync(
        this LedgerStore store, AuditNote note, LedgerCommand command, Func<Refusal, string> fieldOf,
        CancellationToken cancellationToken) =>
        Guid.TryParse(command.IdempotencyKey, out _)
            ? Of(await store.ExecuteAsync(command with { Audit = note }, cancellationToken), fieldOf)
            : new Invalid(new FieldError("", "Open this page again, and send the form from there."));

    /// <summary>A result as an outcome.</summary>
    public static Outcome Of(Result result, Func<Refusal, string> fieldOf) => result switch
    {
        Done done => new Done<Done>(done),
        KeyReused reused => new KeyTaken(reused.PostingId),
        Busy => new TryAgain(),
        NotFound => new Missing(),
        Refused { Refusal: { Reason: RefusalReason.Stale } stale } => new Conflict(stale.Message),
        Refused { Refusal: var refusal } => new Invalid([.. refusal.All.Select(one => new FieldError(fieldOf(one), one.Message))]),
        _ => throw new InvalidOperationException("The ledger gave an answer that is not known here."),
    };

    /// <summary>The field of a form whose fields are called as the ledger calls them.</summary>
    public static string FieldOf(Refusal refusal) =>
        refusal.Row is { } row ? LineField(row, refusal.Field.ToString()) : refusal.Field == RefusedField.Whole
            ? "" : refusal.Field.ToString();

    /// <summary>The name of a line's field, as forms send it.</summary>
    public static string LineField(int row, string field) => FormattableString.Invariant($"Lines[{row}].{field}");
}
