using System.Diagnostics;

namespace CreditLedger.Benchmarks;

/// <summary>How long one thing took, many times over, in milliseconds.</summary>
/// <param name="Median">Half were faster.</param>
/// <param name="P95">All but one in twenty were faster.</param>
internal readonly record struct Times(double Median, double P95)
{
    /// <summary>Measures after a tenth as many runs that do not count.</summary>
    public static async Task<Times> Of(int count, Func<Task> run)
    {
        for (var warmUp = 0; warmUp < Math.Max(10, count / 10); warmUp++) await run();
        var all = new double[count];
        for (var index = 0; index < count; index++)
        {
            var started = Stopwatch.GetTimestamp();
            await run();
            all[index] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(all);
        return new Times(all[count / 2], all[Math.Min(count - 1, (int)Math.Ceiling(count * 0.95))]);
    }
}
