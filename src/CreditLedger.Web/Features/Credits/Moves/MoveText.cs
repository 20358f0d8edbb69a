namespace CreditLedger.Web.Features.Credits.Moves;

/// <summary>What extending, transferring and revoking does, in words and numbers (R19).</summary>
/// <param name="page">What was asked for.</param>
/// <param name="entries">The rows it makes.</param>
public sealed class MoveText(MovePage page, IReadOnlyList<EntryOutcome> entries)
{
    private readonly List<EntryOutcome> _taken = [.. entries.Where(entry => entry.Amount < 0)];

    /// <summary>How many credits it takes from.</summary>
    public int Count => _taken.Count;

    private EntryOutcome First => _taken[0];

    private string Size => ChangeText.Size(First.Amount, First.Unit);

    private string Credits => Count == 1 ? "1 credit" : $"{AmountFormat.Bare(Count)} credits";

    private string End => page.LastDay is { } day ? $"until the end of {Wording.Day(day)}" : By is { } by ? $"{by} longer" : "without end";

    private string? By => page.Days is { } days ? days == 1 ? "1 day" : $"{AmountFormat.Bare(days)} days" : null;

    private string LaterEnd => page.LastDay is null && By is { } by ? $"by {by}" : End;

    private bool IsOne => page.CreditIds.Count == 1;

    /// <summary>Before it happens.</summary>
    public string Will => (page.Mode, IsOne) switch
    {
        (MoveMode.Extend, true) => $"Moves {Size} of {First.BenefitName} to a new credit that lasts {End}",
        (MoveMode.Extend, _) => $"Moves {Amounts} of {Credits} to new credits that last {End}",
        (MoveMode.Transfer, true) =>
            $"Moves {Size} of {First.BenefitName} " +
            $"to {page.TargetName}: {ChangeText.BeforeAndAfter(First.BalanceBefore, First.BalanceAfter, First.Unit)} left here",
        (MoveMode.Transfer, _) => $"Moves {Amounts} of {Credits} to {page.TargetName}",
        (_, true) =>
            $"Takes {Size} of {First.BenefitName} away: {ChangeText.BeforeAndAfter(First.BalanceBefore, First.BalanceAfter, First.Unit)}",
        _ => $"Takes {Amounts} of {Credits} away",
    };

    /// <summary>The button that makes it happen.</summary>
    public string Confirm => page.Mode switch
    {
        MoveMode.Extend => $"Yes, extend {What} {(page.LastDay is { } day ? $"until {Wording.Day(day)}" : LaterEnd)}",
        MoveMode.Transfer => $"Yes, transfer {What} to {page.TargetName}",
        MoveMode.Revoke => $"Yes, revoke {What}",
    };

    /// <summary>After it happened.</summary>
    public string Did => page.Mode switch
    {
        MoveMode.Extend => $"{Done} extended {LaterEnd}{Sum}",
        MoveMode.Transfer => $"{Done} transferred to {page.TargetName}{Sum}",
        MoveMode.Revoke => $"{Done} revoked{Sum}",
    };

    private string What => IsOne ? Size : Credits;

    private string Done => IsOne ? $"{Size} of {First.BenefitName}" : Credits;

    private string Sum => IsOne ? "" : $": {Amounts}";

    private string Amounts => string.Join(", ", _taken.GroupBy(entry => entry.Unit)
        .OrderBy(unit => unit.Key.Kind).ThenBy(unit => unit.Key.Code, StringComparer.Ordinal)
        .Select(unit => AmountFormat.Format(-unit.Sum(entry => entry.Amount), unit.Key)));

    /// <summary>Why a credit cannot, in the few words of a row.</summary>
    public static string WhyNot(SkipReason reason) => reason switch
    {
        SkipReason.Expired => "has expired",
        SkipReason.Revoked => "was revoked",
        SkipReason.UsedUp => "nothing is left",
        SkipReason.Committed => "is committed to bookings",
        SkipReason.NeverExpires => "never expires",
        SkipReason.EndsNoEarlier => "lasts as long already",
        SkipReason.OverEvenThen => "would be over even then",
        SkipReason.Unlimited => "is unlimited",
        SkipReason.SameOwner => "belongs to that member already",
        SkipReason.NotEnough => "has less than that",
        SkipReason.NotAWholeStep => "is no whole step",
        SkipReason.NotStarted or SkipReason.DoesNotCoverService or SkipReason.NotShared or SkipReason.NotHeldSince
            or SkipReason.MovedAndUsedSince or SkipReason.CapReached => "cannot",
    };
}
