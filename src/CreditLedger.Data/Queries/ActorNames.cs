using System.Globalization;

namespace CreditLedger.Data.Queries;

/// <summary>What an actor is called on a page: users by e-mail, the others by what they are.</summary>
public static class ActorNames
{
    /// <summary>The name.</summary>
    /// <param name="kind">User, API key or job.</param>
    /// <param name="id">Number of that user, key or job.</param>
    /// <param name="userEmail">The user's e-mail, if the user still exists.</param>
    public static string Of(ActorKind kind, long id, string? userEmail) => kind switch
    {
        ActorKind.User => userEmail ?? "Former user " + id.ToString(CultureInfo.InvariantCulture),
        ActorKind.ApiKey => "API key " + id.ToString(CultureInfo.InvariantCulture),
        _ => (JobName)id switch
        {
            JobName.Import => "Import",
            JobName.DemoSeed => "Demo space",
            JobName.Generator => "Data generator",
            JobName.Issuing => "Renewal",
            JobName.CommandLine => "Command line",
            _ => "Job " + id.ToString(CultureInfo.InvariantCulture),
        },
    };
}
