using CreditLedger.Web.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace CreditLedger.Web.Tests.Infrastructure;

public sealed class NoticesTests
{
    [Fact]
    public void Notices_that_nobody_looks_at_do_not_fill_the_cookie()
    {
        var kept = new TempDataDictionary(new DefaultHttpContext(), new Nowhere());
        for (var act = 1; act <= 50; act++)
            kept.AddNotice($"{act} {new string('x', 2_000)}", NoticeAction.Sends("Undo", "/postings/1/undo"));
        Assert.True(Assert.IsType<string>(Assert.Single(kept).Value).Length < 3_000);
        var notices = kept.TakeNotices();
        Assert.Equal(["48", "49", "50"], notices.Select(notice => notice.Text.Split(' ')[0]));
        Assert.All(notices, notice => Assert.EndsWith("x…", notice.Text, StringComparison.Ordinal));
    }

    private sealed class Nowhere : ITempDataProvider
    {
        public IDictionary<string, object> LoadTempData(HttpContext context) => new Dictionary<string, object>();

        public void SaveTempData(HttpContext context, IDictionary<string, object> values)
        {
        }
    }
}
