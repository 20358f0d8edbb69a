using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Ledger.Commands;

/// <summary>Why one credit cannot be extended, transferred or revoked (R23): alone it is a refusal, among others a part of one.</summary>
internal sealed record Ineligible
{
    private Ineligible(SkipReason reason, string predicate) => (Reason, Predicate) = (reason, predicate);

    /// <summary>The reason by which callers sort them.</summary>
    public SkipReason Reason { get; }

    /// <summary>For people, after the credit's name and without the full stop.</summary>
    public string Predicate { get; }

    /// <summary>The rule that refuses where it is the only credit.</summary>
    public RefusalReason Refusal { get; private init; } = RefusalReason.NotMovable;

    /// <summary>What is to blame where it is the only credit.</summary>
    public RefusedField Field { get; private init; } = RefusedField.Credit;

    /// <summary>What it could have given, in the smallest unit.</summary>
    public long Available { get; private init; }

    /// <summary>What was missing, in the smallest unit.</summary>
    public long ShortBy { get; private init; }

    /// <summary>It was revoked, and so cannot be extended or transferred.</summary>
    public static Ineligible Revoked => new(SkipReason.Revoked, "was revoked: grant a new credit instead");

    /// <summary>It was revoked, and so cannot be revoked.</summary>
    public static Ineligible RevokedBefore => new(SkipReason.Revoked, "was revoked before");

    /// <summary>It has expired, and so cannot be transferred.</summary>
    public static Ineligible Expired => new(SkipReason.Expired, "has expired: extend it first");

    /// <summary>It has expired, and so cannot be revoked.</summary>
    public static Ineligible ExpiredWithNothingToTake => new(
        SkipReason.Expired, "has expired: nothing it holds can be used, so there is nothing to take");

    /// <summary>Nothing remains to be extended.</summary>
    public static Ineligible NothingToExtend => new(SkipReason.UsedUp, "has nothing left to extend");

    /// <summary>Nothing remains to be transferred.</summary>
    public static Ineligible NothingToTransfer => new(SkipReason.UsedUp, "has nothing left to transfer");

    /// <summary>Nothing remains to be revoked.</summary>
    public static Ineligible NothingToTake => new(SkipReason.UsedUp, "has nothing left to take");

    /// <summary>Bookings will take all that remains (R42).</summary>
    public static Ineligible Committed => new(
        SkipReason.Committed, "is committed to bookings with all that remains: change or cancel these first");

    /// <summary>It is unlimited: there is no amount that could be extended or transferred (R48).</summary>
    public static Ineligible Unlimited => new(SkipReason.Unlimited, "is unlimited, so there is no amount to move");

    /// <summary>It has no end that could be later.</summary>
    public static Ineligible NeverExpires => new(SkipReason.NeverExpires, "never expires, so there is nothing to extend");

    /// <summary>The new end is no later than its own.</summary>
    public static Ineligible EndsNoEarlier => new(SkipReason.EndsNoEarlier, "lasts as long already: choose a later end")
    {
        Refusal = RefusalReason.BadDate,
        Field = RefusedField.ExpiresAt,
    };

    /// <summary>It ended so long ago that the days it would get are over as well.</summary>
    public static Ineligible OverEvenThen => new(SkipReason.OverEvenThen, "would be over even then: choose more days")
    {
        Refusal = RefusalReason.BadDate,
        Field = RefusedField.ValidDays,
    };

    /// <summary>It is to be transferred to its owner.</summary>
    public static Ineligible SameOwner => new(SkipReason.SameOwner, "belongs to that member already") { Field = RefusedField.Member };

    /// <summary>The part that is to be transferred is more than remains.</summary>
    public static Ineligible NotEnough(long remains, long part, Unit unit) => new(
        SkipReason.NotEnough, $"has {AmountFormat.Format(remains, unit)} left, not {AmountFormat.Format(part, unit)}")
    {
        Refusal = RefusalReason.NotEnough,
        Field = RefusedField.Amount,
        Available = remains,
        ShortBy = part - remains,
    };

    /// <summary>The part that is to be transferred is not a whole step (R20).</summary>
    public static Ineligible NotAWholeStep(long remains, MissedStep missed) => new(
        SkipReason.NotAWholeStep, Refusals.StepPredicate(missed))
    {
        Refusal = RefusalReason.NotAWholeStep,
        Field = RefusedField.Amount,
        Available = remains,
    };
}
