using CreditLedger.Data;
using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Credits.Moves;

/// <summary>Reads what the forms show that extend, transfer and revoke.</summary>
public sealed class GetMovePage(LedgerDbContext db, ChooseCredits choose, FindMember find, SiteZone zone, TimeProvider clock)
{
    /// <summary>The page of one credit, or of those that were chosen (number 0); none when there is no such credit.</summary>
    public async Task<MovePage?> RunAsync(MoveMode mode, long creditId, MoveForm form, HttpRequest request, bool isSent,
        CancellationToken cancellationToken)
    {
        var one = creditId == 0 ? null : await AdjustableCredit.FindAsync(db, creditId, cancellationToken);
        if (creditId != 0 && one is null) return null;
        var isCut = false;
        if (!isSent && one is null)
        {
            var chosen = await choose.RunAsync(request, cancellationToken);
            (form.Credits, form.List, isCut) = (CreditNumbers.Write(chosen.CreditIds), chosen.List, chosen.IsCut);
        }

        if (!isSent && mode == MoveMode.Extend) form.ExpiresOn = DayText.Of(SuggestedDay(one));
        if (!isSent) form.Member ??= NewMemberLink.Read(request, nameof(form.Member));
        var page = new MovePage(mode, one is null ? CreditNumbers.Read(form.Credits) : [one.Id], one, zone, form)
        { Today = zone.DayOf(clock.Now()), IsCut = isCut, Blocked = BlockOf(mode, one) };
        return mode == MoveMode.Transfer ? page with { Match = await find.RunAsync(form.Member, cancellationToken) } : page;
    }

    /// <summary>The page with a row for each of many credits, those that cannot first.</summary>
    public async Task<MovePage> WithRowsAsync(MovePage page, CancellationToken cancellationToken)
    {
        if (page.One is not null) return page;
        var reasons = page.Ineligible.ToDictionary(credit => credit.CreditId, credit => credit.Reason);
        var shown = page.CreditIds.OrderBy(id => reasons.ContainsKey(id) ? 0 : 1).Take(MovePage.MaxShown).ToList();
        var credits = await AdjustableCredit.Query(db, shown).ToDictionaryAsync(credit => credit.Id, cancellationToken);
        return page with
        {
            Rows = [.. shown.Where(credits.ContainsKey)
                .Select(id => new MoveRow(credits[id], reasons.TryGetValue(id, out var reason) ? reason : null))],
        };
    }

    // A refusal that no day, member or reason can change is shown instead of the form.
    private string? BlockOf(MoveMode mode, AdjustableCredit? credit) => (credit?.StatusAt(clock.Now()), mode) switch
    {
        (null, _) => null,
        (CreditStatus.Revoked, _) => "This credit was revoked: grant a new one instead.",
        (CreditStatus.Expired, MoveMode.Transfer) =>
            "This credit has expired. Extend it first: what is left then belongs to a new credit, which can be transferred.",
        (CreditStatus.Expired, MoveMode.Revoke) => "This credit has expired: nothing it holds can be used, so there is nothing to take.",
        (_, MoveMode.Extend) when credit!.ExpiresAt is null => "This credit never expires, so there is nothing to extend.",
        _ when credit!.Balance <= 0 => $"Nothing is left on this credit, so there is nothing to {mode.ToString().ToLowerInvariant()}.",
        _ => null,
    };

    // A month longer than it lasts, or than today.
    private DateOnly SuggestedDay(AdjustableCredit? one)
    {
        var today = zone.DayOf(clock.Now());
        var last = one?.ExpiresAt is { } end ? zone.LastUsable(end).Day : today;
        return (last > today ? last : today).AddMonths(1);
    }
}
