using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Statements;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Tests.Statements;

public sealed class KindExplanationTests
{
    private static readonly DateTime Now = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    private static DateTime Day(int month, int day) => new(2026, month, day, 0, 0, 0, DateTimeKind.Utc);

    private static KindFacts November => new()
    {
        Unit = Unit.Of(BenefitKind.Time, null),
        From = Day(11, 1),
        Until = Now,
        Grants = [new GrantFact(300, Day(11, 1), "Meeting Pro")],
        Bookings = new UseTotal(3, 240, Day(11, 9)),
        OtherUses = new UseTotal(1, 60, Day(11, 12)),
        Next = new GrantFact(300, Day(12, 1), "Meeting Pro"),
    };

    public static TheoryData<KindFacts, string> Sentences => new()
    {
        {
            November,
            "5 h on 1 Nov from Meeting Pro; 4 h used in 3 bookings, 1 h used on 12 Nov; nothing left until 1 Dec, when 5 h are granted"
        },
        {
            November with { OtherUses = default, NextExpiresAt = Day(12, 1) },
            "5 h on 1 Nov from Meeting Pro; 4 h used in 3 bookings; 1 h left, the first of it until 30 Nov"
        },
        {
            November with { Opening = 60, Grants = [], OtherUses = default, Bookings = default, Expired = 60,
                LastExpiredAt = Day(11, 16), Next = null },
            "1 h left from before 1 Nov; 1 h expired on 15 Nov; nothing left"
        },
        {
            November with { Grants = [], Bookings = default, OtherUses = default, Next = null },
            "Nothing was given since 1 Nov; none of it used; nothing left"
        },
        {
            November with { Until = Day(11, 16), OtherUses = default, Adjusted = -30, Moved = 15, Revoked = 15 },
            "5 h on 1 Nov from Meeting Pro; 4 h used in 3 bookings, 30 min removed, 15 min moved in, 15 min revoked; "
                + "30 min left at the end of 15 Nov"
        },
    };

    [Theory, MemberData(nameof(Sentences))]
    public void The_sentence_can_be_sent_to_the_member(KindFacts facts, string sentence) =>
        Assert.Equal(sentence, new KindExplanation(new SiteZone(TimeZoneInfo.Utc), Now).Explain(facts).Sentence);

    [Theory, MemberData(nameof(Sentences))]
    public void The_terms_add_up_to_the_last(KindFacts facts, string _)
    {
        var terms = new KindExplanation(new SiteZone(TimeZoneInfo.Utc), Now).Explain(facts).Terms;
        Assert.Equal(terms[^1].Amount, terms.Take(terms.Count - 1).Sum(term => term.Amount));
        Assert.Equal(KindPart.Available, terms[^1].Part);
        Assert.Equal(Enum.GetValues<KindPart>().Length, terms.Count);
    }
}
