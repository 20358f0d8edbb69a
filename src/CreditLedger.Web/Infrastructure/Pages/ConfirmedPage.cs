using System.Security.Cryptography;
using System.Text;
using CreditLedger.Data.Queries.Approvals;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>A form that is confirmed before it is recorded, and what would become of it by the rule that will record it (R19).</summary>
public abstract record ConfirmedPage
{
    /// <summary>What was typed; nothing of it is lost.</summary>
    public abstract ConfirmedForm Typed { get; }

    /// <summary>What the form asks for; none while it is not understood.</summary>
    public LedgerCommand? Command { get; init; }

    /// <summary>What would become of it now.</summary>
    public Result? Preview { get; init; }

    /// <summary>What is wrong, field by field.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Whether one may not do it but ask an admin: the same form and preview, and a request instead of a posting.</summary>
    public bool IsAsking { get; init; }

    /// <summary>The request of someone else that is decided with it.</summary>
    public ApprovalSummary? Approval { get; init; }

    /// <summary>What would be recorded; none when it cannot be, or must be confirmed first.</summary>
    public Done? Planned => Preview as Done;

    /// <summary>What the part is called that says what will happen.</summary>
    public virtual string EffectView => "_Confirm";

    /// <summary>Where the form is sent.</summary>
    public abstract string Path { get; }

    /// <summary>Where Cancel goes.</summary>
    public abstract string NextPath { get; }

    /// <summary>The same, with the list that the form was opened over.</summary>
    public string BackPath => MemberListLink.Keep(NextPath, Typed.MembersList);

    /// <summary>That list.</summary>
    public string ListPath => MemberListLink.PathOf(Typed.MembersList);

    /// <summary>What to do first.</summary>
    public abstract string Prompt { get; }

    /// <summary>The fields beside which something may be wrong, whether the page has them now or not.</summary>
    public virtual IEnumerable<string> Fields => Typed.Fields;

    /// <summary>What is said while something is wrong.</summary>
    public virtual string Problem => "Nothing to confirm yet: something cannot be used as it is.";

    /// <summary>Whether it takes something away.</summary>
    public virtual bool IsRemoval => false;

    /// <summary>Whether nothing is recorded without a description (R21). What will happen is told before one is typed.</summary>
    public virtual bool NeedsDescription => false;

    /// <summary>Whether a second membership of the same plan at the same time is meant: what a rule asks to be confirmed.</summary>
    public virtual bool Overlap => false;

    /// <summary>Whether to show the checkbox of a confirmation: a rule asks for it, or it is ticked.</summary>
    public bool Asks(Confirmation what) => (Preview as NeedsConfirmation)?.What == what || what switch
    {
        Confirmation.Overlap => Overlap,
        Confirmation.DespiteStatus => Typed.DespiteStatus,
    };

    /// <summary>Whether the form has lines, each of which the rule judges although something else could not be read.</summary>
    public virtual bool JudgesLines => false;

    /// <summary>Whether what would happen may be confirmed as it is.</summary>
    public virtual bool MayConfirm => Planned is not null;

    /// <summary>Before it happens.</summary>
    public abstract string Will { get; }

    /// <summary>The button that makes it happen.</summary>
    public abstract string Confirm { get; }

    /// <summary>What is asked for, in the words that an admin reads in a list.</summary>
    public virtual string Summary => Will;

    /// <summary>What one should know before one confirms.</summary>
    public virtual IReadOnlyList<string> Notes => Planned?.Notes ?? [];

    /// <summary>
    /// What the confirm button sends: it stands for the request and its effect, the amount on each credit and what is skipped (R19).
    /// </summary>
    public string Token
    {
        get
        {
            string[] shown =
            [
                .. IsAsking ? new[] { "ask an admin" } : [],
                .. Covered,
                .. Planned!.Entries.Select(entry => FormattableString.Invariant($"{entry.BenefitName} {entry.CreditId}: {entry.Amount}")),
                .. Planned.Skipped.Select(credit => FormattableString.Invariant($"skipped {credit.CreditId}: {credit.Reason}")),
            ];
            var effect = Encoding.UTF8.GetBytes(string.Join('\n', shown));
            return Convert.ToHexString(SHA256.HashData([.. Command!.RequestHash(null), .. effect]));
        }
    }

    /// <summary>What the form asks for; none, and what is wrong, when it cannot be understood.</summary>
    /// <param name="key">The form's key (R9).</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="errors">What is wrong with the form's shape; what else is wrong is added.</param>
    public abstract LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors);

    /// <summary>The command whose effect is shown.</summary>
    public virtual LedgerCommand ToPreview(LedgerCommand asked) => asked;

    /// <summary>The command that is recorded once it is confirmed.</summary>
    public virtual LedgerCommand ToRecord(LedgerCommand asked) => asked;

    /// <summary>After it happened.</summary>
    public abstract string Did(Done recorded);

    /// <summary>The form behind "Undo" in the notice, for acts that are not transactions; null if there is none.</summary>
    public virtual string? UndoOf(Done recorded) => null;

    /// <summary>Where one goes on once it is recorded.</summary>
    public virtual string DonePath(Done recorded) => NextPath;

    /// <summary>What the audit names.</summary>
    public abstract FormattableString About(Done recorded);

    /// <summary>Why it was not recorded.</summary>
    public virtual Outcome Explain(Result result) => result switch
    {
        Busy => new TryAgain(),
        KeyReused reused => new KeyTaken(reused.PostingId),
        Refused { Refusal: { Reason: RefusalReason.Stale } stale } => new Conflict(stale.Message),
        _ => new Invalid(ErrorsOf(result)),
    };

    /// <summary>What is wrong by the rule, beside its fields.</summary>
    internal IReadOnlyList<FieldError> ErrorsOf(Result result, bool onlyLines = false) => result switch
    {
        Refused refused => [.. refused.Refusal.All.Where(refusal => !onlyLines || refusal.Row is not null)
            .Select(refusal => new FieldError(FieldOf(refusal), MessageOf(refusal)))],
        NeedsConfirmation needed =>
            [.. needed.Warnings.Select(warning => new FieldError(needed.What.ToString(), $"{warning} Tick the box to confirm."))],
        _ => [],
    };

    /// <summary>A refusal in the terms of the form.</summary>
    protected virtual string MessageOf(Refusal refusal) => refusal.Message;

    /// <summary>The field that a refusal blames.</summary>
    protected virtual string FieldOf(Refusal refusal) =>
        refusal.Row is null ? Typed.FieldOf(refusal.Field) : CommandOutcome.FieldOf(refusal);

    /// <summary>What else is confirmed. A difference holds whatever the balance is by then, so sentences with balances are not.</summary>
    protected virtual IEnumerable<string> Covered => [Will, .. Notes];
}

/// <inheritdoc />
/// <param name="Form">What was typed; nothing of it is lost.</param>
public abstract record ConfirmedPage<TForm>(TForm Form) : ConfirmedPage
    where TForm : ConfirmedForm
{
    /// <inheritdoc />
    public override ConfirmedForm Typed => Form;
}
