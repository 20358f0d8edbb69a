namespace CreditLedger.Ledger.Kinds;

/// <summary>What a merge of two records of one person moved or ended (R50). Stored as its number: never renumber.</summary>
public enum MergedKind
{
    /// <summary>What remained of a credit of the other record moved.</summary>
    Credit = 1,

    /// <summary>A membership moved.</summary>
    Membership = 2,

    /// <summary>A booking moved.</summary>
    Booking = 3,

    /// <summary>In a booking of someone else the survivor takes part instead.</summary>
    Participation = 4,

    /// <summary>A place in a group moved.</summary>
    Place = 5,

    /// <summary>A place of the other record ended, because the survivor had one already, or owns the group.</summary>
    EndedPlace = 6,

    /// <summary>A group became the survivor's.</summary>
    Group = 7,

    /// <summary>The survivor's place in a group ended, because the group became the survivor's.</summary>
    SurvivorsPlace = 8,

    /// <summary>A record that had been merged into the other one before points to the survivor.</summary>
    EarlierRecord = 9,
}
