using CreditLedger.Ledger.Settings;

namespace CreditLedger.Web.Features.LockDate;

/// <summary>The form that sets the lock date or lifts it, and what that means (R49).</summary>
/// <param name="Known">The lock date as it is.</param>
/// <param name="Version">The version of the settings that it was read from.</param>
/// <param name="Today">Today in the site's zone.</param>
/// <param name="Form">What was typed.</param>
public sealed record LockDatePage(DateOnly? Known, int Version, DateOnly Today, LockDateForm Form) : ConfirmedPage<LockDateForm>(Form)
{
    public override string Path => Routes.LockDate;

    public override string NextPath => Routes.Settings;

    public override string Prompt => Known is { } known
        ? $"Locked up to {Wording.Day(known)}. Choose another day, or empty the field to lift the lock."
        : "Choose the last day that is to be locked.";

    public override bool MayConfirm => Planned is { Changed: true };

    public override bool IsRemoval => Wanted is null;

    public override string Will => Wanted is { } day
        ? $"Locks every day up to {Wording.Day(day)}: nothing is recorded on them any more"
        : "Lifts the lock: days may be recorded on again as far back as before";

    public override string Confirm => Wanted is { } day ? $"Yes, lock up to {Wording.Day(day)}" : "Yes, lift the lock";

    public override IReadOnlyList<string> Notes => Known is not { } known ? [] : Wanted is { } day && day < known
        ? [$"Days from {Wording.Day(day.AddDays(1))} to {Wording.Day(known)} are open again."]
        : [$"Locked up to {Wording.Day(known)} so far."];

    private DateOnly? Wanted => DayText.Read(Form.LockedUpTo);

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors) =>
        new SetLockDateCommand(key, actor) { LockedUpTo = Wanted, SeenVersion = Version };

    public override string Did(Done recorded) => Wanted is { } day ? $"Locked up to {Wording.Day(day)}" : "The lock is lifted";

    public override FormattableString About(Done recorded) =>
        $"locked up to {(Wanted is { } day ? DayText.Of(day) : "nothing")}, before {(Known is { } known ? DayText.Of(known) : "nothing")}";
}
