using System.Diagnostics;
using System.Globalization;
using CreditLedger.Data.Demo;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Sharing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Faults;

/// <summary>Another process on the same database: what the tests of races and kills start.</summary>
internal static class SecondProcess
{
    public const string Verb = "--second-process";

    /// <summary>Starts this very program in its other role.</summary>
    public static Process Start(TestDatabase database, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath! : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(SecondProcess).Assembly.Location);
        start.ArgumentList.Add(Verb);
        start.ArgumentList.Add(database.Options.Provider);
        start.ArgumentList.Add(database.Options.ConnectionString);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    public static async Task<int> RunAsync(string[] arguments)
    {
        var options = new DatabaseOptions { Provider = arguments[0], ConnectionString = arguments[1] };
        await using var services = new ServiceCollection().AddSingleton(new LedgerRules()).AddSingleton(TestDatabase.London)
            .AddLedgerData(options).BuildServiceProvider();
        var store = services.GetRequiredService<LedgerStore>();
        var member = long.Parse(arguments[3], CultureInfo.InvariantCulture);
        var (threads, tries) = (int.Parse(arguments[4], CultureInfo.InvariantCulture),
            int.Parse(arguments[5], CultureInfo.InvariantCulture));
        switch (arguments[2])
        {
            case "spend":
                Console.WriteLine(await SpendAsync(store, member, threads, tries));
                return 0;
            case "again":
                Console.WriteLine(await ImportAgainAsync(store, member, threads));
                return 0;
            case "supply":
                Console.WriteLine(await SupplyAsync(store, member, threads, tries));
                return 0;
            case "issue":
                await IssueAsync(services, linesPerRound: tries);
                return 0;
            case "import":
                await ImportAsync(store, member, tries);
                return 0;
            case "members":
                Console.WriteLine(await SaveMembersAsync(store, threads, tries));
                return 0;
            case "leave":
                await LeaveAndReturnAsync(store, member, tries);
                return 0;
            case "put back":
                Console.WriteLine(await PutBackAsync(store, member, threads));
                return 0;
            case "book":
                Console.WriteLine(await BookingProcess.BookAsync(store, member, threads, hours: tries));
                return 0;
            case "churn":
                await BookingProcess.ChurnAsync(store, member, round: threads, tries);
                return 0;
            case "clear":
                Console.WriteLine(await ClearAsync(services));
                return 0;
            case "clear step by step":
                using (DiagnosticListener.AllListeners.Subscribe(new Steps())) await ClearAsync(services);
                return 0;
            default:
                return 2;
        }
    }

    /// <summary>
    /// Threads that each try to use one unit, many times; says how many succeeded. Anything but "recorded" and "short" is an error.
    /// </summary>
    public static async Task<int> SpendAsync(LedgerStore store, long member, int threads, int tries)
    {
        var recorded = 0;
        await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(async () =>
        {
            for (var index = 0; index < tries; index++)
            {
                var act = new UsageCommand($"{Environment.ProcessId}-{thread}-{index}", Actor.User(1))
                { MemberId = member, Amount = 1, Kind = BenefitKind.Uses };
                switch (await store.ExecuteAsync(act, CancellationToken.None))
                {
                    case Done:
                        Interlocked.Increment(ref recorded);
                        break;
                    case Refused { Refusal.Reason: RefusalReason.NotEnough }:
                        break;
                    case var other:
                        throw new InvalidOperationException($"Neither recorded nor short: {other}");
                }
            }
        })));
        return recorded;
    }

    /// <summary>
    /// Threads that each import the same usage; says how many recorded it. Anything but that and "already there" is an error.
    /// </summary>
    public static async Task<int> ImportAgainAsync(LedgerStore store, long member, int threads)
    {
        var again = new UsageCommand("import:usage:U1", Actor.Job(JobName.Import))
        { MemberId = member, Amount = 1, Kind = BenefitKind.Uses, AgainIfUndone = true };
        var results = await Task.WhenAll(Enumerable.Range(0, threads)
            .Select(_ => Task.Run(() => store.ExecuteAsync(again, CancellationToken.None))));
        return results.Count(result => result is Done done ? !done.IsReplay
            : throw new InvalidOperationException($"Neither recorded nor already there: {result}"));
    }

    /// <summary>
    /// Threads that each send the same forms, of which each sells the first product and assigns the first plan; says how many were recorded
    /// here. Anything but "recorded" and "recorded before" is an error.
    /// </summary>
    public static async Task<int> SupplyAsync(LedgerStore store, long member, int threads, int forms)
    {
        var (recorded, user, day) = (0, Actor.User(1), new DateOnly(2026, 1, 5));
        await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(async () =>
        {
            for (var form = 0; form < forms; form++)
            {
                LedgerCommand[] commands =
                [
                    new SellProductCommand($"sell-{form}", user) { MemberId = member, ProductId = 1, SoldOn = day, InternalNote = "cash" },
                    new AssignPlanCommand($"assign-{form}", user) { MemberId = member, PlanId = 1, StartsOn = day, Overlap = true },
                ];
                foreach (var command in commands)
                {
                    var result = await store.ExecuteAsync(command, CancellationToken.None);
                    if (result is not Done done) throw new InvalidOperationException($"Not recorded: {result}");
                    if (!done.IsReplay) Interlocked.Increment(ref recorded);
                }
            }
        })));
        return recorded;
    }

    /// <summary>Issues what is due, and says after each round how many periods that were.</summary>
    private static async Task IssueAsync(IServiceProvider services, int linesPerRound)
    {
        var issuing = new MembershipIssuing(services.GetRequiredService<LedgerStore>(), TestDatabase.London, TimeProvider.System)
        { LinesPerRound = linesPerRound };
        await issuing.RunAsync(DateTime.MaxValue, new Spoken(), CancellationToken.None);
    }

    private sealed class Spoken : IProgress<IssueCounts>
    {
        public void Report(IssueCounts value) => Console.WriteLine(value.Periods);
    }

    /// <summary>Threads that each send the same forms of new members; says how many were recorded here.</summary>
    public static async Task<int> SaveMembersAsync(LedgerStore store, int threads, int forms)
    {
        var recorded = 0;
        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(async () =>
        {
            for (var form = 0; form < forms; form++)
            {
                var adding = new SaveMemberCommand($"new-{form}", Actor.User(1))
                { Id = 0, Wanted = new MemberRow { Reference = $"N-{form}", Name = $"New {form}" }, Tags = ["new"] };
                if (!Recorded(await store.ExecuteAsync(adding, CancellationToken.None)).IsReplay) Interlocked.Increment(ref recorded);
            }
        })));
        return recorded;
    }

    /// <summary>Threads that each put the same contact of the first group back; says how many did.</summary>
    public static async Task<int> PutBackAsync(LedgerStore store, long member, int threads)
    {
        var results = await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(() => store.ExecuteAsync(
            new PutBackGroupMemberCommand($"{Environment.ProcessId}-{thread}", Actor.User(1))
            { Id = 1, SeenVersion = 2, Member = new GroupParty(member, "Ada Brown", false), AsIfNeverLeft = true },
            CancellationToken.None))));
        return results.Count(result => result is Done or Refused ? result is Done
            : throw new InvalidOperationException($"Neither put back nor refused: {result}"));
    }

    /// <summary>Clears the demo space as it is; says whether it did.</summary>
    public static async Task<bool> ClearAsync(IServiceProvider services)
    {
        var clearing = services.GetRequiredService<DemoClearing>();
        try
        {
            return await clearing.LookAsync(CancellationToken.None) is { } seen && await clearing.RunAsync(seen, CancellationToken.None);
        }
        catch (LedgerBusyException)
        {
            return false;
        }
    }

    /// <summary>A member who leaves and is back, again and again, from one version to the next, each announced after its commit.</summary>
    private static async Task LeaveAndReturnAsync(LedgerStore store, long member, int times)
    {
        for (var version = 1; version <= times; version++)
        {
            var save = new SaveMemberCommand($"version-{version}", Actor.User(1))
            {
                Id = member,
                SeenVersion = version,
                Wanted = new MemberRow
                {
                    Reference = "M-1",
                    Name = $"Ada {version + 1}",
                    Status = version % 2 == 1 ? MemberStatus.Left : MemberStatus.Active,
                },
                Tags = [$"tag {version + 1}"],
            };
            Recorded(await store.ExecuteAsync(save, CancellationToken.None));
            Console.WriteLine(version + 1);
        }
    }

    private static Done Recorded(Result result) => result as Done ?? throw new InvalidOperationException($"Not recorded: {result}");

    /// <summary>Announces every statement that was executed, and waits for a line before it goes on.</summary>
    private sealed class Steps : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name) value.Subscribe(this, name => name == RelationalEventId.CommandExecuted.Name);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            Console.WriteLine("statement");
            Console.ReadLine();
        }
    }

    /// <summary>Bulk sessions of 200 usages, each announced after its commit: what is killed in the middle.</summary>
    private static async Task ImportAsync(LedgerStore store, long member, int sessions)
    {
        for (var session = 0; session < sessions; session++)
        {
            await using var bulk = await store.BeginBulkAsync(CancellationToken.None);
            for (var chunk = 0; chunk < 2; chunk++)
            {
                var first = (session * 200) + (chunk * 100);
                await bulk.ExecuteAsync(
                    [.. Enumerable.Range(first, 100).Select(index => new UsageCommand($"import:{index}", Actor.Job(JobName.Import))
                        { MemberId = member, Amount = 1, Kind = BenefitKind.Uses })],
                    CancellationToken.None);
            }

            await bulk.CommitAsync(CancellationToken.None);
            Console.WriteLine(session);
        }
    }
}
