using CreditLedger.Data;
using CreditLedger.Data.Model;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using CreditLedger.Web.Infrastructure.Outcomes;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Groups;

/// <summary>Changes what one member of a group may use: the right, and a cap per kind (R13).</summary>
public sealed class SaveGroupMember(LedgerDbContext db, SiteSettings site)
{
    /// <summary>Done with the member's name, or why not.</summary>
    public async Task<Outcome> RunAsync(long groupId, long memberId, GroupMemberForm form, CancellationToken cancellationToken)
    {
        var row = await db.GroupMembers.Include(one => one.Caps).Include(one => one.Member)
            .FirstOrDefaultAsync(one => one.GroupId == groupId && one.MemberId == memberId, cancellationToken);
        if (row is null) return new Missing();
        var errors = new List<FieldError>();
        var caps = new Dictionary<BenefitKind, GroupCap>();
        foreach (var (index, field) in (form.Caps ?? []).Index())
        {
            if (!Enum.TryParse<BenefitKind>(field.Kind, out var kind) || string.IsNullOrWhiteSpace(field.Amount)) continue;
            var parsed = AmountParser.Parse(field.Amount, Unit.Of(kind, site.Currency), allowZero: true);
            if (parsed.Error is { } wrong) errors.Add(new FieldError($"Caps[{index}].Amount", wrong));
            else if (parsed.Amount < 0) errors.Add(new FieldError($"Caps[{index}].Amount", "A cap is not below zero; 0 means none of it, and empty means no cap."));
            else if (!Enum.TryParse<Period>(field.Period, out var period) || !Enum.IsDefined(period)) errors.Add(new FieldError($"Caps[{index}].Period", "Choose a day, a week, a month, a quarter or a year."));
            else caps[kind] = new GroupCap { Kind = kind, Amount = parsed.Amount, Period = period };
        }

        if (errors.Count > 0) return new Invalid(errors);
        row.MayUse = form.MayUse;
        foreach (var old in row.Caps.ToList())
        {
            if (caps.Remove(old.Kind, out var kept)) (old.Amount, old.Period) = (kept.Amount, kept.Period);
            else row.Caps.Remove(old);
        }

        foreach (var added in caps.Values) row.Caps.Add(added);
        await db.SaveChangesAsync(cancellationToken);
        return new Done<string>(row.Member!.Name);
    }
}
