namespace CreditLedger.Ledger.Commands;

/// <summary>
/// R49, in one place for every command: nothing is recorded on or before the lock date. Every command is decided through this rule;
/// <see cref="CommandApplier"/> writes no rows for a draft that bypassed it.
/// </summary>
public static class LockRule
{
    /// <summary>What the command's own rule says, unless the day that was typed, or that of an entry, is locked.</summary>
    public static Decision Decide(LedgerCommand command, LedgerState state, LedgerRules rules, DateTime now)
    {
        if (rules.LockedUpTo is not { } locked) return command.Decide(state, rules, now);
        if (command.TypedDay(rules) is { } typed && typed.Day <= locked) return Refusals.DayLocked(typed.Field, typed.Day, locked);
        var decision = command.Decide(state, rules, now);
        return decision is Draft draft && FirstLocked(draft, rules) is { } entry
            ? Refusals.DayLocked(RefusedField.UsedAt, rules.Zone.DayOf(entry.UsedAt), locked) : decision;
    }

    /// <summary>The first entry that is dated on a locked day; none when there is none.</summary>
    internal static EntryDraft? FirstLocked(Draft draft, LedgerRules rules)
    {
        if (rules.OpenFrom is not { } open) return null;
        foreach (var entry in draft.Entries)
            if (entry.UsedAt < open) return entry;
        return null;
    }
}

/// <summary>The day that a person typed into a request, from which on it counts (R49).</summary>
/// <param name="Day">The local day.</param>
/// <param name="Field">Where it was typed.</param>
public readonly record struct TypedDay(DateOnly Day, RefusedField Field);
