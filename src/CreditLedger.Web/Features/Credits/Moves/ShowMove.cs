using CreditLedger.Data;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Pages;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Credits.Moves;

/// <summary>Shows a form with what it would do, decided on a fresh read by the same rule that will record it (R19). Writes nothing.</summary>
public sealed class ShowMove(LedgerDbContext db, LedgerStore store, ReadMove read, SiteZone zone, TimeProvider clock)
{
    /// <summary>The page, none when the path names no credit. A form that is not filled in yet has no errors.</summary>
    public async Task<MovePage?> RunAsync(MoveMode mode, long? creditId, MoveForm form, bool isFilledIn, Actor actor, CancellationToken cancellationToken)
    {
        var one = creditId is { } id ? await AdjustableCredit.FindAsync(db, id, cancellationToken) : null;
        if (creditId is not null && one is null) return null;
        var ids = one is null ? CreditNumbers.Read(form.Credits) : [one.Id];
        form.Key = Guid.TryParse(form.Key, out var key) ? key.ToString("D") : Guid.NewGuid().ToString("D");
        var page = new MovePage { Mode = mode, CreditIds = ids, One = one, Form = form, ZoneName = zone.Name, Blocked = BlockOf(mode, one) };
        if (ids.Count == 0 || page.Blocked is not null) return page;
        if (!isFilledIn && mode == MoveMode.Extend) form.ExpiresOn = DayText.Of(SuggestedDay(one));

        var (reading, errors, choices) = await read.RunAsync(mode, ids, one, form, cancellationToken);
        page = page with { Errors = isFilledIn ? errors : [], Choices = choices };
        if (reading is null) return one is null ? await WithRowsAsync(page, [], cancellationToken) : page;
        return await store.PreviewAsync(reading.Preview(form.Key, actor, zone), cancellationToken) switch
        {
            Done planned => await WithRowsAsync(page with { Effect = EffectOf(reading, planned), UnfitCount = planned.Skipped.Count }, planned.Skipped, cancellationToken),
            Refused refused => await RefusedAsync(page, refused.Refusal, isFilledIn, cancellationToken),
            _ => page,
        };
    }

    // What no day, member or reason can mend is said instead of a form.
    private string? BlockOf(MoveMode mode, AdjustableCredit? credit) => (credit?.StatusAt(clock.Now()), mode) switch
    {
        (null, _) => null,
        (CreditStatus.Revoked, _) => "This credit was revoked: grant a new one instead.",
        (CreditStatus.Expired, MoveMode.Transfer) => "This credit has expired. Extend it first: what is left then belongs to a new credit, which can be transferred.",
        (CreditStatus.Expired, MoveMode.Revoke) => "This credit has expired: nothing it holds can be used, so there is nothing to take.",
        (_, MoveMode.Extend) when credit!.ExpiresAt is null => "This credit never expires, so there is nothing to extend.",
        _ when credit!.Balance <= 0 => $"Nothing is left on this credit, so there is nothing to {mode.ToString().ToLowerInvariant()}.",
        _ => null,
    };

    // A month longer than it lasts, or than today.
    private DateOnly SuggestedDay(AdjustableCredit? one)
    {
        var today = zone.DayOf(clock.Now());
        var last = one?.ExpiresAt is { } end ? zone.DayOf(end.AddMilliseconds(-1)) : today;
        return (last > today ? last : today).AddMonths(1);
    }

    private async Task<MovePage> RefusedAsync(MovePage page, Refusal refusal, bool isFilledIn, CancellationToken cancellationToken)
    {
        var isAboutReason = refusal.Field == RefusedField.Text;
        page = page with { Errors = isFilledIn && !isAboutReason ? [.. page.Errors, RecordMove.Explain(refusal)] : page.Errors, UnfitCount = refusal.Skipped.Count };
        return await WithRowsAsync(page, refusal.Skipped, cancellationToken);
    }

    private MoveEffect EffectOf(MoveReading reading, Done planned)
    {
        var words = new MoveWords(reading, planned.Entries);
        var mayConfirm = planned.Skipped.Count == 0 || reading.SkipUnfit;
        return new MoveEffect(words.Will, mayConfirm ? words.Confirm : null, reading.Token(zone), planned.Notes);
    }

    private async Task<MovePage> WithRowsAsync(MovePage page, IReadOnlyList<SkippedCredit> unfit, CancellationToken cancellationToken)
    {
        if (page.One is not null) return page;
        var reasons = unfit.ToDictionary(credit => credit.CreditId, credit => credit.Reason);
        var shown = page.CreditIds.OrderBy(id => reasons.ContainsKey(id) ? 0 : 1).Take(MovePage.MostShown).ToList();
        var credits = await AdjustableCredit.Query(db, shown).ToDictionaryAsync(credit => credit.Id, cancellationToken);
        return page with
        {
            Rows = [.. shown.Where(credits.ContainsKey).Select(id => new MoveRow(credits[id], reasons.TryGetValue(id, out var reason) ? reason : null))],
        };
    }
}
