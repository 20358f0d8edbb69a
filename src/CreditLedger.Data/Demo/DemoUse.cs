using CreditLedger.Data.Model;

namespace CreditLedger.Data.Demo;

/// <summary>How a benefit of the demo space is used.</summary>
/// <param name="Step">What it moves in, in its unit.</param>
/// <param name="Steps">How many of them at once.</param>
/// <param name="Describe">What the use history says.</param>
/// <param name="IsByService">Whether a use names only the service, and the order of use finds the benefit.</param>
internal sealed record DemoUse(long Step, Func<Random, int> Steps, Func<Random, Service, string> Describe, bool IsByService = false)
{
    private static readonly DemoUse Room = new(30, random => random.Next(2, 10), DescribeBooking, IsByService: true);

    // For most of a day.
    private static readonly DemoUse Desk = Room with { Steps = random => random.Next(8, 18) };

    private static readonly DemoUse Wallet = new(
        100, random => random.Next(10, 60), (_, service) => $"Booking of {service.Name}, paid from the wallet");

    private static readonly DemoUse Printer = new(
        10, random => random.Next(10, 90), (random, _) => random.Chance(50) ? "Printed in colour" : "Printed");

    private static readonly DemoUse One = new(1, _ => 1, (_, service) => service.Name);

    public static DemoUse Of(Benefit benefit) => benefit.Reference switch
    {
        "ROOM" or "FLEX" => Room,
        "DESK" => Desk,
        "WALLET" or "WALLET-EUR" or "WALLET-USD" => Wallet,
        "PRINT" => Printer,
        _ => One,
    };

    private static string DescribeBooking(Random random, Service service) => random.Chance(40)
        ? $"{service.Name}: {random.Pick(DemoNames.BookingNotes)}" : $"Booking of {service.Name}";
}
