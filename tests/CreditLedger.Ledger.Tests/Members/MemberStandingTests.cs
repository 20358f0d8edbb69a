using CreditLedger.Ledger.Kinds;
using FsCheck.Fluent;

namespace CreditLedger.Ledger.Tests.Members;

/// <summary>R54: the status of a moment, against a naive walk through random rows.</summary>
public sealed class MemberStandingTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Without_rows_the_present_status_always_held()
    {
        var standing = new MemberStanding(MemberStatus.Left, []);
        Assert.Equal((MemberStatus.Left, null), (standing.StatusAt(Start), standing.SinceAt(Start)));
    }

    [Fact]
    public void A_status_holds_from_its_very_moment()
    {
        var standing = new MemberStanding(MemberStatus.Left, [Row(1, MemberStatus.Active, 0), Row(2, MemberStatus.Left, 5)]);
        Assert.Equal(MemberStatus.Active, standing.StatusAt(Start.AddDays(5).AddMilliseconds(-1)));
        Assert.Equal(MemberStatus.Left, standing.StatusAt(Start.AddDays(5)));
        Assert.Equal(Start.AddDays(5), standing.SinceAt(Start.AddDays(9)));
        Assert.Equal(MemberStatus.Active, standing.StatusAt(Start.AddDays(-1)));
    }

    [Fact]
    public void Any_rows_in_any_order_give_the_answer_of_a_walk() => Seeded.Check(Gen.Choose(0, int.MaxValue - 1), AsAWalkSays);

    private static void AsAWalkSays(int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(1, random.Next(1, 8))
            .Select(version => Row(version, (MemberStatus)random.Next(1, 4), random.Next(0, 20))).ToArray();
        var ordered = rows.OrderBy(row => row.FromAt).ThenBy(row => row.Version).ToList();
        random.Shuffle(rows);
        var standing = new MemberStanding(MemberStatus.Active, rows);
        for (var day = -1; day < 22; day++)
        {
            var expected = ordered[0].Status;
            foreach (var row in ordered)
            {
                if (row.FromAt <= Start.AddDays(day)) expected = row.Status;
            }

            Assert.Equal(expected, standing.StatusAt(Start.AddDays(day)));
        }
    }

    private static MemberStatusRow Row(int version, MemberStatus status, int day) =>
        new() { MemberId = 1, Version = version, Status = status, FromAt = Start.AddDays(day) };
}
