using CreditLedger.Web.Infrastructure.Security;

namespace CreditLedger.Web.Tests.Infrastructure;

/// <summary>What is refused as a password, and what is not.</summary>
public sealed class CommonPasswordsTests
{
    private const string Email = "ann.summers@space.example";

    [Fact]
    public void The_list_has_thousands_and_refuses_each_of_them()
    {
        Assert.True(CommonPasswords.Count > 3_000, $"{CommonPasswords.Count} passwords");
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        var long12 = reader.ReadToEnd().Split('\n').Where(line => line.Length >= 12).ToList();
        Assert.True(long12.Count > 3_000, $"{long12.Count} passwords that are long enough to be chosen");
        Assert.All(long12, password => Assert.NotNull(CommonPasswords.Refuse(Email, password)));
    }

    [Theory]
    [InlineData("password1234")]
    [InlineData("P4$$w0rd-2026!")]
    [InlineData("Summer-Winter-2026")]
    [InlineData("dragonmonkey99")]
    [InlineData("Welcome@Welcome1")]
    [InlineData("lovelovelovelove")]
    [InlineData("abcdefghijkl")]
    [InlineData("qwertyuiopasdf")]
    [InlineData("123456789012")]
    [InlineData("987654321098")]
    [InlineData("ab3ab3ab3ab3")]
    [InlineData("my ann.summers@space.example password")]
    [InlineData("ann.summers-is-here")]
    public void What_everyone_tries_first_is_refused(string password) => Assert.NotNull(CommonPasswords.Refuse(Email, password));

    [Theory]
    [InlineData("a quiet room with tea")]
    [InlineData("under the old oak table")]
    [InlineData("annual kettle review 9")]
    [InlineData("the summers were longer then")]
    [InlineData("v7Kq-ZpT3-mXw9")]
    [InlineData("correct weather over the harbour")]
    public void A_sentence_or_something_random_is_taken_though_it_shares_a_syllable_with_the_address(string password) =>
        Assert.Null(CommonPasswords.Refuse(Email, password));

    [Theory]
    [InlineData("al@space.example", "a small elephant in a hall")]
    [InlineData("may@space.example", "you may leave at noon")]
    public void A_short_name_before_the_at_sign_stands_in_many_words_by_chance(string email, string password) =>
        Assert.Null(CommonPasswords.Refuse(email, password));

    [Fact]
    public void The_longest_passwords_are_judged_at_once() =>
        Assert.Null(CommonPasswords.Refuse(Email, string.Concat(Enumerable.Repeat("aaaaaabbbbbbpassword", 12)) + "vxq7ke"));
}
