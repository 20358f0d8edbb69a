using CreditLedger.Data.Queries.Supply;
using CreditLedger.Web.Infrastructure.Outcomes;

namespace CreditLedger.Web.Features.Assignments;

/// <summary>The form that puts a member on a plan, filled in as far as it was, and what it would do.</summary>
public sealed record AssignmentPage
{
    /// <summary>The member.</summary>
    public required long MemberId { get; init; }

    /// <summary>The member's name.</summary>
    public required string MemberName { get; init; }

    /// <summary>Plans that may be assigned.</summary>
    public required IReadOnlyList<SupplyChoice> Plans { get; init; }

    /// <summary>What was typed; nothing of it is lost.</summary>
    public required AssignmentForm Form { get; init; }

    /// <summary>The site's zone, in which days begin.</summary>
    public required string ZoneName { get; init; }

    /// <summary>What will happen, when the form was understood.</summary>
    public AssignmentReading? Reading { get; init; }

    /// <summary>Memberships of the same plan at the same time: what a second one would double.</summary>
    public IReadOnlyList<MembershipSummary> Overlapping { get; init; } = [];

    /// <summary>What is wrong, field by field.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Where the form is sent.</summary>
    public string Path => $"/members/{MemberId}/memberships/new";
}
