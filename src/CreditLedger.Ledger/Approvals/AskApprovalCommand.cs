using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Approvals;

/// <summary>Asks an admin to do what a form says. Nothing else is recorded: the admin decides on it anew.</summary>
public sealed record AskApprovalCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>The path of the form.</summary>
    public required string Path { get; init; }

    /// <summary>Its fields, as JSON.</summary>
    public required string Fields { get; init; }

    /// <summary>What it would do now, in a sentence.</summary>
    public required string Summary { get; init; }

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (Actor.Kind != ActorKind.User) return Refusals.OnlyUsersAsk;
        if (Path.Length > ApprovalRow.MaxPathLength || Fields.Length > ApprovalRow.MaxFieldsLength) return Refusals.TooMuchToAsk;
        return Draft.Nothing with
        {
            Related = rows =>
            [
                RelatedChange.Insert(new ApprovalRow
                {
                    Id = rows.Made(ApprovalRow.Table),
                    Path = Path,
                    Fields = Fields,
                    Summary = Summary.Length > MaxTextLength ? Summary[..MaxTextLength] : Summary,
                    AskedById = Actor.Id,
                    AskedAt = now,
                    ExpiresAt = now.AddDays(ApprovalRow.Days),
                    State = ApprovalState.Open,
                }),
            ],
        };
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Text(Path);
        writer.Text(Fields);
    }
}
