using System.Security.Cryptography;
using System.Text;
using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Commands;
using CreditLedger.Web.Infrastructure.Outcomes;
using FluentValidation.Results;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>A form that is confirmed before it is recorded, and what would become of it by the rule that will record it (R19).</summary>
public abstract record ConfirmedPage
{
    /// <summary>What the form asks for; none while its shape is wrong or it is not filled in.</summary>
    public LedgerCommand? Command { get; init; }

    /// <summary>What would become of it now.</summary>
    public Result? Preview { get; init; }

    /// <summary>What is wrong, field by field.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>What would be recorded; none when it cannot be, or must be confirmed first.</summary>
    public Done? Planned => Preview as Done;

    /// <summary>Where the form is sent.</summary>
    public abstract string Path { get; }

    /// <summary>Where one goes on when it is recorded or given up.</summary>
    public abstract string NextPath { get; }

    /// <summary>The fields beside which something may be wrong.</summary>
    public abstract IReadOnlyList<string> Fields { get; }

    /// <summary>What to do first.</summary>
    public abstract string Prompt { get; }

    /// <summary>The field to be filled in first, while it is empty: that is no mistake yet.</summary>
    public virtual string? EmptyField => null;

    /// <summary>Whether it takes something away.</summary>
    public virtual bool IsRemoval => false;

    /// <summary>Whether a second membership of the same plan at the same time is meant: what a rule asks to be confirmed.</summary>
    public virtual bool Overlap => false;

    /// <summary>Before it happens.</summary>
    public abstract string Will { get; }

    /// <summary>The button that makes it happen.</summary>
    public abstract string Confirm { get; }

    /// <summary>What one should know before one confirms.</summary>
    public virtual IReadOnlyList<string> Notes => Planned?.Notes ?? [];

    /// <summary>What the confirm button sends: the request, and all that was shown of its effect.</summary>
    public string Token
    {
        get
        {
            string[] shown = [Will, .. Notes, .. Details, .. Planned!.Entries.Select(entry => $"{entry.BenefitName}: {entry.Amount}")];
            var effect = Encoding.UTF8.GetBytes(string.Join('\n', shown));
            return Convert.ToHexString(SHA256.HashData([.. Command!.RequestHash(null), .. effect]));
        }
    }

    /// <summary>After it happened.</summary>
    public abstract string Did(Done recorded);

    /// <summary>What the audit names.</summary>
    public abstract FormattableString About(Done recorded);

    /// <summary>Why it was not recorded.</summary>
    public Outcome Explain(Result result) => result switch
    {
        Busy => new TryAgain(),
        KeyReused reused => new KeyUsed(reused.PostingId),
        _ => new Invalid(ErrorsOf(result)),
    };

    /// <summary>What is wrong by the rule, beside its fields.</summary>
    internal IReadOnlyList<FieldError> ErrorsOf(Result result) => result switch
    {
        Refused refused => [.. refused.Refusal.All.Select(refusal => new FieldError(FieldOf(refusal.Field), refusal.Message))],
        NeedsConfirmation needed =>
            [.. needed.Warnings.Select(warning => new FieldError("Overlap", $"{warning} Tick the box if that is meant."))],
        _ => [],
    };

    /// <summary>The form's field that a refusal blames; empty for the form as a whole.</summary>
    protected abstract string FieldOf(RefusedField field);

    /// <summary>What else is shown of the effect.</summary>
    protected virtual IEnumerable<string> Details => [];
}

/// <summary>Pages with a preview.</summary>
public static class ConfirmedPages
{
    /// <summary>The page with what would become of its form; where the form's shape is wrong, with what is wrong.</summary>
    public static async Task<TPage> WithPreviewAsync<TPage>(
        this TPage page, LedgerStore store, ValidationResult shape, Func<LedgerCommand> command, CancellationToken cancellationToken)
        where TPage : ConfirmedPage
    {
        ConfirmedPage typed = page;
        var errors = shape.Errors.ConvertAll(error => new FieldError(error.PropertyName, error.ErrorMessage));
        if (errors.Count > 0) return (TPage)(typed with { Errors = errors });
        var asked = command();
        var preview = await store.PreviewAsync(asked, cancellationToken);
        return (TPage)(typed with { Command = asked, Preview = preview, Errors = page.ErrorsOf(preview) });
    }
}
