using System.Diagnostics;
using System.Globalization;

namespace CreditLedger.Benchmarks;

/// <summary>This program once more, for what is to be measured in a process of its own.</summary>
internal static class ChildProcess
{
    /// <summary>The numbers that it answers with, on one line.</summary>
    public static async Task<double[]> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "CreditLedger.Benchmarks.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        var answer = (await child.StandardOutput.ReadToEndAsync(cancellationToken)).Trim().Split(' ');
        await child.WaitForExitAsync(cancellationToken);
        if (child.ExitCode != 0) throw new InvalidOperationException($"The process for {start.ArgumentList[^1]} failed.");
        return [.. answer.Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }

    /// <summary>The largest resident memory of this process so far.</summary>
    public static double PeakMegabytes()
    {
        const string Status = "/proc/self/status";
        if (!File.Exists(Status)) return Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
        var line = File.ReadLines(Status).First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
