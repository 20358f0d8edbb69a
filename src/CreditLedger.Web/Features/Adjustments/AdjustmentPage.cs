using System.Globalization;
using CreditLedger.Data.Queries.Adjusting;

namespace CreditLedger.Web.Features.Adjustments;

/// <summary>A form that moves one credit's balance, and what it would do: the one place that knows the forms' signs (R17, R18).</summary>
/// <param name="Mode">What the form means by its number.</param>
/// <param name="Credit">The credit, as it is now.</param>
/// <param name="Status">What it is now (R12).</param>
/// <param name="Step">The step that time moves in (R20).</param>
/// <param name="Form">What was typed.</param>
public sealed record AdjustmentPage(AdjustmentMode Mode, AdjustableCredit Credit, CreditStatus Status, int Step, AdjustmentForm Form)
    : ConfirmedPage<AdjustmentForm>(Form)
{
    /// <summary>What the form calls things.</summary>
    public AdjustmentText Words => AdjustmentText.Of(Mode, Credit.Unit, Step);

    /// <summary>R22: nothing can be adjusted any more.</summary>
    public bool IsOver => Status is CreditStatus.Expired or CreditStatus.Revoked;

    public override string EffectView => "_AdjustmentEffect";

    public override string Path => Mode.PathOf(Credit.Id);

    public override string NextPath => BenefitTabs.PathOf(Credit.OwnerId, Credit.Kind);

    public override string Prompt => "Enter an amount. A preview appears here before you confirm.";

    public override string Problem => "Nothing to confirm yet: the amount cannot be used as it is.";

    public override bool NeedsDescription => true;

    public override bool IsRemoval => Planned?.Entries[0].Amount < 0;

    public override string Will => Of(Planned!, ChangeText.Will);

    public override string Summary => $"{Credit.OwnerName}. {Will}";

    public override string Confirm => ChangeText.Confirm(Planned!.Entries[0].Amount, Credit.Unit);

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors)
    {
        var typed = AmountParser.Parse(Form.Amount, Credit.Unit, allowZero: Mode == AdjustmentMode.SetBalance);
        if (typed.Error is { } wrong) errors.Add(new FieldError(nameof(Form.Amount), wrong));
        return typed.Error is not null ? null : new AdjustmentCommand(key, actor)
        {
            CreditId = Credit.Id,
            By = Mode switch
            {
                AdjustmentMode.Adjust => typed.Amount,
                AdjustmentMode.Use => -typed.Amount,
                AdjustmentMode.SetBalance => null
            },
            Target = Mode == AdjustmentMode.SetBalance ? typed.Amount : null,
        };
    }

    protected override IEnumerable<string> Covered => Mode == AdjustmentMode.SetBalance ? base.Covered : [];

    // R19: a target covers the balance that it was chosen from.
    public override LedgerCommand ToRecord(LedgerCommand asked) =>
        Mode == AdjustmentMode.SetBalance ? (AdjustmentCommand)asked with { SeenBalance = Planned!.Entries[0].BalanceBefore } : asked;

    public override string Did(Done recorded) => Of(recorded, ChangeText.Did);

    public override FormattableString About(Done recorded) => $"credit {Credit.Id}, posting {recorded.PostingId}";

    // Neighbours of what was typed have its sign (R20).
    protected override string MessageOf(Refusal refusal)
    {
        if (refusal.Reason != RefusalReason.NotAWholeStep || Mode == AdjustmentMode.SetBalance) return refusal.Message;
        var typed = AmountParser.Parse(Form.Amount, Credit.Unit).Amount;
        if (typed > 0) return refusal.Message;
        var nearer = -typed - (-typed % Step);
        var valid = nearer == 0 ? Minus(Step) : nearer > long.MaxValue - Step
            ? Minus(nearer) : $"{Minus(nearer)} or {Minus(nearer + Step)}";
        return $"Time moves in steps of {Step} min: {Minus(-typed)} is not a whole step. Use {valid}.";
    }

    private static string Minus(long minutes) => AmountFormat.Minus + minutes.ToString(CultureInfo.InvariantCulture);

    private static string Of(Done done, Func<long, long, long, Unit, string> words)
    {
        var entry = done.Entries[0];
        return words(entry.Amount, entry.BalanceBefore, entry.BalanceAfter, entry.Unit);
    }
}
