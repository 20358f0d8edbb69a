using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Usages;

/// <summary>What the form says of a usage before and after it happens.</summary>
internal static class UsageWords
{
    /// <summary>Before it happens: how much, and from where in burn order.</summary>
    public static UsageEffect EffectOf(string memberName, UsageReading reading, IReadOnlyList<EntryOutcome> entries, Dictionary<long, string> owners)
    {
        var size = ChangeWords.Size(reading.Amount, reading.Unit);
        var from = entries.Count == 1 ? "from one credit" : $"from {entries.Count} credits, in this order";
        return new UsageEffect(
            $"Uses {size} for {memberName}, {from}",
            $"Yes, use {size}",
            reading.Token,
            [.. entries.Select(entry => $"{NameOf(entry.BenefitName, entry.OwnerId, owners)}, credit {entry.CreditId}. {ChangeWords.Will(entry.Amount, entry.BalanceBefore, entry.BalanceAfter, entry.Unit)}")]);
    }

    /// <summary>After it happened.</summary>
    public static string Did(IReadOnlyList<EntryOutcome> entries) => string.Join("; ", entries
        .Select(entry => $"{ChangeWords.Size(entry.Amount, entry.Unit)} of {entry.BenefitName} used, {ChangeWords.Balance(entry.BalanceAfter, entry.Unit)} left"));

    /// <summary>A credit that was passed over.</summary>
    public static PassedOver Of(SkippedCredit credit, Dictionary<long, string> owners) =>
        new(credit.CreditId, NameOf(credit.BenefitName, credit.OwnerId, owners), Wording.Skip(credit.Reason));

    private static string NameOf(string benefit, long ownerId, Dictionary<long, string> owners) =>
        owners.TryGetValue(ownerId, out var owner) ? $"{benefit} of {owner}" : benefit;
}
