using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Infrastructure.Outcomes;

namespace CreditLedger.Web.Features.Grants;

/// <summary>The form that adds a credit, filled in as far as it was, and what it would do.</summary>
public sealed record GrantPage
{
    /// <summary>The member.</summary>
    public required long MemberId { get; init; }

    /// <summary>The member's name.</summary>
    public required string MemberName { get; init; }

    /// <summary>What may be given.</summary>
    public required IReadOnlyList<GrantableBenefit> Benefits { get; init; }

    /// <summary>Today in the site's zone.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The site's zone.</summary>
    public required string ZoneName { get; init; }

    /// <summary>What was typed; nothing of it is lost.</summary>
    public required GrantForm Form { get; init; }

    /// <summary>The kind of the chosen benefit, or of the tab one came from: where Cancel goes.</summary>
    public required BenefitKind Kind { get; init; }

    /// <summary>What will happen, when the form was understood.</summary>
    public GrantEffect? Effect { get; init; }

    /// <summary>What is wrong, field by field.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Where the form is sent.</summary>
    public string Path => $"/members/{MemberId}/credits/new";
}

/// <summary>What a grant will do (R19).</summary>
/// <param name="Sentence">In words and numbers.</param>
/// <param name="Confirm">What the button says.</param>
/// <param name="Confirmed">What the button sends.</param>
/// <param name="Notes">What one should know before one confirms.</param>
public sealed record GrantEffect(string Sentence, string Confirm, string Confirmed, IReadOnlyList<string> Notes);
