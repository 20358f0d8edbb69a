using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Data.Export;

/// <summary>The names behind the keys in ledger rows, read once: far fewer than the rows that refer to them.</summary>
internal sealed class ExportNames
{
    private Dictionary<long, string> _users = [];

    public Dictionary<long, string> Members { get; private init; } = [];

    public Dictionary<long, string> Services { get; private init; } = [];

    public Dictionary<long, (string Reference, string Unit)> Benefits { get; private init; } = [];

    public static async Task<ExportNames> ReadAsync(LedgerDbContext context, CancellationToken cancellationToken) => new()
    {
        Members = await context.Members.Select(member => new { member.Id, member.Reference })
            .ToDictionaryAsync(member => member.Id, member => member.Reference, cancellationToken),
        Services = await context.Services.Select(service => new { service.Id, service.Reference })
            .ToDictionaryAsync(service => service.Id, service => service.Reference, cancellationToken),
        Benefits = await context.Benefits.Select(benefit => new { benefit.Id, benefit.Reference, benefit.Kind, benefit.Currency })
            .ToDictionaryAsync(benefit => benefit.Id, benefit => (benefit.Reference, Unit.Of(benefit.Kind, benefit.Currency).Code),
                cancellationToken),
        _users = await context.Users.Select(user => new { user.Id, user.Email })
            .ToDictionaryAsync(user => user.Id, user => user.Email ?? "", cancellationToken),
    };

    /// <summary>Who recorded a posting: an e-mail, <c>api-key 3</c>, <c>job Import</c>.</summary>
    public string Actor(ActorKind kind, long id) => kind switch
    {
        ActorKind.User => _users.GetValueOrDefault(id) is { Length: > 0 } email ? email : $"user {id}",
        ActorKind.ApiKey => $"api-key {id}",
        _ => $"job {(JobName)id}",
    };
}
