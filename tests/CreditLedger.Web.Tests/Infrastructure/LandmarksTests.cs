using AngleSharp.Html.Parser;
using CreditLedger.Web.Tests.Site;

namespace CreditLedger.Web.Tests.Infrastructure;

/// <summary>What is asked of every page that a test opens.</summary>
public sealed class LandmarksTests
{
    [Theory]
    [InlineData("<section aria-labelledby=a><h2 id=a>Who <b>may</b></h2><div role=region aria-label='Who may'></div></section>",
        "region \"who may\"")]
    [InlineData("<section aria-labelledby=a><h2 id=a>Uses</h2></section><section aria-labelledby=b><h2 id=b>Uses</h2></section>",
        "region \"uses\"")]
    [InlineData("<nav></nav><nav></nav>", "navigation \"\"")]
    [InlineData("<section aria-labelledby=a><h2 id=a>Uses</h2><div role=region aria-label='Uses: the list'></div></section>", null)]
    [InlineData("<form></form><form></form><section></section><section></section>", null)]
    public void Two_of_one_role_and_name_are_told(string body, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], Landmarks.SameNames(new HtmlParser().ParseDocument(body)));
}
