using CreditLedger.Data.Queries.Setup;
using CreditLedger.Ledger.Catalogue;

namespace CreditLedger.Web.Features.Plans;

/// <summary>The form of a plan, filled in as far as it was, and what it would change.</summary>
public sealed record PlanFormPage
{
    /// <summary>The plan as it is; none for a new one.</summary>
    public PlanDetails? Plan { get; init; }

    /// <summary>What lines may grant, those that are archived included.</summary>
    public required IReadOnlyList<OfferedBenefit> Benefits { get; init; }

    /// <summary>What was typed; nothing of it is lost.</summary>
    public required PlanForm Form { get; init; }

    /// <summary>What it would change, when the form was understood.</summary>
    public PlanEffect? Effect { get; init; }

    /// <summary>What is wrong, field by field.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Where the form is sent.</summary>
    public string Path => Plan is null ? Routes.NewPlan : Routes.Plan(Plan.Id, "edit");

    /// <summary>Where Cancel goes.</summary>
    public string CancelPath => Plan is null ? Routes.Plans : Routes.Plan(Plan.Id);
}

/// <summary>What an edit changes, to be confirmed.</summary>
/// <param name="Lines">Per line, what it grants and will grant.</param>
/// <param name="Notes">From when, and for how many.</param>
/// <param name="Confirmed">What the button sends.</param>
public sealed record PlanEffect(IReadOnlyList<PlanEffectLine> Lines, IReadOnlyList<string> Notes, string Confirmed);

/// <summary>What becomes of one line.</summary>
/// <param name="Kind">In a word.</param>
/// <param name="Benefit">What it grants.</param>
/// <param name="From">What it grants now; none for a new line.</param>
/// <param name="To">What it will grant; none for one that ends.</param>
/// <param name="When">From when.</param>
public sealed record PlanEffectLine(PlanLineChangeKind Kind, string Benefit, string? From, string? To, string When);
