namespace CreditLedger.Data.Queries.Setup;

/// <summary>What a new site has so far.</summary>
/// <param name="Settings">Whether the site settings were saved.</param>
/// <param name="Services">Whether there is a service.</param>
/// <param name="Benefits">Whether there is a benefit.</param>
/// <param name="Plans">Whether there is a plan or a product.</param>
/// <param name="Members">Whether there is a member.</param>
public sealed record SetupSteps(bool Settings, bool Services, bool Benefits, bool Plans, bool Members);

/// <summary>
/// Checks which set-up steps are done. A site with recorded usage, or with all steps done, needs no guide. IX_Postings_Kind_Actor.
/// </summary>
public sealed class SetupStepsQuery(LedgerDbContext db)
{
    /// <summary>The steps; null once no guide is needed.</summary>
    public async Task<SetupSteps?> RunAsync(CancellationToken cancellationToken)
    {
        if (await db.Postings.AnyAsync(posting => posting.Kind == PostingKind.Usage, cancellationToken)) return null;
        var steps = new SetupSteps(
            await db.SiteSettings.AnyAsync(settings => settings.Version > 1, cancellationToken),
            await db.Services.AnyAsync(cancellationToken),
            await db.Benefits.AnyAsync(cancellationToken),
            await db.Plans.AnyAsync(cancellationToken) || await db.Products.AnyAsync(cancellationToken),
            await db.Members.AnyAsync(cancellationToken));
        return steps is { Settings: true, Services: true, Benefits: true, Plans: true, Members: true } ? null : steps;
    }
}
