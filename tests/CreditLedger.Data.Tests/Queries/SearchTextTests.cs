
namespace CreditLedger.Data.Tests.Queries;

/// <summary>Searching anywhere in the words, without accents and without apostrophes.</summary>
public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Léa  Ørsted", "lea orsted")]
    [InlineData("Łukasz Đorđević", "lukasz dordevic")]
    [InlineData("Straße ÆØÅ œuvre", "strasse aeoa oeuvre")]
    [InlineData("Iı İi", "ii ii")]
    [InlineData("Þórður Ħal", "thordur hal")]
    [InlineData("O'Brien O’Brien OʼBrien O`Brien", "obrien obrien obrien obrien")]
    [InlineData(" ' ", "")]
    public void Text_is_folded(string text, string folded) => Assert.Equal(folded, SearchText.Fold(text));

    [Fact]
    public void A_text_that_was_cut_within_a_character_is_folded_without_it() => Assert.Equal("ada", SearchText.Fold("Ada🎉"[..^1]));

    [Theory]
    [InlineData("ada")]
    [InlineData("ADA quinn")]
    [InlineData("uin")]
    [InlineData("inn-orst")]
    [InlineData("ørsted")]
    [InlineData("orsted ada")]
    [InlineData("o'neil")]
    [InlineData("oneil")]
    [InlineData("neil")]
    [InlineData("hub.example")]
    [InlineData("ada.q@hub.example")]
    [InlineData("xam")]
    [InlineData("M-0042")]
    [InlineData("042")]
    public void A_member_is_found_by_any_part_of_name_email_or_reference(string typed) => Assert.True(Finds(typed));

    [Theory]
    [InlineData("da")]
    [InlineData("quinx")]
    [InlineData("ada brown")]
    [InlineData("@")]
    [InlineData("42 ada x")]
    public void Nobody_is_found_by_something_else(string typed) => Assert.False(Finds(typed));

    [Fact]
    public void Signs_alone_find_nobody_and_nothing_typed_asks_nothing()
    {
        Assert.NotEmpty(SearchText.WordsOf("@"));
        Assert.Empty(SearchText.WordsOf(" ' "));
        Assert.Empty(SearchText.WordsOf(null));
    }

    private static bool Finds(string typed)
    {
        var terms = SearchText.TermsOf("M-0042", "Ada Quinn-Ørsted O’Neil", "ada.q@hub.example");
        return SearchText.WordsOf(typed).All(word => terms.Any(term => term.StartsWith(word, StringComparison.Ordinal)));
    }
}
