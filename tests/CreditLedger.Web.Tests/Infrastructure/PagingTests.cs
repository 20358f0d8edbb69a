using CreditLedger.Data.Queries;
using CreditLedger.Web.Infrastructure.Pages;
using Microsoft.Extensions.Primitives;

namespace CreditLedger.Web.Tests.Infrastructure;

/// <summary>The foot of a list, and what its address asks for.</summary>
public sealed class PagingTests
{
    private static readonly (string One, string Many) Words = ("credit", "credits");

    [Fact]
    public void Beyond_ten_thousand_the_exact_number_is_offered_and_asked_for()
    {
        var address = ListAddress.Of("/credits").With("kind", "time");
        var page = new KeysetPage<long>([5, 6], HasPrevious: true, HasNext: true);

        var bounded = Paging.Of(address, page, id => id, new BoundedCount(10_000, IsExact: false), Words);
        Assert.Equal(("2 of more than 10,000 credits", "/credits?kind=time&count=1"), (bounded.Summary, bounded.CountUrl));
        var exact = Paging.Of(address, page, id => id, new BoundedCount(10_001, IsExact: true), Words);
        Assert.Equal(("2 of 10,001 credits", (string?)null), (exact.Summary, exact.CountUrl));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("1", true)]
    [InlineData("many", false)]
    public void The_address_says_whether_all_are_counted(string count, bool all)
    {
        var reader = new ListReader(new Dictionary<string, StringValues> { ["count"] = count, ["after"] = "7" });
        Assert.Equal(PagePosition.After(7) with { CountsAll = all }, reader.Position());
    }
}
