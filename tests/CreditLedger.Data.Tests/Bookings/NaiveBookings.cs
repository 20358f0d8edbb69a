namespace CreditLedger.Data.Tests.Bookings;

/// <summary>
/// Bookings of one member and one room, told as plainly as can be: what gives credit, since when and until when, and which booking claims
/// how much of it. A claim is a use once its supply has started, and a commitment before (R42). All amounts are multiples of 15 minutes.
/// </summary>
internal sealed class NaiveBookings
{
    private readonly List<Supply> _supplies = [];
    private int _order;

    /// <summary>A grant, or a month of the plan.</summary>
    public sealed class Supply(DateTime startsAt, DateTime endsAt, long amount, int order)
    {
        public DateTime StartsAt { get; } = startsAt;
        public DateTime EndsAt { get; } = endsAt;
        public long Amount { get; set; } = amount;
        public int Order { get; } = order;
        public bool IsMonth { get; init; }
        public long Claimed { get; set; }
        public long Free => Amount - Claimed;
    }

    public sealed class Booking
    {
        public required DateTime StartsAt { get; set; }
        public required long Minutes { get; set; }
        public bool IsCancelled { get; set; }
        public long Missing { get; set; }
        public Dictionary<Supply, long> Claims { get; set; } = [];

        /// <summary>What its cancellation gave back to supplies that had started.</summary>
        public Dictionary<Supply, long> Returned { get; set; } = [];
        public DateTime EndsAt => StartsAt.AddMinutes(Minutes);
    }

    public List<Booking> Bookings { get; } = [];

    /// <summary>Months of the plan, each from its first local instant to the next one's.</summary>
    public void AddMonths(DateOnly first, int count, long amount)
    {
        for (var month = 0; month < count; month++)
            _supplies.Add(new Supply(StartOf(first.AddMonths(month)), StartOf(first.AddMonths(month + 1)), amount, 1_000_000 + month)
            { IsMonth = true });
    }

    /// <summary>The first instant of a local day.</summary>
    public static DateTime StartOf(DateOnly day) => TestDatabase.London.StartOf(day);

    public void Grant(DateTime startsAt, DateTime endsAt, long amount)
    {
        _supplies.Add(new Supply(startsAt, endsAt, amount, _order++));
        Cover();
    }

    public bool Book(DateTime startsAt, long minutes)
    {
        var booking = new Booking { StartsAt = startsAt, Minutes = minutes };
        if (IsTaken(booking, startsAt, booking.EndsAt) || Draw(startsAt, minutes) is not { } claims) return false;
        Claim(booking, claims);
        Bookings.Add(booking);
        return true;
    }

    public bool Change(Booking booking, DateTime startsAt, long minutes)
    {
        if (IsTaken(booking, startsAt, startsAt.AddMinutes(minutes))) return false;
        var before = booking.Claims;
        Release(booking);
        var claims = Draw(startsAt, minutes);
        if (claims is null) Claim(booking, before);
        else
        {
            (booking.StartsAt, booking.Minutes, booking.Missing) = (startsAt, minutes, 0);
            Claim(booking, claims);
        }

        return claims is not null;
    }

    public static void Cancel(Booking booking, DateTime now)
    {
        booking.Returned = booking.Claims.Where(claim => claim.Key.StartsAt <= now).ToDictionary();
        Release(booking);
        (booking.IsCancelled, booking.Missing) = (true, 0);
    }

    public bool Restore(Booking booking)
    {
        if (IsTaken(booking, booking.StartsAt, booking.EndsAt) || booking.Returned.Any(claim => claim.Key.Free < claim.Value)) return false;
        Claim(booking, booking.Returned);
        (booking.IsCancelled, booking.Missing) = (false, booking.Minutes - booking.Returned.Values.Sum());
        Cover();
        return true;
    }

    /// <summary>From a month on the plan gives another amount: all that was claimed of those months is decided again.</summary>
    public void ChangePlan(DateTime from, long amount)
    {
        foreach (var month in _supplies.Where(supply => supply.IsMonth && supply.StartsAt >= from))
        {
            foreach (var booking in Bookings)
            {
                if (booking.Claims.Remove(month, out var claimed)) booking.Missing += claimed;
            }

            (month.Amount, month.Claimed) = (amount, 0);
        }

        Cover();
    }

    public bool Use(DateTime now, long amount)
    {
        if (Draw(now, amount) is not { } claims) return false;
        foreach (var (supply, taken) in claims) supply.Claimed += taken;
        return true;
    }

    /// <summary>The supplies that have started, and what is left of each.</summary>
    public IEnumerable<(DateTime StartsAt, long Left)> Left(DateTime now) =>
        _supplies.Where(supply => supply.StartsAt <= now || !supply.IsMonth).Select(supply => (supply.StartsAt, supply.Free)).Order();

    // In the order in which they were made, each takes what there is.
    private void Cover()
    {
        foreach (var booking in Bookings.Where(booking => booking is { IsCancelled: false, Missing: > 0 }))
        {
            foreach (var (supply, taken) in Most(booking.StartsAt, booking.Missing))
            {
                booking.Claims[supply] = booking.Claims.GetValueOrDefault(supply) + taken;
                supply.Claimed += taken;
                booking.Missing -= taken;
            }
        }
    }

    private Dictionary<Supply, long>? Draw(DateTime at, long amount)
    {
        var most = Most(at, amount);
        return most.Values.Sum() == amount ? most : null;
    }

    // The one that ends first, and of two the one that was given first.
    private Dictionary<Supply, long> Most(DateTime at, long amount)
    {
        var taken = new Dictionary<Supply, long>();
        foreach (var supply in _supplies.Where(supply => supply.StartsAt <= at && at < supply.EndsAt && supply.Free > 0)
            .OrderBy(supply => supply.EndsAt).ThenBy(supply => supply.Order))
        {
            if (Math.Min(supply.Free, amount) is > 0 and var part) (taken[supply], amount) = (part, amount - part);
        }

        return taken;
    }

    private bool IsTaken(Booking booking, DateTime startsAt, DateTime endsAt) => Bookings.Exists(other =>
        other != booking && !other.IsCancelled && other.StartsAt < endsAt && startsAt < other.EndsAt);

    private static void Claim(Booking booking, Dictionary<Supply, long> claims)
    {
        booking.Claims = new Dictionary<Supply, long>(claims);
        foreach (var (supply, taken) in claims) supply.Claimed += taken;
    }

    private static void Release(Booking booking)
    {
        foreach (var (supply, taken) in booking.Claims) supply.Claimed -= taken;
        booking.Claims = [];
    }
}
