using System.Globalization;
using CreditLedger.Data.Model;
using CreditLedger.Data.Queries.Setup;

namespace CreditLedger.Web.Features.SetupBenefits;

/// <summary>The list of benefits.</summary>
public static class BenefitList
{
    public static readonly CatalogueListing<Benefit> Listing = new(
        Routes.Benefits, "tag", ("benefit", "benefits"),
        "A benefit says what a credit is good for: which services, counted in what, used before or after others.",
        [
            new("Reference", (row, _) => row.Reference) { Sort = "reference" },
            new("Name", (row, _) => row.Name),
            new("Counted in", (row, _) => CountedIn(row)),
            new("Category", (row, _) => row.Category),
            new("Good for", (row, _) => GoodFor(row)),
            new("Used by", (row, _) => UsedBy(row)),
        ]);

    /// <summary>"Time", "Money, GBP".</summary>
    public static string CountedIn(Benefit benefit) => Wording.Kind(
        benefit.Kind) + (benefit.Currency is null ? "" : $", {benefit.Currency}");

    /// <summary>"the owner", "the owner's groups", and whether members see it.</summary>
    public static string UsedBy(Benefit benefit) =>
        (benefit.Shared ? "the owner's groups" : "the owner") + (benefit.VisibleToMembers ? "" : ", hidden from members");

    /// <summary>"all services", "1 service".</summary>
    public static string GoodFor(Benefit benefit) => benefit.Services.Count switch
    {
        0 => "all services",
        1 => "1 service",
        var count => $"{count} services",
    };
}

/// <summary>The form of a benefit, filled in as far as it was.</summary>
/// <param name="Benefit">The benefit as it is; none for a new one.</param>
/// <param name="Services">What it may be limited to.</param>
/// <param name="Form">What was typed; nothing of it is lost.</param>
public sealed record BenefitFormPage(BenefitDetails? Benefit, IReadOnlyList<OfferedService> Services, BenefitForm Form)
{
    /// <summary>Where the form is sent.</summary>
    public string Path => Benefit is null ? Routes.NewBenefit : Routes.Benefit(Benefit.Benefit.Id);

    /// <summary>The services that can be ticked: those in use, and those that are named already.</summary>
    public IEnumerable<OfferedService> Choices => Services.Where(service => !service.IsArchived || IsTicked(service));

    /// <summary>Whether a service is ticked.</summary>
    public bool IsTicked(OfferedService service) => Form.Services.Contains(service.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>The form as it is opened.</summary>
    public static BenefitForm Open(BenefitDetails? details, string siteCurrency)
    {
        if (details is null)
            return new BenefitForm { Currency = siteCurrency, Covers = "all", Priority = "50", Rollover = "expires", Visible = "true" };
        var (benefit, unit) = (details.Benefit, details.Unit);
        var form = new BenefitForm
        {
            Reference = benefit.Reference,
            Name = benefit.Name,
            Category = benefit.Category,
            Covers = benefit.Services.Count == 0 ? "all" : "list",
            Step = benefit.StepMinutes?.ToString(CultureInfo.InvariantCulture),
            Priority = benefit.Priority.ToString(CultureInfo.InvariantCulture),
            Rollover = benefit.RolloverMin is null ? "expires" : "rolls",
            RolloverMin = benefit.RolloverMin is { } min ? AmountFormat.ForInput(min, unit) : null,
            RolloverMax = benefit.RolloverMax is { } max ? AmountFormat.ForInput(max, unit) : null,
            Shared = benefit.Shared ? "true" : null,
            Visible = benefit.VisibleToMembers ? "true" : null,
            Version = benefit.Version,
        };
        form.Services.AddRange(benefit.Services.Select(link => link.ServiceId.ToString(CultureInfo.InvariantCulture)));
        return form;
    }

    /// <summary>Taking it out of use; none for a new one.</summary>
    public ArchiveCard? Archive => Benefit is null ? null : new ArchiveCard(
        Path, Benefit.Benefit.Name, Benefit.Benefit.ArchivedAt is not null,
        Benefit.Benefit.ArchivedAt is null
            ? "An archived benefit is not offered for new credits, plans and products any more. Credits, plans and products that " +
                "have it go on."
            : "It is not offered for new credits, plans and products any more.")
    {
        Uses = [("Plans that grant it", Routes.Plans, Benefit.Plans), ("Products that grant it", Routes.Products, Benefit.Products)],
    };
}
