namespace CreditLedger.Ledger.Kinds;

/// <summary>What kind of actor recorded a posting. Stored as its number: never renumber.</summary>
public enum ActorKind
{
    /// <summary>A user of the application; the id is the user's.</summary>
    User = 1,

    /// <summary>An API key; the id is the key's.</summary>
    ApiKey = 2,

    /// <summary>A job; the id is a <see cref="JobName"/>.</summary>
    Job = 3,
}

/// <summary>The jobs that record postings by themselves. Stored as its number: never renumber.</summary>
public enum JobName
{
    /// <summary>The import verb or page.</summary>
    Import = 1,

    /// <summary>The demo space.</summary>
    DemoSeed = 2,

    /// <summary>The data generator of the benchmarks.</summary>
    Generator = 3,

    /// <summary>The issuing of what memberships are due (R25).</summary>
    Issuing = 4,

    /// <summary>A person on the command line.</summary>
    CommandLine = 5,
}

/// <summary>Who recorded a posting. The ledger keeps numbers only: names and e-mails are looked up (R8).</summary>
/// <param name="Kind">User, API key or job.</param>
/// <param name="Id">The number of that user, key or job.</param>
public readonly record struct Actor(ActorKind Kind, long Id)
{
    /// <summary>A user of the application.</summary>
    public static Actor User(long id) => new(ActorKind.User, id);

    /// <summary>A job of the application.</summary>
    public static Actor Job(JobName job) => new(ActorKind.Job, (long)job);
}
