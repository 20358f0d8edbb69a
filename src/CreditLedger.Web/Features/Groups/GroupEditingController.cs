using CreditLedger.Data;
using CreditLedger.Data.Queries.Groups;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Groups;

/// <summary>Makes groups, and changes what they are called and share. Nothing that was used changes.</summary>
[Route("groups")]
[RequirePermission(Permission.ManageGroups)]
public sealed class GroupEditingController(FormTools tools, GroupQuery groups, FindMember find, SiteSettings site, SiteZone zone,
    TimeProvider clock)
    : CatalogueController<GroupRow, GroupForm>(tools)
{
    /// <inheritdoc />
    protected override string Folder => Routes.Groups;

    [HttpGet("{id:long:min(1)}/edit")]
    public override Task<IActionResult> Edit([FromRoute] long id, CancellationToken cancellationToken) => base.Edit(id, cancellationToken);

    [HttpPost("{id:long:min(1)}/edit")]
    public override Task<IActionResult> Change([FromRoute] long id, [FromForm] GroupForm form, CancellationToken cancellationToken) =>
        base.Change(id, form, cancellationToken);

    /// <inheritdoc />
    protected override IQueryable<VersionedRow> Rows(LedgerDbContext db) => db.Groups;

    /// <inheritdoc />
    protected override async Task<IActionResult> FormViewAsync(long id, GroupForm? form, CancellationToken cancellationToken)
    {
        var group = id == 0 ? null : await groups.OneAsync(id, clock.Now(), cancellationToken);
        if (id != 0 && group is null) return NotFound();
        return View("/Features/Groups/Edit.cshtml", new GroupFormPage(group, form ?? Open(group)));
    }

    /// <inheritdoc />
    protected override async Task<IActionResult> RowViewAsync(long id, CancellationToken cancellationToken) =>
        await groups.OneAsync(id, clock.Now(), cancellationToken) is { } group
            ? View("/Features/Groups/Overview.cshtml", new GroupOverview(new GroupView(group, GroupTab.Overview), site.Currency, zone,
                new GroupAddForm()))
            : NotFound();

    /// <inheritdoc />
    protected override async Task<CatalogueInput<GroupRow>> ReadAsync(long id, GroupForm form, CancellationToken cancellationToken)
    {
        var errors = ModelState.Errors().ToList();
        var meant = await find.RunAsync(form.Owner, cancellationToken);
        if (meant.Only is null && meant.Text.Length > 0) errors.Add(new FieldError(nameof(form.Owner), meant.Problem));
        if (errors.Count > 0 || meant.Only is not { } owner) return new CatalogueInput<GroupRow>(null, errors);
        var name = form.Name!.Trim();
        return new CatalogueInput<GroupRow>(
            new SaveGroupCommand(form.Key ?? "", User.Actor())
            {
                Id = id,
                SeenVersion = form.Version,
                Wanted = new GroupRow
                {
                    Name = name,
                    SortName = SearchText.Fold(name),
                    Kind = Enum.Parse<GroupKind>(form.Kind!),
                    OwnerId = owner.Id,
                    SharedFirst = form.SharedFirst,
                },
                Owner = owner.AsParty(),
                Shares = [.. Enum.GetValues<BenefitKind>().Where(kind => form.Shares?.Contains(kind.ToString()) == true)],
                SharesFrom = DayText.Read(form.SharesFrom),
            },
            errors);
    }

    /// <inheritdoc />
    protected override ArchiveCommand<GroupRow> ArchiveOf(long id, bool isArchived, string key) =>
        new ArchiveGroupCommand(key, User.Actor()) { Id = id, Archived = isArchived };

    /// <inheritdoc />
    protected override string SavedNotice(bool isNew, string name) => isNew ? $"{name} was made. Add its members." : $"{name} was changed.";

    /// <inheritdoc />
    protected override string ArchivedNotice(bool isArchived, string name) =>
        isArchived ? $"{name} was archived: it shares nothing any more." : $"{name} shares again.";

    /// <inheritdoc />
    protected override string AfterSaving(long id) => $"{Folder}/{id}";

    private GroupForm Open(GroupDetails? group) => group is null
        ? new GroupForm { Owner = Request.Query["owner"], Kind = Request.Query["kind"], Shares = Enum.GetNames<BenefitKind>() }
        : new GroupForm
        {
            Version = group.Version,
            Name = group.Name,
            Kind = group.Kind.ToString(),
            Owner = group.OwnerReference,
            SharedFirst = group.SharedFirst,
            Shares = [.. group.Shares.Select(kind => kind.ToString())],
        };
}
