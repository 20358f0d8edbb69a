using System.Globalization;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Ledger.Tests.Notation;

/// <summary>
/// Acts and what comes of them as text. <c>use 90 of Meeting</c>, <c>use 90 of #2</c>, <c>use 90 of Time</c> (a kind), each with
/// <c>for Room</c> and <c>on DATE</c> after it; <c>adjust #1 by -60</c>; <c>set #1 to 180</c>; <c>extend #1,#2 to DATE</c> or <c>never</c>;
/// <c>transfer #1 to 2</c> (a member), <c>transfer #1 to 2 of 60</c>; <c>revoke #1,#2</c>; the last three with <c>where possible</c> after
/// them leave out what cannot. What comes of it: <c>#1 -60, #2 -30</c> (<c>new +60</c> for a new credit), or <c>NotEnough short 30: #1
/// Expired, #2 NotEnough 60</c>, with <c>next 120</c> after what was short where more than was asked could be drawn.
/// </summary>
internal static class CommandText
{
    private static readonly Actor Admin = Actor.User(7);

    public static Decision Decide(string ledger, string act, LedgerRules? rules = null)
    {
        var read = LedgerText.Read(ledger);
        return Act(read, act).Decide(read.View, rules ?? new LedgerRules(), LedgerText.Now);
    }

    public static string Outcome(string ledger, string act, LedgerRules? rules = null) => Write(Decide(ledger, act, rules));

    public static string Write(Decision decision) => decision switch
    {
        Draft draft => string.Join(", ",
            draft.Entries.Select(entry => $"{(entry.Credit is { } credit ? $"#{credit.Terms.Id}" : "new")} {entry.Amount:+0;-0}")),
        Refusal refusal => refusal.Reason
            + (refusal.ShortBy == 0 ? "" : $" short {refusal.ShortBy}")
            + (refusal.NextAbove is { } above ? $" next {above}" : "")
            + (refusal.Skipped.Count == 0 ? "" : ": " + string.Join(", ",
                refusal.Skipped.Select(skip => $"#{skip.CreditId} {skip.Reason}" + (skip.Available == 0 ? "" : $" {skip.Available}")))),
        _ => throw new InvalidOperationException("Neither a draft nor a refusal."),
    };

    public static LedgerCommand Act(LedgerText ledger, string text)
    {
        var words = text.Split(' ');
        return words[0] switch
        {
            "use" => Usage(ledger, words),
            "adjust" => new AdjustmentCommand("key", Admin)
            { CreditId = CreditId(words[1]), By = Number(words[3]), Description = "counted again" },
            "set" => new AdjustmentCommand("key", Admin)
            { CreditId = CreditId(words[1]), Target = Number(words[3]), Description = "counted again" },
            "extend" => new ExtensionCommand("key", Admin)
            {
                CreditIds = CreditIds(words[1]),
                ExpiresAt = words[2] == "by" || words[3] == "never" ? null : LedgerText.At(words[3]),
                ByDays = words[2] == "by" ? (int)Number(words[3]) : null,
                SkipIneligible = words[^1] == "possible",
            },
            "transfer" => new TransferCommand("key", Admin)
            {
                CreditIds = CreditIds(words[1]),
                MemberId = Number(words[3]),
                Amount = words.Length == 6 && words[4] == "of" ? Number(words[5]) : null,
                SkipIneligible = words[^1] == "possible",
            },
            "revoke" => new RevocationCommand("key", Admin)
            { CreditIds = CreditIds(words[1]), Description = "left", SkipIneligible = words[^1] == "possible" },
            _ => throw new ArgumentException($"'{words[0]}' is no act.", nameof(text)),
        };
    }

    private static long[] CreditIds(string words) => [.. words.Split(',').Select(CreditId)];

    private static UsageCommand Usage(LedgerText ledger, string[] words)
    {
        var act = new UsageCommand("key", Admin) { MemberId = 1, Amount = Number(words[1]) };
        for (var index = 2; index < words.Length; index += 2)
        {
            var word = words[index + 1];
            act = words[index] switch
            {
                "of" when word[0] == '#' => act with { CreditId = CreditId(word) },
                "of" when Enum.TryParse<BenefitKind>(word, out var kind) => act with { Kind = kind },
                "of" => act with { BenefitId = ledger.BenefitId(word) },
                "for" => act with { ServiceId = LedgerText.Services[word] },
                "on" => act with { UsedAt = LedgerText.At(word) },
                _ => throw new ArgumentException($"'{words[index]}' says nothing about a usage.", nameof(words)),
            };
        }

        return act;
    }

    private static long CreditId(string word) => Number(word[1..]);

    private static long Number(string word) => long.Parse(word, CultureInfo.InvariantCulture);
}
