using System.Globalization;
using CreditLedger.Data.Model;
using CreditLedger.Data.Queries.Setup;

namespace CreditLedger.Web.Features.SetupBenefits;

/// <summary>The list of benefits.</summary>
public sealed record BenefitsListPage(CatalogueState State, CatalogueList<Benefit> List)
{
    private static readonly (string, string) Words = ("benefit", "benefits");

    /// <summary>What stands above the rows.</summary>
    public CatalogueHead Head => new(
        State, List.Total, List.HasAny, "tag", Words, "Reference or name",
        "A benefit says what a credit is good for: which services, counted in what, used before or after others.");

    /// <summary>The pages beside this one.</summary>
    public Pager Pager => Paging.Of(State.Address, List.Page, row => row.Id, List.Total, Words);
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
