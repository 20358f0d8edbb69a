using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Tests.Notation;

namespace CreditLedger.Ledger.Tests.Catalogue;

/// <summary>
/// Plan 1, at version 3, grants room time (line 11, 300 min a month); memberships 1 and 2 are on it, of which 2 has ended.
/// </summary>
public sealed class CatalogueCommandTests
{
    private static readonly DateTime Now = new(2026, 11, 26, 12, 0, 0, DateTimeKind.Utc);

    private readonly List<object> _rows =
    [
        new ServiceRow { Id = 1, Reference = "POD", Name = "Pod" },
        new ServiceRow { Id = 2, Reference = "OLD", Name = "Old pod", ArchivedAt = Now },
        new BenefitRow { Id = 1, Reference = "ROOM", Name = "Room time", Kind = BenefitKind.Time, Version = 2 },
        new BenefitRow { Id = 2, Reference = "DESK", Name = "Desk time", Kind = BenefitKind.Time },
        new BenefitServiceRow { BenefitId = 1, ServiceId = 1 },
        new PlanRow { Id = 1, Name = "Hub", SortName = "hub", Version = 3 },
        new PlanRow { Id = 2, Name = "Night", SortName = "night" },
        new PlanLineRow { Id = 11, PlanId = 1, BenefitId = 1, Period = Period.Month, Position = 1 },
        new PlanLineTermsRow { PlanLineId = 11, EffectiveFrom = PlanLineTermsRow.FromTheBeginning, Amount = 300 },
        new MembershipRow { Id = 1, MemberId = 1, PlanId = 1, StartsOn = new DateOnly(2026, 1, 1) },
        new MembershipRow { Id = 2, MemberId = 2, PlanId = 1, StartsOn = new DateOnly(2026, 1, 1), EndsAt = Now.AddDays(-1) },
        new MembershipLineRow { MembershipId = 1, PlanLineId = 11, NextPeriod = 4, NextStartsAt = Now.AddDays(1),
            SetAsideAt = Now.AddDays(-2), SetAsideReason = "no" },
        new MembershipLineRow { MembershipId = 2, PlanLineId = 11, NextPeriod = 4, NextStartsAt = BalanceRow.Never },
    ];

    public static TheoryData<string, LedgerCommand, RefusedField, string> Refusals => new()
    {
        { "reference", Service(new() { Reference = "POD", Name = "Other" }), RefusedField.Reference,
            "Pod has this reference already: each service has its own. Give another one." },
        { "no reference", Service(new() { Name = "Other" }), RefusedField.Reference, "Give the service a reference." },
        { "no name", Service(new() { Reference = "A" }), RefusedField.Name, "Give the service a name." },
        { "length", Service(new() { Reference = new string('x', 101), Name = "A" }), RefusedField.Reference,
            "Reference has at most 100 characters; this one has 101." },
        { "long description", Hub(Line(300)) with { Wanted = new PlanRow { Name = "Hub", SortName = "hub",
            Description = new string('x', 501) } }, RefusedField.Description, "Description has at most 500 characters; this one has 501." },
        { "interval", Service(new() { Reference = "A", Name = "A", IntervalMinutes = 0 }), RefusedField.Interval,
            "An interval is a whole number of minutes from 1 to 1440." },
        { "currency", Service(new() { Reference = "A", Name = "A", Price = 1 }), RefusedField.Currency,
            "A price has a currency: give its three letters, like GBP." },
        { "price", Service(new() { Reference = "A", Name = "A", Price = -1, Currency = "GBP" }), RefusedField.Price,
            "A price is 0 or more." },
        { "kind", Room(room => room with { Kind = BenefitKind.Uses }), RefusedField.Kind,
            "This benefit's kind is Time and cannot change: its credits are counted in it. Create another benefit instead." },
        { "unit", Room(room => room with { Kind = BenefitKind.Money }) with { Id = 0 }, RefusedField.Currency,
            "Money and printing are counted in a currency: give its three letters, like GBP." },
        { "step", Room(room => room with { StepMinutes = 0 }), RefusedField.Step, "A step is a whole number of minutes from 1 to 1440." },
        { "priority", Room(room => room with { Priority = 1001 }), RefusedField.Priority,
            "Priority is a whole number from 0 to 1000; lower is used first." },
        { "rollover", Room(room => room with { RolloverMin = 20 }), RefusedField.RolloverMin,
            "Time moves in steps of 15 min: 20 is not a whole step. Use 15 or 30." },
        { "archived", Room(room => room) with { ServiceIds = [1, 2] }, RefusedField.Services,
            "Old pod is archived: restore it first, or leave it out." },
        { "no service", Room(room => room) with { ServiceIds = [9] }, RefusedField.Services,
            "There is no such service. Tick those of the list." },
        { "name", Hub(Line(360)) with { Wanted = new PlanRow { Name = "NIGHT", SortName = "night" } }, RefusedField.Name,
            "Night has this name already: each plan has its own. Give another one." },
        { "no benefit", Hub(Line(360) with { BenefitId = 9 }), RefusedField.Benefit, "There is no such benefit. Choose one of the list." },
        { "no lines", Hub(), RefusedField.Whole, "A plan grants something: give it at least one line." },
        { "no plan", Hub(Line(360)) with { Id = 9 }, RefusedField.Whole, "There is no such plan." },
        { "stale", Hub(Line(360)) with { SeenVersion = 2 }, RefusedField.Whole,
            "Someone changed this plan after you opened it; nothing was saved. What you typed is still here: compare it with the plan as " +
                "it is now, and save again to replace that." },
        { "product", new SaveProductCommand("key", Actor.User(1)) { Id = 0, Wanted = new ProductRow { Name = "Pack", SortName = "pack" },
            Lines = [] }, RefusedField.Whole, "A product grants something: give it at least one line." },
    };

    [Theory, MemberData(nameof(Refusals))]
    public void What_cannot_be_is_refused_at_its_field(string what, LedgerCommand command, RefusedField field, string message)
    {
        var refusal = Assert.IsType<Refusal>(Decide(command));
        Assert.Equal((what, field, message), (what, refusal.Field, refusal.Message));
    }

    [Fact]
    public void An_edit_adds_terms_from_now_on_and_tries_again_what_was_set_aside()
    {
        var changes = Changes(Hub(Line(360)));
        Assert.Equal([RelatedOperation.Update, RelatedOperation.Insert, RelatedOperation.Update],
            changes.Select(change => change.Operation));
        Assert.Equal(4, Assert.IsType<PlanRow>(changes[0].Row).Version);
        Assert.Equal(new PlanLineTermsRow { PlanLineId = 11, EffectiveFrom = Now, Amount = 360, ChangedById = 1 }, changes[1].Row);
        Assert.Equal((1, Now, Now.AddDays(-2)), Assert.IsType<MembershipLineRow>(changes[2].Row) is var line
            ? (line.MembershipId, line.NextStartsAt, line.SetAsideAt) : default);
    }

    [Fact]
    public void A_new_line_reaches_the_memberships_that_run_and_one_that_is_left_out_ends()
    {
        var changes = Changes(Hub(new PlanLineDraft(0, null, 2, Period.Week, new PlanTerms(60))));
        var added = Assert.Single(changes.Select(change => change.Row).OfType<PlanLineRow>(), line => line.BenefitId == 2);
        Assert.Equal([(added.Id, 60L), (11L, 0L)],
            changes.Select(change => change.Row).OfType<PlanLineTermsRow>().Select(terms => (terms.PlanLineId, terms.Amount)));
        Assert.Equal(
            [(1L, Now)],
            changes.Select(change => change.Row).OfType<MembershipLineRow>().Where(line => line.PlanLineId == added.Id)
                .Select(line => (line.MembershipId, line.NextStartsAt)));
    }

    [Fact]
    public void What_holds_already_is_done_whatever_the_version()
    {
        Assert.False(Assert.IsType<Draft>(Decide(Hub(Line(300)) with { SeenVersion = 1 })).ChangesSomething);
        Assert.False(Assert.IsType<Draft>(Decide(Room(room => room) with { SeenVersion = 1 })).ChangesSomething);
        Assert.False(Assert.IsType<Draft>(Decide(new ArchiveCommand<ServiceRow>("key", Actor.User(1)) { Id = 2, Archived = true }))
            .ChangesSomething);
    }

    [Fact]
    public void A_benefit_gives_up_services_and_takes_others_and_without_a_list_keeps_them()
    {
        _rows.Add(new ServiceRow { Id = 3, Reference = "HALL", Name = "Hall" });
        var changes = Changes(Room(room => room) with { ServiceIds = [3] });
        Assert.Equal([RelatedOperation.Update, RelatedOperation.Delete, RelatedOperation.Insert],
            changes.Select(change => change.Operation));
        Assert.Equal([1L, 3], changes.Select(change => change.Row).OfType<BenefitServiceRow>().Select(link => link.ServiceId));
        Assert.Single(Changes(Room(room => room with { Priority = 7 }) with { ServiceIds = null }));
    }

    [Fact]
    public void Archiving_raises_the_version_and_restoring_takes_the_mark_away()
    {
        var archived =
            Assert.IsType<PlanRow>(Assert.Single(Changes(new ArchiveCommand<PlanRow>("key", Actor.User(1)) { Id = 1, Archived = true }))
            .Row);
        Assert.Equal((Now, 4), (archived.ArchivedAt, archived.Version));
        Assert.Null(
            Assert.IsType<ServiceRow>(
            Assert.Single(Changes(new ArchiveCommand<ServiceRow>("key", Actor.User(1)) { Id = 2, Archived = false })).Row).ArchivedAt);
    }

    private static SaveServiceCommand Service(ServiceRow wanted) => new("key", Actor.User(1)) { Id = 0, Wanted = wanted };

    private static SaveBenefitCommand Room(Func<BenefitRow, BenefitRow> change) => new("key", Actor.User(1))
    {
        Id = 1,
        SeenVersion = 2,
        Wanted = change(new BenefitRow { Reference = "ROOM", Name = "Room time", Kind = BenefitKind.Time }),
        ServiceIds = [1],
    };

    private static PlanLineDraft Line(long amount) => new(0, 11, 1, Period.Month, new PlanTerms(amount));

    private static SavePlanCommand Hub(params PlanLineDraft[] lines) =>
        new("key", Actor.User(1)) { Id = 1, SeenVersion = 3, Wanted = new PlanRow { Name = "Hub", SortName = "hub" }, Lines = lines };

    private List<RelatedChange> Changes(LedgerCommand command) =>
        [.. Assert.IsType<Draft>(Decide(command)).Related!(new DraftRows(null, [], [], new TestIds()))];

    private Decision Decide(LedgerCommand command) => RelatedRows.Decide(command, _rows, Now);
}
