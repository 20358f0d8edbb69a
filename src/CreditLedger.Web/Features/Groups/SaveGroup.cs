using CreditLedger.Data;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Infrastructure.Outcomes;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Groups;

/// <summary>Makes a group, or changes what one is called, whose credits it shares, and which kinds.</summary>
public sealed class SaveGroup(LedgerDbContext db, FindMember find)
{
    /// <summary>Done with the group's number, or why not.</summary>
    /// <param name="id">The group; none makes one.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Outcome> RunAsync(long? id, GroupForm form, CancellationToken cancellationToken)
    {
        var group = id is { } known
            ? await db.Groups.Include(one => one.Shares).Include(one => one.Members).FirstOrDefaultAsync(one => one.Id == known, cancellationToken)
            : new Group { Name = "", SortName = "" };
        if (group is null) return new Missing();

        var kind = Enum.Parse<GroupKind>(form.Kind!);
        var owner = await find.RunAsync(form.Owner!, cancellationToken);
        if (owner.Problem is { } problem) return new Invalid(new FieldError(nameof(form.Owner), problem));
        if (RefuseOwner(kind, owner, group) is { } wrong) return new Invalid(new FieldError(nameof(form.Owner), wrong));

        var name = form.Name!.Trim();
        var sortName = SearchText.Fold(name);
        if (await db.Groups.AnyAsync(other => other.Id != group.Id && other.OwnerId == owner.Id && other.SortName == sortName && other.ArchivedAt == null, cancellationToken))
            return new Invalid(new FieldError(nameof(form.Name), $"{owner.Name} has a group of that name already. Choose another name, or change that one."));

        (group.Name, group.SortName, group.Kind, group.OwnerId, group.SharedFirst) = (name, sortName, kind, owner.Id, form.SharedFirst);
        var shares = (form.Shares ?? []).Where(share => Enum.GetNames<BenefitKind>().Contains(share)).Select(Enum.Parse<BenefitKind>).ToHashSet();
        foreach (var gone in group.Shares.Where(share => !shares.Contains(share.Kind)).ToList()) group.Shares.Remove(gone);
        foreach (var added in shares.Except(group.Shares.Select(share => share.Kind)).ToList()) group.Shares.Add(new GroupShare { Kind = added });
        if (id is null) db.Groups.Add(group);
        await db.SaveChangesAsync(cancellationToken);
        return new Done<long>(group.Id);
    }

    private static string? RefuseOwner(GroupKind kind, FoundMember owner, Group group)
    {
        if (kind == GroupKind.Business && owner.Kind != MemberKind.Business) return $"{owner.Name} is a person. A business group shares the credits of a business record.";
        if (kind == GroupKind.Family && owner.Kind != MemberKind.Person) return $"{owner.Name} is a business. A family shares the credits of a person.";
        return group.Members.Any(member => member.MemberId == owner.Id) ? $"{owner.Name} is a member of this group. Remove that member first: the owner is not among them." : null;
    }
}
