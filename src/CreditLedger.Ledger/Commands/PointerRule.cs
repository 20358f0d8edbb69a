namespace CreditLedger.Ledger.Commands;

/// <summary>
/// R50, in one place for every command: nothing is given to a record that was merged into another one, nothing is used in its name, and
/// none of its credits is raised by hand. What comes back to one of its credits goes on to the survivor (<see cref="ForwardCommand"/>).
/// </summary>
public static class PointerRule
{
    /// <summary>What the command's own rule and the lock date say, unless it would give something to such a record.</summary>
    public static Decision Decide(LedgerCommand command, LedgerState state, LedgerRules rules, DateTime now)
    {
        if (command is Members.UnmergeMembersCommand) return LockRule.Decide(command, state, rules, now);
        var scope = command.Scope(now);
        if (IsPointer(state, scope.MemberId) || IsPointer(state, scope.UserId)) return Refusals.IsPointer;
        var decision = LockRule.Decide(command, state, rules, now);
        return decision is Draft draft && draft.Entries.Any(entry => Gives(state, entry)) ? Refusals.IsPointer : decision;
    }

    private static bool Gives(LedgerState state, EntryDraft entry) => entry.CreatesCredit
        ? IsPointer(state, entry.NewCredit!.Row.OwnerId)
        : entry is { Kind: EntryKind.Adjustment, Amount: > 0 } && IsPointer(state, entry.Credit?.Terms.OwnerId);

    private static bool IsPointer(LedgerState state, long? memberId) => memberId is { } id && state.SurvivorOf(id) is not null;
}
