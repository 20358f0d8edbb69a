using System.Globalization;
using CreditLedger.Data;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Credits.Moves;

/// <summary>Understands a filled-in form, or says what is wrong and what would be right.</summary>
public sealed class ReadMove(LedgerDbContext db, MembersQuery members, TimeProvider clock)
{
    private const int MostChoices = 8;
    private const int LongestSearch = 200;

    /// <summary>What would be done to credits; <paramref name="one"/> is the credit when it is one.</summary>
    public async Task<MoveRead> RunAsync(MoveMode mode, IReadOnlyList<long> creditIds, AdjustableCredit? one, MoveForm form, CancellationToken cancellationToken)
    {
        var reading = new MoveReading(mode, creditIds, null, null, null, form.SkipUnfit && one is null);
        return mode switch
        {
            MoveMode.Extend => ReadDay(reading, form),
            MoveMode.Transfer => await ReadTargetAsync(reading, one, form, cancellationToken),
            _ => new MoveRead(reading, [], []),
        };
    }

    private static MoveRead ReadDay(MoveReading reading, MoveForm form)
    {
        if (form.Never) return new MoveRead(reading, [], []);
        if (string.IsNullOrWhiteSpace(form.ExpiresOn)) return Wrong(nameof(form.ExpiresOn), "Choose the new last day, or no end.");
        return DayText.TryRead(form.ExpiresOn, out var day)
            ? new MoveRead(reading with { LastDay = day }, [], [])
            : Wrong(nameof(form.ExpiresOn), "Enter a day between 2000-01-01 and 2999-12-31, like 2026-01-31.");
    }

    private async Task<MoveRead> ReadTargetAsync(MoveReading reading, AdjustableCredit? one, MoveForm form, CancellationToken cancellationToken)
    {
        var errors = new List<FieldError>();
        long? amount = null;
        if (one is not null && !string.IsNullOrWhiteSpace(form.Amount))
        {
            var parsed = AmountParser.Parse(form.Amount, one.Unit);
            if (parsed.Error is { } wrong) errors.Add(new FieldError(nameof(form.Amount), wrong));
            else if (parsed.Amount < 0) errors.Add(new FieldError(nameof(form.Amount), "Enter an amount above zero."));
            amount = parsed.Amount;
        }

        var text = form.Member?.Trim().Replace("\0", "", StringComparison.Ordinal) ?? "";
        if (text.Length > LongestSearch) text = text[..LongestSearch];
        var (choices, total) = await MeantAsync(text, cancellationToken);
        var target = choices.FirstOrDefault(choice => choice.Id.ToString(CultureInfo.InvariantCulture) == form.MemberId) ?? (choices.Count == 1 ? choices[0] : null);
        if (text.Length == 0) errors.Add(new FieldError(nameof(form.Member), "Name the other member: name, e-mail or reference."));
        else if (choices.Count == 0) errors.Add(new FieldError(nameof(form.Member), "No member matches: every word must begin a word of the name, the e-mail or the reference."));
        else if (target is null) errors.Add(new FieldError(nameof(form.Member), $"{total} members match. Choose one, or type more of the name."));
        return new MoveRead(errors.Count > 0 ? null : reading with { Target = target, Amount = amount }, errors, choices.Count > 1 ? choices : []);
    }

    // A whole reference or e-mail means that member, however many others begin so.
    private async Task<(IReadOnlyList<MemberChoice> Choices, string Total)> MeantAsync(string text, CancellationToken cancellationToken)
    {
        if (text.Length == 0) return ([], "No");
        var exact = await db.Members.Where(member => member.Reference == text)
            .Select(member => new MemberChoice(member.Id, member.Name, member.Reference, member.Email)).FirstOrDefaultAsync(cancellationToken);
        if (exact is not null) return ([exact], "1");
        var found = await members.RunAsync(new MemberFilter { Search = text }, PagePosition.First, MostChoices, clock.Now(), cancellationToken);
        var choices = found.Page.Rows.Select(row => new MemberChoice(row.Id, row.Name, row.Reference, row.Email)).ToList();
        var byEmail = choices.FindAll(choice => string.Equals(choice.Email, text, StringComparison.OrdinalIgnoreCase));
        if (byEmail.Count == 1) return (byEmail, "1");

        // No words to search for, such as a lone sign, would match everybody.
        return Data.Model.SearchText.WordsOf(text).Count == 0 ? ([], "No") : (choices, found.Total.ToString());
    }

    private static MoveRead Wrong(string field, string message) => new(null, [new FieldError(field, message)], []);
}

/// <summary>A form that was read.</summary>
/// <param name="Reading">What would be done; none while something is wrong.</param>
/// <param name="Errors">What is wrong, field by field.</param>
/// <param name="Choices">The members that may be meant, when it is not clear which.</param>
public sealed record MoveRead(MoveReading? Reading, IReadOnlyList<FieldError> Errors, IReadOnlyList<MemberChoice> Choices);
