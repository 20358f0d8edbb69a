using CreditLedger.Data.Model;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Ledger;

/// <summary>Acme Ltd shares 5 h with Ada Brown, who has 1 h of her own.</summary>
internal sealed record SharedSpace(long Ada, long Acme, long Group, long Benefit, long OwnCredit, long SharedCredit)
{
    private static int _keys;

    public static async Task<SharedSpace> CreateAsync(
        TestDatabase database, long? cap = null, BenefitKind kind = BenefitKind.Time, long amount = 300, Period period = Period.Month)
    {
        var stop = TestContext.Current.CancellationToken;
        var (ada, acme) = (await database.AddMemberAsync("Ada Brown"), await database.AddMemberAsync("Acme Ltd"));
        var benefit = await database.AddBenefitAsync("MEET", kind);
        await using var context = database.NewContext();
        await context.Benefits.Where(row => row.Id == benefit).ExecuteUpdateAsync(row => row.SetProperty(one => one.Shared, true), stop);
        var member = new GroupMember { MemberId = ada };
        if (cap is { } most) member.Caps.Add(new GroupCap { Kind = kind, Amount = most, Period = period });
        var group = new Group
        {
            Name = "Acme",
            SortName = "acme",
            Kind = GroupKind.Business,
            OwnerId = acme,
            Shares = { new GroupShare { Kind = kind } },
            Members = { member }
        };
        context.Groups.Add(group);
        await context.SaveChangesAsync(stop);
        var own = kind != BenefitKind.Time ? 0 : await database.GrantAsync(ada, benefit, 60, database.Clock.Now.AddDays(-60));
        return new SharedSpace(ada, acme, group.Id, benefit, own,
            await database.GrantAsync(acme, benefit, amount, database.Clock.Now.AddDays(-60)));
    }

    public UsageCommand Use(long amount) => new($"use-{Interlocked.Increment(ref _keys)}", Actor.User(1))
    { MemberId = Ada, Amount = amount, Kind = BenefitKind.Time };

    public UsageCommand UseShared(long amount) => Use(amount) with { Kind = null, CreditId = SharedCredit };
}
