using CreditLedger.Data.Queries;

namespace CreditLedger.Web.Features.Members;

/// <summary>What remains to a member, credit by credit, each with what can be done to it.</summary>
/// <param name="View">What stands above.</param>
/// <param name="Credits">Own credits that are not over, by kind and name.</param>
public sealed record MemberRemaining(MemberView View, IReadOnlyList<CreditSummary> Credits);
