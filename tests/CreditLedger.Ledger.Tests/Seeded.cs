using CreditLedger.Tests;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace CreditLedger.Ledger.Tests;

/// <summary>Runs FsCheck with the run's seed: the same cases on every machine and day, unless another is asked for.</summary>
internal static class Seeded
{
    public static void Check<T>(Gen<T> cases, Action<T> holds, int count = 500, uint seed = 20_260_101) =>
        Check(cases.ToArbitrary(), holds, count, seed);

    /// <summary>Lists that fail are shortened, one element at a time, until they no longer do.</summary>
    public static void CheckLists<T>(Gen<List<T>> cases, Action<List<T>> holds, int count = 500, uint seed = 20_260_101) =>
        Check(Arb.From(cases, list => list.Select((_, index) => list.Where((_, other) => other != index).ToList())), holds, count, seed);

    private static void Check<T>(Arbitrary<T> cases, Action<T> holds, int count, uint usualSeed)
    {
        ulong seed = TestSeed.From(usualSeed);
        var config = Config.QuickThrowOnFailure
            .WithMaxTest(count)
            .WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed, 2 * seed + 1), FSharpOption<int>.None)));
        Prop.ForAll(cases, holds).Check(config);
    }

    /// <summary>Whole numbers of every size, with both ends.</summary>
    public static Gen<long> Longs { get; } = Gen.Frequency(
        (1, Gen.Elements(0L, 1, -1, 99, 100, long.MaxValue, -long.MaxValue, long.MinValue)),
        (5, Gen.Choose(-100_000, 100_000).Select(number => (long)number)),
        (5, Gen.Zip(Gen.Choose(int.MinValue, int.MaxValue), Gen.Choose(int.MinValue, int.MaxValue),
            (high, low) => ((long)high << 32) | (uint)low)));
}
