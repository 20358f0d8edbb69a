using CreditLedger.Data.Model;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Supply;

/// <summary>Plans and products for the forms to offer.</summary>
internal static class SupplyForms
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A plan that grants time each month, of which a part rolls over.</summary>
    public static async Task<string> AddPlanAsync(this LedgerSpace space, string name, long minutes = 300, DateTime? archivedAt = null)
    {
        var benefit = await space.BenefitAsync(BenefitKind.Time);
        return await space.ReadAsync(async db =>
        {
            var plan = new Plan { Name = name, SortName = SearchText.Fold(name), ArchivedAt = archivedAt };
            if (minutes > 0)
            {
                var line = new PlanLine { BenefitId = benefit, Period = Period.Month, Position = 1 };
                line.Terms.Add(new PlanLineTerms
                { EffectiveFrom = PlanLineTerms.FromTheBeginning, Amount = minutes, RolloverMin = 0, RolloverMax = 120 });
                plan.Lines.Add(line);
            }

            db.Plans.Add(plan);
            await db.SaveChangesAsync(Stop);
            return plan.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        });
    }

    /// <summary>A product of three items for ten days.</summary>
    public static async Task<string> AddProductAsync(this LedgerSpace space, string name)
    {
        var benefit = await space.BenefitAsync(BenefitKind.Uses);
        return await space.ReadAsync(async db =>
        {
            var product = new Product { Name = name, SortName = SearchText.Fold(name) };
            product.Lines.Add(new ProductLine { BenefitId = benefit, Amount = 3, Position = 1, ValidDays = 10 });
            db.Products.Add(product);
            await db.SaveChangesAsync(Stop);
            return product.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        });
    }

    /// <summary>A member's only membership that is not over.</summary>
    public static Task<Membership> MembershipOfAsync(this LedgerSpace space, long member) =>
        space.ReadAsync(db => db.Memberships.Where(membership => membership.MemberId == member)
            .OrderByDescending(membership => membership.Id).FirstAsync(Stop));
}
