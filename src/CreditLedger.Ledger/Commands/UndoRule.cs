namespace CreditLedger.Ledger.Commands;

/// <summary>Who may undo a posting without the permission to undo anything: who recorded it, for a while (R24).</summary>
public static class UndoRule
{
    /// <summary>For how many minutes.</summary>
    public const int OwnMinutes = 15;

    /// <summary>Whether it is a use that the actor recorded a moment ago.</summary>
    public static bool IsOwnAndRecent(Actor actor, Actor recordedBy, PostingKind kind, DateTime recordedAt, DateTime now) =>
        kind == PostingKind.Usage && actor == recordedBy && now - recordedAt <= TimeSpan.FromMinutes(OwnMinutes);
}
