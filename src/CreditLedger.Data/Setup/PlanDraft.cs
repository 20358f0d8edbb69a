using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Setup;

/// <summary>A plan as it shall be.</summary>
/// <param name="Name">1 to 200 characters; unique as it is folded.</param>
/// <param name="Description">For staff, up to 500 characters.</param>
/// <param name="Lines">What it shall grant, in order.</param>
public sealed record PlanDraft(string Name, string? Description, IReadOnlyList<PlanLineDraft> Lines);

/// <summary>A plan's line as it shall be.</summary>
/// <param name="Row">The caller's number of it, which refusals name.</param>
/// <param name="LineId">The line that it shall go on as; none for a new one.</param>
/// <param name="BenefitId">What it shall grant.</param>
/// <param name="Period">How often.</param>
/// <param name="Terms">How much.</param>
public sealed record PlanLineDraft(int Row, long? LineId, long BenefitId, Period Period, PlanTerms Terms);

/// <summary>What became of a plan that was to be stored.</summary>
public abstract record PlanAnswer;

/// <summary>It is stored.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="Changed">Whether anything is other than it was.</param>
public sealed record PlanStored(long PlanId, bool Changed) : PlanAnswer;

/// <summary>Nothing is stored: it cannot be as it is wanted.</summary>
/// <param name="Refusals">Why.</param>
public sealed record PlanInvalid(IReadOnlyList<PlanRefusal> Refusals) : PlanAnswer;

/// <summary>Nothing is stored: another plan has the name.</summary>
/// <param name="Name">As that plan writes it.</param>
public sealed record PlanNameTaken(string Name) : PlanAnswer;

/// <summary>Nothing is stored: someone changed the plan after it was shown.</summary>
public sealed record PlanChangedMeanwhile : PlanAnswer;

/// <summary>Nothing is stored: there is no such plan.</summary>
public sealed record PlanMissing : PlanAnswer;
