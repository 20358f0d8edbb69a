using System.Diagnostics.Metrics;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Data.Tests.Ledger;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Refusals_are_counted_by_reason_and_transactions_are_timed()
    {
        await using var database = await TestDatabase.CreateAsync();
        var member = await database.AddMemberAsync("M-1");
        await database.GrantAsync(member, await database.AddBenefitAsync("ROOM"), 60);
        var (tags, durations) = (new List<string>(), 0);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == LedgerTelemetry.Name) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, values, _) =>
        {
            if (instrument.Name == "creditledger.refusals") lock (tags) tags.Add($"{values[0].Value} {values[1].Value}");
        });
        listener.SetMeasurementEventCallback<double>((instrument, seconds, _, _) =>
        {
            if (instrument.Name == "creditledger.append.duration" && seconds > 0) Interlocked.Increment(ref durations);
        });
        listener.Start();

        var usage = new UsageCommand("too much", Actor.User(1)) { MemberId = member, Amount = 600_000, Kind = BenefitKind.Time };
        Assert.IsType<Refused>(await database.Store.ExecuteAsync(usage, TestContext.Current.CancellationToken));

        // Other tests run beside this one and are heard as well.
        lock (tags) Assert.Contains($"{RefusalReason.NotEnough} {RefusedField.Amount}", tags);
        Assert.True(durations >= 1);
    }
}
