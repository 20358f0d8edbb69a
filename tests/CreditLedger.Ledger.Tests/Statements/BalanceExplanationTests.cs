using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Statements;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Tests.Statements;

public sealed class BalanceExplanationTests
{
    private static readonly SiteZone London = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
    private static readonly DateTime Now = Day(11, 20);

    private static CreditFacts Room => new()
    {
        Unit = Unit.Of(BenefitKind.Time, null),
        Granted = 300,
        StartsAt = Day(11, 1),
        ExpiresAt = Day(12, 1),
        Source = CreditSource.Plan,
        SourceName = "Meeting Pro",
    };

    public static TheoryData<string, CreditFacts, string> Sentences => new()
    {
        {
            "the design's own example",
            Room with { Bookings = new(3, 240, Day(11, 9)), OtherUses = new(1, 60, Day(11, 12)) },
            "5 h on 1 Nov from Meeting Pro; 4 h used in 3 bookings, 1 h on 12 Nov; nothing left until 1 Dec"
        },
        { "untouched", Room, "5 h on 1 Nov from Meeting Pro; none of it used; 5 h left until 30 Nov" },
        {
            "corrected both ways, told oldest first",
            Room with
            {
                Bookings = new(1, 60, Day(11, 3)), Adjusted = 30, CorrectionCount = 2,
                LatestCorrections = [new(EntryKind.Adjustment, -30, Day(11, 14), "overstayed"),
                    new(EntryKind.Adjustment, 60, Day(11, 4), "projector did not work")],
            },
            "5 h on 1 Nov from Meeting Pro; 1 h used in a booking on 3 Nov, 1 h added on 4 Nov (projector did not work), 30 min removed " +
                "on 14 Nov (overstayed); 4 h 30 min left until 30 Nov"
        },
        {
            "many corrections: the earlier ones as a sum",
            Room with { Adjusted = 75, CorrectionCount = 9, LatestCorrections = [new(EntryKind.Adjustment, 15, Day(11, 14), null)] },
            "5 h on 1 Nov from Meeting Pro; 15 min added on 14 Nov, 1 h added in 8 earlier corrections; 6 h 15 min left until 30 Nov"
        },
        {
            "expired",
            Room with { ExpiresAt = Day(11, 15), OtherUses = new(2, 90, Day(11, 3)) },
            "5 h on 1 Nov from Meeting Pro; 1 h 30 min used on 2 occasions; 3 h 30 min expired on 14 Nov"
        },
        {
            "used to the last and over",
            Room with { ExpiresAt = Day(11, 15), Bookings = new(2, 300, Day(11, 3)) },
            "5 h on 1 Nov from Meeting Pro; 5 h used in 2 bookings; nothing was left when it ended on 14 Nov"
        },
        { "not begun", Room with { StartsAt = Day(12, 1), ExpiresAt = null },
            "5 h from Meeting Pro; none of it used; 5 h can be used from 1 Dec" },
        {
            "revoked",
            Room with { IsRevoked = true, Adjusted = -300, CorrectionCount = 1,
                LatestCorrections = [new(EntryKind.Revocation, -300, Day(11, 5), "left the space")] },
            "5 h on 1 Nov from Meeting Pro; 5 h revoked on 5 Nov (left the space); it was revoked, so nothing is left"
        },
        {
            "money without end, of another year, given by hand",
            Room with { Unit = Unit.Of(BenefitKind.Money, "GBP"), Granted = 10_000, StartsAt = new(2024, 5, 6, 0, 0, 0, DateTimeKind.Utc),
                ExpiresAt = null, Source = CreditSource.Manual, SourceName = null },
            "£100.00 on 6 May 2024 given by hand; none of it used; £100.00 left, with no end date"
        },
        {
            "moved to another credit",
            Room with { Adjusted = -300, CorrectionCount = 1, LatestCorrections = [new(EntryKind.Transfer, -300, Day(11, 5), null)] },
            "5 h on 1 Nov from Meeting Pro; 5 h moved to another credit on 5 Nov; nothing left until 1 Dec"
        },
        {
            "extended after its end",
            Room with { ExpiresAt = Day(11, 15), Adjusted = -300, CorrectionCount = 1,
                LatestCorrections = [new(EntryKind.Transfer, -300, Day(11, 18), "was ill")] },
            "5 h on 1 Nov from Meeting Pro; 5 h moved to another credit on 18 Nov (was ill); it ended on 14 Nov, and nothing is left of it"
        },
        {
            "moved away before its end",
            Room with { ExpiresAt = Day(11, 15), Adjusted = -300, CorrectionCount = 1,
                LatestCorrections = [new(EntryKind.Transfer, -300, Day(11, 5), null)] },
            "5 h on 1 Nov from Meeting Pro; 5 h moved to another credit on 5 Nov; nothing was left when it ended on 14 Nov"
        },
        {
            "the credit that an extension made",
            Room with { Source = CreditSource.Extension, StartsAt = Day(11, 18), ExpiresAt = Day(12, 31) },
            "5 h on 18 Nov extended from an earlier credit from Meeting Pro; none of it used; 5 h left until 30 Dec"
        },
        {
            "the credit that a transfer made",
            Room with { Source = CreditSource.Transfer, StartsAt = Day(11, 18), SourceName = null },
            "5 h on 18 Nov transferred from another member; none of it used; 5 h left until 30 Nov"
        },
    };

    [Theory, MemberData(nameof(Sentences))]
    public void Tells_a_balance_in_one_sentence(string name, CreditFacts facts, string sentence)
    {
        Assert.NotEmpty(name);
        Assert.Equal(sentence, new BalanceExplanation(London, Now).Explain(facts).Sentence);
    }

    [Theory, MemberData(nameof(Sentences))]
    public void The_terms_add_up_to_what_is_left_now(string name, CreditFacts facts, string sentence)
    {
        Assert.NotEmpty(name + sentence);
        var terms = new BalanceExplanation(London, Now).Explain(facts).Terms;
        Assert.Equal([StatementPart.Granted, StatementPart.Used, StatementPart.Adjusted, StatementPart.Expired, StatementPart.Now],
            terms.Select(term => term.Part));
        Assert.Equal(terms[^1].Amount, terms.SkipLast(1).Sum(term => term.Amount));
        Assert.All(terms, term => Assert.NotEmpty(term.Detail));
    }

    [Fact]
    public void A_day_is_the_sites_day()
    {
        var facts = Room with { StartsAt = new DateTime(2025, 6, 30, 23, 0, 0, DateTimeKind.Utc) };
        Assert.StartsWith("5 h on 1 Jul from", new BalanceExplanation(London, Now).Explain(facts).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_reason_is_cut()
    {
        var facts = Room with
        {
            Adjusted = 15,
            CorrectionCount = 1,
            LatestCorrections = [new(EntryKind.Adjustment, 15, Day(11, 5), new string('x', 400))]
        };
        Assert.True(new BalanceExplanation(London, Now).Explain(facts).Sentence.Length < 250);
    }

    private static DateTime Day(int month, int day) => new(2025, month, day, 0, 0, 0, DateTimeKind.Utc);
}
