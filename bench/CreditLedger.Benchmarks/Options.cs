using System.Globalization;

namespace CreditLedger.Benchmarks;

/// <summary><c>--name value</c> pairs of the command line.</summary>
internal sealed class Options
{
    private static readonly string[] Known = ["--database", "--members", "--entries", "--seed", "--import-rows", "--postings", "--folder",
        "--file", "--memberships", "--now", "--bookings", "--url", "--email", "--password", "--pages", "--clients", "--seconds"];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public Options(IEnumerable<string> arguments)
    {
        foreach (var pair in arguments.Chunk(2))
        {
            if (pair.Length < 2 || !Known.Contains(pair[0]))
                throw new ArgumentException($"'{pair[0]}' is no option with a value. There are: {string.Join(", ", Known)}.");
            _values[pair[0]] = pair[1];
        }
    }

    public int Number(string name, int otherwise) =>
        !_values.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new ArgumentException($"{name} is a whole number above zero, not '{text}'.");

    public string File(string name) => _values.GetValueOrDefault(name) ?? throw new ArgumentException($"{name} is missing.");

    public string? Optional(string name) => _values.GetValueOrDefault(name);
}
