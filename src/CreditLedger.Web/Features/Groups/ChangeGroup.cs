using CreditLedger.Data;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;
using CreditLedger.Web.Features.Shared;
using CreditLedger.Web.Infrastructure;
using CreditLedger.Web.Infrastructure.Outcomes;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Groups;

/// <summary>Sends what was typed about a group as a command. The same form sent again changes nothing more (R9).</summary>
public sealed class ChangeGroup(LedgerStore store, FindMember find, LedgerDbContext db, SiteOptions site)
{
    /// <summary>Makes a group (number 0), or changes what one is called, whose credits it shares, and which kinds.</summary>
    public async Task<Outcome> SaveAsync(long id, GroupForm form, Actor actor, CancellationToken cancellationToken)
    {
        var meant = await find.RunAsync(form.Owner, cancellationToken);
        if (meant.Only is not { } owner) return new Invalid(new FieldError(nameof(form.Owner), meant.Problem));
        var name = form.Name!.Trim();
        var command = new SaveGroupCommand(form.Key ?? "", actor)
        {
            Id = id,
            SeenVersion = form.Version,
            Name = name,
            SortName = SearchText.Fold(name),
            Kind = Enum.Parse<GroupKind>(form.Kind!),
            Owner = PartyOf(owner),
            Shares = [.. Enum.GetValues<BenefitKind>().Where(kind => form.Shares?.Contains(kind.ToString()) == true)],
            SharedFirst = form.SharedFirst,
        };
        return await RunAsync(command, id == 0 ? $"{name} was made. Add its members." : $"{name} was changed.", FieldOf, cancellationToken);

        static string FieldOf(Refusal refusal) => refusal.Field switch
        {
            RefusedField.Member => nameof(GroupForm.Owner),
            RefusedField.Name => nameof(GroupForm.Name),
            _ => "",
        };
    }

    /// <summary>Archives a group, or restores it.</summary>
    public Task<Outcome> ArchiveAsync(long id, bool archived, VersionedForm edit, Actor actor, CancellationToken cancellationToken) => RunAsync(
        new ArchiveGroupCommand(edit.Key ?? "", actor) { Id = id, SeenVersion = edit.Version, Archived = archived },
        archived ? "The group was archived: it shares nothing any more." : "The group shares again.",
        _ => "",
        cancellationToken);

    /// <summary>Puts a member into a group.</summary>
    public async Task<Outcome> AddAsync(long id, string? typed, VersionedForm edit, Actor actor, CancellationToken cancellationToken)
    {
        const string Field = "Member";
        if (string.IsNullOrWhiteSpace(typed)) return new Invalid(new FieldError(Field, "Say who it is: a reference, an e-mail or a name."));
        var meant = await find.RunAsync(typed, cancellationToken);
        if (meant.Only is not { } member) return new Invalid(new FieldError(Field, meant.Problem));
        return await RunAsync(
            new AddGroupMemberCommand(edit.Key ?? "", actor) { Id = id, SeenVersion = edit.Version, Member = PartyOf(member) },
            $"{member.Name} was added and may use what is shared.",
            refusal => refusal.Field == RefusedField.Member ? Field : "",
            cancellationToken);
    }

    /// <summary>Changes what one member may use.</summary>
    public async Task<Outcome> ChangeMemberAsync(long id, long memberId, GroupMemberForm form, Actor actor, CancellationToken cancellationToken)
    {
        if (await NameOfAsync(memberId, cancellationToken) is not { } name) return new Missing();
        var errors = new List<FieldError>();
        var (caps, places) = (new Dictionary<BenefitKind, Cap>(), new Dictionary<int, int>());
        foreach (var (index, field) in (form.Caps ?? []).Index())
        {
            if (!Enum.TryParse<BenefitKind>(field.Kind, out var kind) || string.IsNullOrWhiteSpace(field.Amount)) continue;
            var parsed = AmountParser.Parse(field.Amount, Unit.Of(kind, site.Currency), allowZero: true);
            if (parsed.Error is { } wrong) errors.Add(new FieldError($"Caps[{index}].Amount", wrong));
            places[(int)kind] = index;
            caps[kind] = new Cap(parsed.Amount, Enum.TryParse<Period>(field.Period, out var period) ? period : default);
        }

        if (errors.Count > 0) return new Invalid(errors);
        return await RunAsync(
            new ChangeGroupMemberCommand(form.Key ?? "", actor)
            {
                Id = id,
                SeenVersion = form.Version,
                MemberId = memberId,
                MayUse = form.MayUse,
                Caps = caps,
            },
            $"What {name} may use was changed.",
            refusal => refusal.Row is { } kind ? $"Caps[{places[kind]}].{refusal.Field}" : "",
            cancellationToken);
    }

    /// <summary>Takes a member out of a group.</summary>
    public async Task<Outcome> RemoveAsync(long id, long memberId, VersionedForm edit, Actor actor, CancellationToken cancellationToken) =>
        await NameOfAsync(memberId, cancellationToken) is not { } name ? new Missing() : await RunAsync(
            new RemoveGroupMemberCommand(edit.Key ?? "", actor) { Id = id, SeenVersion = edit.Version, MemberId = memberId },
            $"{name} was removed. What was used stays in the history.",
            _ => "",
            cancellationToken);

    private static GroupParty PartyOf(MemberChoice member) => new(member.Id, member.Name, member.Kind == MemberKind.Business);

    private Task<string?> NameOfAsync(long memberId, CancellationToken cancellationToken) =>
        db.Members.Where(member => member.Id == memberId).Select(member => (string?)member.Name).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Carries a command out, and says what became of it: each refusal beside the field that <paramref name="fieldOf"/> names.</summary>
    public async Task<Outcome> RunAsync(GroupCommand command, string notice, Func<Refusal, string> fieldOf, CancellationToken cancellationToken)
    {
        var outcome = await store.RunAsync(command, fieldOf, cancellationToken);
        return outcome is Done<Done>(var done) ? new Done<GroupChanged>(new GroupChanged(done.Id, notice)) : outcome;
    }
}

/// <summary>A group as it is now.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Notice">What happened, in words.</param>
public sealed record GroupChanged(long Id, string Notice);
