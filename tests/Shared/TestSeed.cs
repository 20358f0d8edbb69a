using System.Globalization;
using System.Reflection;
using Xunit.v3;

[assembly: CreditLedger.Tests.NamesSeed]

namespace CreditLedger.Tests;

/// <summary>
/// What chance the tests of a run are given. Without CREDITLEDGER_TEST_SEED their cases and their order are the same on every machine and
/// every day; with it, a whole number, both are others, and the same again for the same number.
/// </summary>
internal static class TestSeed
{
    public const string Variable = "CREDITLEDGER_TEST_SEED";

    /// <summary>The seed that was asked for.</summary>
    public static uint? Asked => Read(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The seed to use where the usual run uses this one: with another seed, two of them still differ.</summary>
    public static uint From(uint usual) => Asked is { } seed ? Mix(seed, usual) : usual;

    /// <summary>A generator that starts from the usual seed, or from what the asked one makes of it.</summary>
    public static Random NewRandom(uint usual) => new((int)(From(usual) & int.MaxValue));

    // A seed that cannot be read must not pass for none: the run would look random and be the usual one.
    private static uint? Read(string? text) => string.IsNullOrEmpty(text) ? null
        : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed
        : throw new InvalidOperationException($"{Variable} is '{text}': it takes a whole number from 0 to {uint.MaxValue}.");

    // HashCode would differ from process to process.
    private static uint Mix(uint seed, uint usual)
    {
        var mixed = ((ulong)seed << 32 | usual) * 0x9E37_79B9_7F4A_7C15;
        return (uint)(mixed >> 32) ^ (uint)mixed;
    }
}

/// <summary>Puts the seed into the output of every test, so that a failure says how to see it again.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class NamesSeedAttribute : BeforeAfterTestAttribute
{
    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (TestSeed.Asked is not { } seed) return;
        TestContext.Current.TestOutputHelper?.WriteLine($"Cases and order come from {TestSeed.Variable}={seed}.");
    }
}
