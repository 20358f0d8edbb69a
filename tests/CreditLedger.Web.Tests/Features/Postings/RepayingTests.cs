using System.Net;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Postings;

/// <summary>"Change how it was paid" (R45), from the transaction to the notice, and what can be wrong on the form.</summary>
public sealed class RepayingTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DateTime Before => space.Clock.GetUtcNow().UtcDateTime.AddDays(-30);

    [Fact]
    public async Task A_use_is_paid_with_another_credit_and_the_transaction_says_so()
    {
        var (first, member, _) = await space.AddCreditAsync(BenefitKind.Time, 300, owner: "Pia Payer");
        var use = await UseAsync(member, first, 45);
        var second = (await space.RecordAsync(new GrantCommand(Guid.NewGuid().ToString(), Actor.User(1))
        { MemberId = member, BenefitId = await space.BenefitAsync(BenefitKind.Time), Amount = 120, StartsAt = Before }))
            .Entries[0].CreditId;
        var admin = await space.AsAsync(UserRole.Admin);
        var page = await admin.GetAsync($"/postings/{use}");
        Assert.True(page.Has($"main a[href='/postings/{use}/repay']"), page.Body);

        var form = await admin.GetAsync($"/postings/{use}/repay");
        Assert.Equal("45 min of Time credit", form.TextOf(".act-facts div:last-child dd"));
        Assert.Equal("Tried", form.ValueOf("Description"));
        var preview = await admin.TypeAsync(form, ("What", $"credit:{second}"));
        Assert.Equal("Gives back 45 min, and uses 45 min of Time credit", preview.Effect());
        Assert.Contains("Time credit, of Pia Payer: Removes 45 min: 2 h → 1 h 15 min", preview.TextsOf(".effect-note"));
        var same = await admin.PressAsync(form, "Continue", ("What", $"credit:{first}"));
        Assert.StartsWith("It is paid this way already.", same.Problem("What"), StringComparison.Ordinal);
        Assert.Equal("Tried", same.ValueOf("Description"));

        var chosen = await admin.PressAsync(form, "Continue", ("What", $"credit:{second}"));
        var done = await admin.PressAsync(chosen, "Yes, pay with that");
        Assert.Equal((300, 75), (await space.BalanceAsync(first), await space.BalanceAsync(second)));
        Assert.Contains("paid in another way", (await admin.GetAsync($"/postings/{use}")).TextOf("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/postings/{use}/repay")).Status);

        var undo = await admin.GetAsync($"{done.Location}/undo");
        await admin.PressAsync(undo, "Yes, undo 2 changes");
        Assert.Equal((255, 120), (await space.BalanceAsync(first), await space.BalanceAsync(second)));
        Assert.StartsWith("This was undone", (await admin.GetAsync(done.Location!)).TextOf("main .alert-info"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_member_is_charged_by_name_and_staff_ask_an_admin()
    {
        var (credit, member, _) = await space.AddCreditAsync(BenefitKind.Time, 300, owner: "Quentin Wrong");
        var (other, payer, _) = await space.AddCreditAsync(BenefitKind.Time, 300, owner: "Rhea Right");
        var reference = (await space.ReadAsync(db => db.Members.SingleAsync(row => row.Id == payer, Stop))).Reference;
        var use = await UseAsync(member, credit, 60);
        var staff = await space.AsAsync(UserRole.Staff);
        var form = await staff.GetAsync($"/postings/{use}/repay");
        Assert.StartsWith("No member is found", (await staff.PressAsync(form, "Continue", ("Member", "nobody at all"))).Problem("Member"),
            StringComparison.Ordinal);
        Assert.StartsWith("These are credits of Quentin Wrong.",
            (await staff.PressAsync(form, "Continue", ("Member", reference), ("What", $"credit:{credit}"))).Problem("What"),
            StringComparison.Ordinal);
        var asked = await staff.PressAsync(form, "Continue", ("Member", reference));
        Assert.Equal("Gives back 1 h, and uses 1 h of Rhea Right's Time credit", asked.Effect());
        await staff.PressAsync(asked, "Ask an admin");
        Assert.Equal((240, 300), (await space.BalanceAsync(credit), await space.BalanceAsync(other)));

        var admin = await space.AsAsync(UserRole.Admin);
        var charge = await admin.PressAsync(await admin.GetAsync($"/postings/{use}/repay"), "Continue", ("Member", reference));
        await admin.PressAsync(charge, "Yes, charge Rhea Right");
        Assert.Equal((300, 240), (await space.BalanceAsync(credit), await space.BalanceAsync(other)));
    }

    private async Task<long> UseAsync(long member, long credit, long amount) =>
        (await space.RecordAsync(new UsageCommand(Guid.NewGuid().ToString(), Actor.User(1))
        { MemberId = member, CreditId = credit, Amount = amount, Description = "Tried" })).PostingId;
}
