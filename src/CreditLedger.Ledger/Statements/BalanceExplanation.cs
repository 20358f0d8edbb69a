using System.Globalization;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Statements;

/// <summary>Explains the balance of a credit (R38). Pure: the same facts, zone and moment give the same words.</summary>
/// <param name="zone">The site's zone: days are cut in it.</param>
/// <param name="now">The moment of asking.</param>
public sealed class BalanceExplanation(SiteZone zone, DateTime now)
{
    private const int MaxReasonLength = 80;

    /// <summary>The sum and the sentence.</summary>
    public BalanceStatement Explain(CreditFacts facts)
    {
        var status = facts.StatusAt(now);
        var expired = status is CreditStatus.Expired or CreditStatus.Revoked ? facts.Balance : 0;
        var terms = new List<StatementTerm>
        {
            new(StatementPart.Granted, facts.Granted, $"on {Day(facts.StartsAt)} {SourceOf(facts)}"),
            new(StatementPart.Used, -facts.Used, UsesText(facts)),
            new(StatementPart.Adjusted, facts.Adjusted, CorrectionsText(facts)),
            new(StatementPart.Expired, -expired, ExpiredText(facts, status)),
            new(StatementPart.Now, facts.Balance - expired, StatusText(facts, status)),
        };
        return new BalanceStatement(terms, Sentence(facts, status));
    }

    private string Sentence(CreditFacts facts, CreditStatus status)
    {
        var opening = status == CreditStatus.Upcoming
            ? $"{Plain(facts.Granted, facts)} {SourceOf(facts)}"
            : $"{Plain(facts.Granted, facts)} on {Day(facts.StartsAt)} {SourceOf(facts)}";
        return string.Join("; ", [opening, Middle(facts), Ending(facts, status)]);
    }

    // "240 min used in 3 bookings, 60 min on 12 Nov, 30 min added on 14 Nov (double charge)"
    private string Middle(CreditFacts facts)
    {
        var parts = new List<string>();
        if (facts.Bookings is { Count: > 0 } bookings)
        {
            parts.Add($"{Plain(bookings.Amount, facts)} used " + (bookings.Count == 1
                ? $"in a booking on {Day(bookings.LastUsedAt)}"
                : $"in {Number(bookings.Count)} bookings"));
        }

        if (facts.OtherUses is { Count: > 0 } uses)
        {
            var verb = parts.Count == 0 ? " used" : "";
            parts.Add(
                $"{Plain(uses.Amount, facts)}{verb} " + (uses.Count == 1
                ? $"on {Day(uses.LastUsedAt)}" : $"on {Number(uses.Count)} {(parts.Count == 0 ? "" : "other ")}occasions"));
        }

        parts.AddRange(facts.LatestCorrections.Reverse().Select(correction => CorrectionText(correction, facts)));
        var unnamed = facts.CorrectionCount - facts.LatestCorrections.Count;
        if (unnamed > 0)
        {
            var rest = facts.Adjusted - facts.LatestCorrections.Sum(correction => correction.Amount);
            var change = rest == 0 ? "cancelling out" : $"{Plain(Size(rest), facts)} {(rest > 0 ? "added" : "removed")}";
            parts.Add($"{change} in {Number(unnamed)} earlier {(unnamed == 1 ? "correction" : "corrections")}");
        }

        return parts.Count == 0 ? "none of it used" : string.Join(", ", parts);
    }

    private string Ending(CreditFacts facts, CreditStatus status)
    {
        var balance = facts.Balance;
        return status switch
        {
            CreditStatus.Upcoming => $"{Plain(balance, facts)} can be used from {Day(facts.StartsAt)}",
            CreditStatus.Current => facts.ExpiresAt is
            { } end ? $"{Plain(balance, facts)} left until {LastDay(end)}" : $"{Plain(balance, facts)} left, with no end date",
            CreditStatus.UsedUp => facts.ExpiresAt is { } end ? $"nothing left until {Day(end)}" : "nothing left",
            CreditStatus.Expired when balance > 0 => $"{Plain(balance, facts)} expired on {LastDay(facts.ExpiresAt!.Value)}",
            CreditStatus.Expired when WasMovedAfterItsEnd(facts) =>
                $"it ended on {LastDay(facts.ExpiresAt!.Value)}, and nothing is left of it",
            CreditStatus.Expired => $"nothing was left when it ended on {LastDay(facts.ExpiresAt!.Value)}",
            CreditStatus.Revoked =>
                balance > 0 ? $"it was revoked, so {Plain(balance, facts)} cannot be used" : "it was revoked, so nothing is left",
        };
    }

    // What an expired credit held moves when it is extended (R23): it did not end empty.
    private static bool WasMovedAfterItsEnd(CreditFacts facts) =>
        facts.LatestCorrections.Any(correction => correction.Kind == EntryKind.Transfer && correction.UsedAt >= facts.ExpiresAt);

    private string CorrectionText(Correction correction, CreditFacts facts)
    {
        var amount = Plain(Size(correction.Amount), facts);
        var verb = correction.Kind switch
        {
            EntryKind.Transfer => correction.Amount > 0 ? "came back from a move" : "moved to another credit",
            EntryKind.Revocation => "revoked",
            EntryKind.Grant => "taken back because the grant was undone",
            EntryKind.Usage or EntryKind.Adjustment or EntryKind.Reversal or EntryKind.Allowance => correction.Amount > 0
                ? "added" : "removed",
        };
        var reason = string.IsNullOrWhiteSpace(correction.Reason) ? "" : $" ({Shorten(correction.Reason.Trim())})";
        return $"{amount} {verb} on {Day(correction.UsedAt)}{reason}";
    }

    private static string UsesText(CreditFacts facts)
    {
        var parts = new List<string>();
        if (facts.Bookings.Count > 0) parts.Add(Counted(facts.Bookings.Count, "booking", "bookings"));
        if (facts.OtherUses.Count > 0)
            parts.Add(Counted(facts.OtherUses.Count, facts.Bookings.Count > 0 ? "other use" : "use",
            facts.Bookings.Count > 0 ? "other uses" : "uses"));
        return parts.Count == 0 ? "not used" : "in " + string.Join(" and ", parts);
    }

    private string CorrectionsText(CreditFacts facts)
    {
        if (facts.CorrectionCount == 0) return "never corrected";
        var named = string.Join("; ", facts.LatestCorrections.Select(correction => CorrectionText(correction, facts)));
        var unnamed = facts.CorrectionCount - facts.LatestCorrections.Count;
        return unnamed == 0
            ? named : $"{named}{(named.Length == 0 ? "" : "; ")}and {Counted(unnamed, "earlier correction", "earlier corrections")}";
    }

    private string ExpiredText(CreditFacts facts, CreditStatus status) => status switch
    {
        CreditStatus.Expired => $"on {LastDay(facts.ExpiresAt!.Value)}",
        CreditStatus.Revoked => "revoked: what is left cannot be used",
        CreditStatus.Upcoming or CreditStatus.Current or CreditStatus.UsedUp =>
            facts.ExpiresAt is { } end ? $"ends on {LastDay(end)}" : "has no end date",
    };

    private string StatusText(CreditFacts facts, CreditStatus status) => status switch
    {
        CreditStatus.Upcoming => $"can be used from {Day(facts.StartsAt)}",
        CreditStatus.Current => "can be used",
        CreditStatus.UsedUp => "used up",
        CreditStatus.Expired => "expired",
        CreditStatus.Revoked => "revoked",
    };

    private static string SourceOf(CreditFacts facts) => facts.Source switch
    {
        CreditSource.Rollover => facts.SourceName is { } from ? $"rolled over from {from}" : "rolled over",
        CreditSource.Extension => facts.SourceName is { } before
            ? $"extended from an earlier credit from {before}" : "extended from an earlier credit",
        CreditSource.Transfer => facts.SourceName is { } others
            ? $"transferred from another member, who had it from {others}" : "transferred from another member",
        CreditSource.Plan => $"from {facts.SourceName ?? "a plan"}",
        CreditSource.Product => $"from {facts.SourceName ?? "a product"}",
        CreditSource.Import => $"from {facts.SourceName ?? "an import"}",
        CreditSource.Manual => facts.SourceName is { } name ? $"from {name}" : "given by hand",
    };

    private string Day(DateTime instant) => Day(zone.DayOf(instant));

    private string Day(DateOnly day) => day.ToString(
        day.Year == zone.DayOf(now).Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture);

    private string LastDay(DateTime end) => Day(zone.LastUsable(end).Day);

    private static string Plain(long amount, CreditFacts facts) => AmountFormat.Format(amount, facts.Unit);

    private static long Size(long amount) => amount == long.MinValue ? long.MaxValue : Math.Abs(amount);

    private static string Counted(int count, string one, string many) => $"{Number(count)} {(count == 1 ? one : many)}";

    private static string Number(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Shorten(string reason) => reason.Length <= MaxReasonLength ? reason : reason[..MaxReasonLength].TrimEnd() + "…";
}
