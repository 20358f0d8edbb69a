using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CreditLedger.Data.Tests.Ledger;

/// <summary>What is referred to is written before what refers to it, however many commands are written together.</summary>
public sealed class RelatedOrderTests
{
    private static readonly string[] WrittenElsewhere =
        [PostingRow.Table.Name, CreditRow.Table.Name, EntryRow.Table.Name, BalanceRow.Table.Name, "AspNetUsers", "AspNetRoles"];

    [Fact]
    public async Task Every_table_whose_numbers_others_refer_to_has_its_place()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = database.NewContext();
        var places = RelatedOrder.ReferredTo.Select(table => table.Name).ToList();
        var keys = context.Model.GetEntityTypes().SelectMany(type => type.GetForeignKeys())
            .Where(key => key.PrincipalEntityType.FindPrimaryKey()!.Properties is [{ Name: "Id" }])
            .Select(key => (Principal: TableOf(key.PrincipalEntityType), Dependent: TableOf(key.DeclaringEntityType)))
            .Where(key => key.Principal != key.Dependent && !WrittenElsewhere.Contains(key.Principal)).ToList();

        Assert.Empty(keys.Select(key => key.Principal).Distinct().Except(places));
        Assert.All(keys.Where(key => places.Contains(key.Dependent)), key => Assert.True(
            places.IndexOf(key.Principal) < places.IndexOf(key.Dependent), $"{key.Principal} comes after {key.Dependent}."));

        static string TableOf(IEntityType type) => type.GetTableName()!;
    }
}
