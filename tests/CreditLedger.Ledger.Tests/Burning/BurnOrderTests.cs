using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;
using FsCheck.Fluent;

namespace CreditLedger.Ledger.Tests.Burning;

public sealed class BurnOrderTests
{
    private const long Member = 1;
    private static readonly DateTime Day = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly BurnOrder Order = new(Member);

    // Each is better than the plain one by its own criterion and worse by every criterion after it.
    public static TheoryData<string, CreditTerms, CreditTerms> Criteria => new()
    {
        { "own before shared", Credit(9, priority: 9, expiresIn: null, limited: false, recordedIn: 9),
            Credit(1, owner: 2, priority: 1, expiresIn: 1, limited: true, recordedIn: 0) },
        { "lower priority first", Credit(9, priority: 1, expiresIn: null, limited: false, recordedIn: 9),
            Credit(1, priority: 2, expiresIn: 1, limited: true, recordedIn: 0) },
        { "soonest expiry first", Credit(9, expiresIn: 1, limited: false, recordedIn: 9),
            Credit(1, expiresIn: 2, limited: true, recordedIn: 0) },
        { "never expires last", Credit(9, expiresIn: 9000, limited: false, recordedIn: 9),
            Credit(1, expiresIn: null, limited: true, recordedIn: 0) },
        { "limited before universal", Credit(9, limited: true, recordedIn: 9), Credit(1, limited: false, recordedIn: 0) },
        { "earlier recorded first", Credit(9, recordedIn: 1), Credit(1, recordedIn: 2) },
        { "lower id first", Credit(1), Credit(9) },
    };

    [Theory]
    [MemberData(nameof(Criteria))]
    public void Each_criterion_outweighs_all_after_it(string criterion, CreditTerms first, CreditTerms second)
    {
        Assert.NotEmpty(criterion);
        Assert.True(Order.Compare(first, second) < 0);
        Assert.True(Order.Compare(second, first) > 0);
    }

    [Fact]
    public void Is_a_total_order_and_agrees_with_the_rule_as_one_sentence()
    {
        var terms =
            from owner in Gen.Choose(1, 2)
            from priority in Gen.Choose(1, 2)
            from expires in Gen.Choose(0, 2)
            from limited in Gen.Choose(0, 1)
            from recorded in Gen.Choose(0, 1)
            select (owner, priority, expires, limited, recorded);
        Seeded.Check(Gen.ListOf(terms), rows =>
        {
            var credits = rows.Select((row, index) =>
                Credit(index + 1, row.owner, row.priority, row.expires == 0 ? null : row.expires, row.limited == 1, row.recorded)).ToList();
            foreach (var x in credits)
            {
                foreach (var y in credits) Assert.Equal(Math.Sign(Order.Compare(x, y)), -Math.Sign(Order.Compare(y, x)));
                Assert.Equal(0, Order.Compare(x, x));
            }

            var sentence = credits
                .OrderBy(credit => credit.OwnerId == Member ? 0 : 1).ThenBy(credit => credit.Priority)
                .ThenBy(credit => credit.ExpiresAt.HasValue ? 0 : 1).ThenBy(credit => credit.ExpiresAt)
                .ThenBy(credit => credit.Benefit.ServiceIds.Count > 0 ? 0 : 1).ThenBy(credit => credit.RecordedAt)
                .ThenBy(credit => credit.Id);
            Assert.Equal(sentence, credits.OrderByDescending(credit => credit.Id).Order(Order));
        }, count: 200);
    }

    [Theory]
    [InlineData(-1, 60, false, CreditStatus.Upcoming)]
    [InlineData(0, 60, false, CreditStatus.Current)]
    [InlineData(0, 0, false, CreditStatus.UsedUp)]
    [InlineData(9, 60, false, CreditStatus.Current)]
    [InlineData(10, 60, false, CreditStatus.Expired)]
    [InlineData(10, 0, false, CreditStatus.Expired)]
    [InlineData(0, 0, true, CreditStatus.Revoked)]
    [InlineData(10, 0, true, CreditStatus.Revoked)]
    public void The_status_is_the_one_of_the_moment(int day, long balance, bool revoked, CreditStatus status) =>
        Assert.Equal(status, CreditStatusRule.Of(Day, Day.AddDays(10), balance, revoked, Day.AddDays(day)));

    [Fact]
    public void A_credit_without_an_end_never_expires() =>
        Assert.Equal(CreditStatus.Current, CreditStatusRule.Of(Day, null, 1, false, DateTime.MaxValue));

    private static CreditTerms Credit(long id, long owner = Member, int priority = 50, int? expiresIn = 30, bool limited = false,
        int recordedIn = 0)
    {
        var benefit = new BenefitTerms(limited ? 2 : 1, "Meeting", Unit.Of(BenefitKind.Time, null), null, 50,
            limited ? new HashSet<long> { 1 } : new HashSet<long>());
        return new CreditTerms(
            new CreditRow
            {
                Id = id,
                OwnerId = owner,
                Amount = 60,
                StartsAt = Day,
                ExpiresAt = expiresIn is { } days ? Day.AddDays(days) : null,
                Priority = priority,
                RecordedAt = Day.AddMinutes(recordedIn),
            },
            benefit);
    }
}
