using System.Globalization;
using System.Text.RegularExpressions;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Ledger.Bookings;

/// <summary>
/// What comes back when a booking is cancelled (R43): by how long before its start that is. Without steps everything comes back until it
/// starts; once it has started, nothing does.
/// </summary>
/// <param name="Steps">The steps, the earliest first.</param>
public sealed partial record CancellationPolicy(IReadOnlyList<PolicyStep> Steps)
{
    /// <summary>Longest text, in characters.</summary>
    public const int MaxLength = 200;

    /// <summary>The longest time before the start, in hours: a year.</summary>
    public const int MaxHours = 366 * 24;

    /// <summary>The policy as it is stored.</summary>
    public static CancellationPolicy Of(string? text) => Read(text).Policy ?? new CancellationPolicy([]);

    /// <summary>
    /// Reads steps, one a line: "48 h: 100 %". Later is never better: of two steps, the one closer to the start returns less.
    /// </summary>
    public static (CancellationPolicy? Policy, Refusal? Wrong) Read(string? text)
    {
        var steps = new List<PolicyStep>();
        foreach (var line in OpeningHours.Lines(text))
        {
            if (Shape.Match(line) is not { Success: true } match) return (null, Refusals.NotAPolicyStep(line));
            var step = new PolicyStep(Number(match.Groups["hours"].Value), Number(match.Groups["percent"].Value));
            if (step.Hours > MaxHours || step.Percent > 100) return (null, Refusals.NotAPolicyStep(line));
            steps.Add(step);
        }

        steps.Sort((x, y) => y.Hours.CompareTo(x.Hours));
        for (var place = 1; place < steps.Count; place++)
        {
            if (steps[place].Hours == steps[place - 1].Hours || steps[place].Percent >= steps[place - 1].Percent)
                return (null, Refusals.PolicyContradicts(steps[place - 1], steps[place]));
        }

        return (new CancellationPolicy(steps), null);
    }

    /// <summary>The per cent that come back, 0 to 100.</summary>
    /// <param name="startsAt">When the booking starts.</param>
    /// <param name="cancelledAt">When it is cancelled.</param>
    public int PercentAt(DateTime startsAt, DateTime cancelledAt)
    {
        if (cancelledAt >= startsAt) return 0;
        if (Steps.Count == 0) return 100;
        return Steps.FirstOrDefault(step => startsAt - cancelledAt >= TimeSpan.FromHours(step.Hours))?.Percent ?? 0;
    }

    /// <summary>As it is stored; none where there are no steps.</summary>
    public string? Text => OpeningHours.Text(Steps);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<hours>[0-9]{1,5})\s*(h|hours?)?\s*:\s*(?<percent>[0-9]{1,3})\s*%?$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Shape { get; }
}

/// <summary>One step of a cancellation policy.</summary>
/// <param name="Hours">It holds when there are at least so many hours to the start.</param>
/// <param name="Percent">What comes back, 0 to 100.</param>
public sealed record PolicyStep(int Hours, int Percent)
{
    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Hours} h: {Percent} %");
}
