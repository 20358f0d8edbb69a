using CreditLedger.Data.Queries;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Infrastructure.Outcomes;

namespace CreditLedger.Web.Features.Usages;

/// <summary>The form that records a usage, filled in as far as it was, and what it would do.</summary>
public sealed record UsagePage
{
    /// <summary>The member.</summary>
    public required MemberHead Member { get; init; }

    /// <summary>What it offers.</summary>
    public required UsageOptions Options { get; init; }

    /// <summary>The latest day.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>How many days back, and who may go further.</summary>
    public required string DateHint { get; init; }

    /// <summary>What was typed; nothing of it is lost.</summary>
    public required UsageForm Form { get; init; }

    /// <summary>The kind that is used: where Cancel goes.</summary>
    public required BenefitKind Kind { get; init; }

    /// <summary>What will happen, when the form was understood and fits.</summary>
    public UsageEffect? Effect { get; init; }

    /// <summary>What is wrong, field by field.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>The credits that were passed over, and why (R15).</summary>
    public IReadOnlyList<PassedOver> Skipped { get; init; } = [];

    /// <summary>Where the form is sent.</summary>
    public string Path => PathOf(Member.Id);

    /// <summary>The form of a member.</summary>
    public static string PathOf(long memberId) => $"/members/{memberId}/usages/new";
}

/// <summary>What a usage will do (R19).</summary>
/// <param name="Sentence">In words and numbers.</param>
/// <param name="Confirm">What the button says.</param>
/// <param name="Confirmed">What the button sends.</param>
/// <param name="Draws">What is drawn from where, in burn order.</param>
public sealed record UsageEffect(string Sentence, string Confirm, string Confirmed, IReadOnlyList<string> Draws);

/// <summary>A credit that a usage would pass over (R15).</summary>
/// <param name="CreditId">The credit.</param>
/// <param name="Name">What people call it, with its owner where it is someone else's.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record PassedOver(long CreditId, string Name, string Reason);
