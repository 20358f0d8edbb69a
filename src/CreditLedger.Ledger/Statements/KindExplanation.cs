using System.Globalization;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Statements;

/// <summary>
/// Explains what a member has of one kind (R38): what was left before + granted − used ± adjusted ± moved − revoked − expired
/// − not yet live − committed = available. Pure: the same facts, zone and moment give the same words.
/// </summary>
/// <param name="zone">The site's zone: days are cut in it.</param>
/// <param name="now">The moment of asking.</param>
public sealed class KindExplanation(SiteZone zone, DateTime now)
{
    private const int Named = 3;

    /// <summary>The sum and the sentence.</summary>
    public KindStatement Explain(KindFacts facts) => new(Terms(facts), Sentence(facts));

    private List<KindTerm> Terms(KindFacts facts) =>
    [
        new(KindPart.Opening, facts.Opening, $"left when {Day(facts.From)} began"),
        new(KindPart.Granted, facts.Granted, GrantsText(facts)),
        new(KindPart.Used, -facts.Used, UsesText(facts)),
        new(KindPart.Adjusted, facts.Adjusted, facts.Adjusted == 0 ? "no adjustment" : "added or removed, mostly by hand"),
        new(KindPart.Moved, facts.Moved, facts.Moved == 0 ? "nothing moved in or out" : "rolled over, extended or transferred"),
        new(KindPart.Revoked, -facts.Revoked, facts.Revoked == 0 ? "nothing revoked" : "taken away"),
        new(KindPart.Expired, -facts.Expired,
            facts.LastExpiredAt is { } end ? $"not used by its last day, latest {LastDay(end)}" : "nothing expired"),
        new(KindPart.NotYetLive, -facts.NotYetLive,
            facts.NotYetLive == 0 ? "everything given can be used" : "given, but cannot be used yet"),
        new(KindPart.Committed, -facts.Committed,
            facts.Committed == 0 ? "nothing committed to bookings" : "committed to bookings, which will use it"),
        new(KindPart.Available, facts.Available, Ending(facts)),
    ];

    // "5 h on 1 Nov from Meeting Pro; 4 h used in 3 bookings, 1 h on 12 Nov; nothing left until 1 Dec, when 5 h are granted"
    private string Sentence(KindFacts facts)
    {
        var parts = new List<string>();
        if (facts.Opening != 0) parts.Add($"{Plain(facts.Opening, facts)} left from before {Day(facts.From)}");
        if (facts.Grants.Count > 0) parts.Add(GrantsText(facts));
        if (parts.Count == 0) parts.Add($"nothing was given since {Day(facts.From)}");
        parts.Add(string.Join(", ", Changes(facts)) is { Length: > 0 } changes ? changes : "none of it used");
        parts.Add(Ending(facts));
        var text = string.Join("; ", parts);
        return char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];
    }

    private IEnumerable<string> Changes(KindFacts facts)
    {
        if (facts.Bookings.Count > 0) yield return $"{Plain(facts.Bookings.Amount, facts)} used {In(facts.Bookings, "booking")}";
        if (facts.OtherUses.Count > 0)
        {
            yield return facts.OtherUses.Count == 1
                ? $"{Plain(facts.OtherUses.Amount, facts)} used on {Day(facts.OtherUses.LastUsedAt)}"
                : $"{Plain(facts.OtherUses.Amount, facts)} used on {Number(facts.OtherUses.Count)} occasions";
        }

        if (facts.Adjusted != 0) yield return Changed(facts.Adjusted, "added", "removed", facts);
        if (facts.Moved != 0) yield return Changed(facts.Moved, "moved in", "moved to other credits", facts);
        if (facts.Revoked != 0) yield return Changed(facts.Revoked, "revoked", "given back", facts);
        if (facts.Expired > 0)
            yield return $"{Plain(facts.Expired, facts)} expired" + (facts.LastExpiredAt is { } end ? $" on {LastDay(end)}" : "");
        if (facts.NotYetLive != 0) yield return $"{Plain(facts.NotYetLive, facts)} not usable yet";
        if (facts.Committed != 0) yield return $"{Plain(facts.Committed, facts)} committed to bookings";
    }

    private string Ending(KindFacts facts)
    {
        var next = facts.Next is { } grant
            ? $"{Day(grant.At)}, when {Plain(grant.Amount, facts)} {(grant.Amount == 1 ? "is" : "are")} granted" : null;
        if (facts.Until < now) return $"{Left(facts)} at the end of {Day(facts.Until.AddMilliseconds(-1))}";
        if (facts.Available <= 0) return next is null ? "nothing left" : $"nothing left until {next}";
        return $"{Left(facts)}{(facts.NextExpiresAt is { } end ? $", the first of it until {LastDay(end)}" : "")}";
    }

    private static string Left(KindFacts facts) => facts.Available == 0 ? "nothing left" : $"{Plain(facts.Available, facts)} left";

    private string GrantsText(KindFacts facts)
    {
        var named = facts.Grants.Take(Named).Select(grant =>
            $"{Plain(grant.Amount, facts)} on {Day(grant.At)}{(grant.SourceName is { } source ? $" from {source}" : "")}");
        var rest = facts.Grants.Skip(Named).ToList();
        return facts.Grants.Count == 0 ? "nothing granted" : string.Join(", ", rest.Count == 0 ? named
            : [.. named, $"{Plain(rest.Sum(grant => grant.Amount), facts)} in {Number(rest.Count)} more"]);
    }

    private string UsesText(KindFacts facts)
    {
        var parts = new List<string>();
        if (facts.Bookings.Count > 0) parts.Add(In(facts.Bookings, "booking"));
        if (facts.OtherUses.Count > 0) parts.Add(In(facts.OtherUses, parts.Count == 0 ? "use" : "other use"));
        return parts.Count == 0 ? "not used" : string.Join(" and ", parts);
    }

    private string In(UseTotal uses, string one) => uses.Count == 1
        ? $"in {(one[0] == 'o' ? "an" : "a")} {one} on {Day(uses.LastUsedAt)}" : $"in {Number(uses.Count)} {one}s";

    private static string Changed(long amount, string added, string removed, KindFacts facts) =>
        $"{Plain(Math.Abs(amount), facts)} {(amount > 0 ? added : removed)}";

    private string Day(DateTime instant) => Day(zone.DayOf(instant));

    private string LastDay(DateTime end) => Day(zone.LastUsable(end).Day);

    private string Day(DateOnly day) => day.ToString(
        day.Year == zone.DayOf(now).Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Plain(long amount, KindFacts facts) => AmountFormat.Format(amount, facts.Unit);

    private static string Number(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}

/// <summary>What a member has of one kind, explained.</summary>
/// <param name="Terms">The sum, term by term; the last one is what can be used.</param>
/// <param name="Sentence">The same in one sentence, fit to send to the member.</param>
public sealed record KindStatement(IReadOnlyList<KindTerm> Terms, string Sentence);

/// <summary>One term of the sum.</summary>
/// <param name="Part">Which.</param>
/// <param name="Amount">Signed: the terms before <see cref="KindPart.Available"/> add up to it.</param>
/// <param name="Detail">What it is made of, in words.</param>
public sealed record KindTerm(KindPart Part, long Amount, string Detail);

/// <summary>The terms of what a member has of a kind.</summary>
public enum KindPart
{
    /// <summary>What was left when the range began.</summary>
    Opening,

    /// <summary>What was granted.</summary>
    Granted,

    /// <summary>What was used.</summary>
    Used,

    /// <summary>What was adjusted by hand.</summary>
    Adjusted,

    /// <summary>What moved in and out.</summary>
    Moved,

    /// <summary>What was taken away.</summary>
    Revoked,

    /// <summary>What nobody used in time.</summary>
    Expired,

    /// <summary>What is given but cannot be used yet.</summary>
    NotYetLive,

    /// <summary>What is committed to bookings (R42).</summary>
    Committed,

    /// <summary>What can be used.</summary>
    Available,
}
