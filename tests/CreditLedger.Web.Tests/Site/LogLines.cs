using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CreditLedger.Web.Tests.Site;

/// <summary>Keeps what the site logs, for tests to read.</summary>
public sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>Category and text of every line so far.</summary>
    public IReadOnlyCollection<string> All => _lines;

    /// <summary>The audit lines.</summary>
    public IEnumerable<string> Audit => _lines.Where(line => line.StartsWith("CreditLedger.Audit:", StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Writer(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{category}: {formatter(state, exception)}{(exception is null ? "" : " " + exception)}");
    }
}
