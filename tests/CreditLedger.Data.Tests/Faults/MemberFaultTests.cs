using System.Globalization;
using CreditLedger.Data.Demo;
using CreditLedger.Data.Tests.Ledger;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Sharing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Faults;

/// <summary>Two processes, and a process that is killed, on members, contacts and the demo space.</summary>
public sealed class MemberFaultTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Two_processes_that_send_the_same_forms_add_each_member_once(string provider)
    {
        const int Forms = 20;
        await using var database = await TestDatabase.CreateAsync(provider);

        Assert.Equal(Forms, await WithAnotherAsync(
            database, ["members", "0", "4", "20"], int.Parse, SecondProcess.SaveMembersAsync(database.Store, 4, Forms)));

        await using var context = database.NewContext();
        Assert.Equal(Forms, await context.Members.CountAsync(Stop));
        Assert.Equal(Forms, await context.MemberTags.CountAsync(Stop));
        Assert.Equal(Forms, await context.MemberStatuses.CountAsync(Stop));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Two_processes_put_a_contact_back_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var space = await SharedSpace.CreateAsync(database);
        Assert.IsType<Done>(await database.Store.ExecuteAsync(new RemoveGroupMemberCommand("remove", Actor.User(1))
        { Id = space.Group, SeenVersion = 1, MemberId = space.Ada }, Stop));

        Assert.Equal(1, await WithAnotherAsync(database, ["put back", space.Ada.ToString(CultureInfo.InvariantCulture), "4", "0"],
            int.Parse, SecondProcess.PutBackAsync(database.Store, space.Ada, 4)));

        await using var context = database.NewContext();
        Assert.Null((await context.GroupMembers.SingleAsync(row => row.MemberId == space.Ada, Stop)).EndsAt);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Many_in_two_processes_who_clear_a_demo_space_clear_it_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.FillDemoAsync(6, 1);

        var here = Task.WhenAll(Enumerable.Range(0, 25).Select(_ => Task.Run(() => SecondProcess.ClearAsync(database.Services), Stop)));
        Assert.Equal(1, await WithAnotherAsync(
            database, ["clear", "0", "0", "0"], text => text.EndsWith("True", StringComparison.Ordinal) ? 1 : 0, CountAsync(here)));

        Assert.Null(await database.Services.GetRequiredService<DemoClearing>().LookAsync(Stop));
        await using var context = database.NewContext();
        Assert.False(await context.Members.AnyAsync(Stop));

        static async Task<int> CountAsync(Task<bool[]> results) => (await results).Count(cleared => cleared);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_process_killed_while_members_change_leaves_each_change_whole(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var id = Assert.IsType<Done>(await database.Store.ExecuteAsync(new SaveMemberCommand("added", Actor.User(1))
        { Id = 0, Wanted = new MemberRow { Reference = "M-1", Name = "Ada 1" }, Tags = ["tag 1"] }, Stop)).Id;
        for (var kill = 1; kill <= 5; kill++)
        {
            var acknowledged = 0;
            using (var process = SecondProcess.Start(database, "leave", id.ToString(CultureInfo.InvariantCulture), "0", "10000"))
            {
                // What was recorded before a kill is sent again, and answered with what came of it then.
                while (acknowledged < kill * 7)
                    acknowledged = int.Parse((await process.StandardOutput.ReadLineAsync(Stop))!, CultureInfo.InvariantCulture);
                process.Kill();
                await process.WaitForExitAsync(Stop);
            }

            await using var context = database.NewContext();
            var member = await context.Members.Include(row => row.Tags).Include(row => row.SearchTerms).SingleAsync(Stop);
            var statuses = await context.MemberStatuses.OrderBy(row => row.Version).ToListAsync(Stop);
            Assert.True(member.Version >= acknowledged, $"Version {acknowledged} was acknowledged, {member.Version} is there.");
            Assert.Equal(($"Ada {member.Version}", $"tag {member.Version}"), (member.Name, Assert.Single(member.Tags).Tag));
            Assert.Equal(SearchText.TermsOf("M-1", member.Name, "").Order(), member.SearchTerms.Select(term => term.Term).Order());
            Assert.Equal(Enumerable.Range(1, member.Version), statuses.Select(row => row.Version));
            Assert.Equal(member.Status, statuses[^1].Status);
        }
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_process_killed_while_it_clears_a_demo_space_has_cleared_nothing(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.FillDemoAsync(6, 1);
        var before = await database.DumpAsync();
        foreach (var statements in new[] { 7, 12, 20, 30, 40 })
        {
            using var process = SecondProcess.Start(database, "clear step by step", "0", "0", "0");
            for (var statement = 0; statement < statements; statement++)
            {
                await process.StandardInput.WriteLineAsync();
                Assert.Equal("statement", await process.StandardOutput.ReadLineAsync(Stop));
            }

            process.Kill();
            await process.WaitForExitAsync(Stop);
            Assert.Equal(before, await database.DumpAsync());
        }

        Assert.True(await SecondProcess.ClearAsync(database.Services));
    }

    // What both processes did together.
    private static async Task<int> WithAnotherAsync(TestDatabase database, string[] arguments, Func<string, int> read, Task<int> mine)
    {
        using var other = SecondProcess.Start(database, arguments);
        var here = await mine;
        var output = await other.StandardOutput.ReadToEndAsync(Stop);
        var errors = await other.StandardError.ReadToEndAsync(Stop);
        await other.WaitForExitAsync(Stop);
        Assert.True(other.ExitCode == 0, errors);
        return here + read(output.Trim());
    }
}
