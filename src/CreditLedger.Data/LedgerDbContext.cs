using CreditLedger.Data.Identity;
using CreditLedger.Data.Model;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CreditLedger.Data;

/// <summary>
/// The one model of both databases. People and catalogue are writable; credits, entries, postings and their cached sums can only be
/// read from outside this assembly: rows come into being in <c>LedgerStore</c> and nowhere else (R4).
/// </summary>
public abstract class LedgerDbContext(DbContextOptions options) : IdentityUserContext<AppUser, long>(options), IDataProtectionKeyContext
{
    /// <summary>Members, with their tags and search terms.</summary>
    public DbSet<Member> Members => Set<Member>();

    /// <summary>Tags of members.</summary>
    public DbSet<MemberTag> MemberTags => Set<MemberTag>();

    /// <summary>Words by which members are found.</summary>
    public DbSet<MemberSearchTerm> MemberSearchTerms => Set<MemberSearchTerm>();

    /// <summary>Services.</summary>
    public DbSet<Service> Services => Set<Service>();

    /// <summary>Benefits.</summary>
    public DbSet<Benefit> Benefits => Set<Benefit>();

    /// <summary>The services of benefits that are not good for all.</summary>
    public DbSet<BenefitService> BenefitServices => Set<BenefitService>();

    /// <summary>Plans.</summary>
    public DbSet<Plan> Plans => Set<Plan>();

    /// <summary>Lines of plans.</summary>
    public DbSet<PlanLine> PlanLines => Set<PlanLine>();

    /// <summary>What lines of plans granted and grant; rows are only added (R27).</summary>
    public DbSet<PlanLineTerms> PlanLineTerms => Set<PlanLineTerms>();

    /// <summary>Products.</summary>
    public DbSet<Product> Products => Set<Product>();

    /// <summary>Lines of products.</summary>
    public DbSet<ProductLine> ProductLines => Set<ProductLine>();

    /// <summary>Teams, businesses and families.</summary>
    public DbSet<Group> Groups => Set<Group>();

    /// <summary>Members of groups.</summary>
    public DbSet<GroupMember> GroupMembers => Set<GroupMember>();

    /// <summary>Kinds that groups share.</summary>
    public DbSet<GroupShare> GroupShares => Set<GroupShare>();

    /// <summary>Caps of members of groups.</summary>
    public DbSet<GroupCap> GroupCaps => Set<GroupCap>();

    /// <summary>Benefits that rights of members of groups name.</summary>
    public DbSet<GroupBenefit> GroupBenefits => Set<GroupBenefit>();

    /// <summary>Keys of the web nodes.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Sessions of people who are signed in.</summary>
    public DbSet<UserSession> Sessions => Set<UserSession>();

    /// <summary>Wrong passwords, counted.</summary>
    public DbSet<SignInTry> SignInTries => Set<SignInTry>();

    /// <summary>Credits, to read.</summary>
    public IQueryable<Credit> Credits => Set<Credit>();

    /// <summary>Cached sums of credits, to read; one for each credit (R5).</summary>
    public IQueryable<CreditBalance> CreditBalances => Set<CreditBalance>();

    /// <summary>Ledger rows, to read.</summary>
    public IQueryable<LedgerEntry> LedgerEntries => Set<LedgerEntry>();

    /// <summary>Postings, to read.</summary>
    public IQueryable<Posting> Postings => Set<Posting>();

    /// <summary>
    /// Entries that reverse another. Only asked for like this does SQL Server take the filtered index that serves "was it reversed".
    /// </summary>
    public IQueryable<LedgerEntry> Reversals => LedgerEntries.Where(entry => entry.ReversesEntryId != null);

    /// <summary>Postings that reverse another; asked for like this for the same reason.</summary>
    public IQueryable<Posting> Undoings => Postings.Where(posting => posting.ReversesPostingId != null);

    /// <summary>Requests that were carried out, to read.</summary>
    public IQueryable<Request> Requests => Set<Request>();

    /// <summary>Memberships, to read.</summary>
    public IQueryable<Membership> Memberships => Set<Membership>();

    /// <summary>Where memberships' lines stand, to read.</summary>
    public IQueryable<MembershipLine> MembershipLines => Set<MembershipLine>();

    /// <summary>Which credits memberships granted, to read.</summary>
    public IQueryable<MembershipCredit> MembershipCredits => Set<MembershipCredit>();

    /// <summary>Periods that were skipped (R54), to read.</summary>
    public IQueryable<MembershipSkip> MembershipSkips => Set<MembershipSkip>();

    /// <summary>Pauses of memberships (R46), to read.</summary>
    public IQueryable<MembershipPause> MembershipPauses => Set<MembershipPause>();

    /// <summary>The status history of members (R54), to read.</summary>
    public IQueryable<KeptStatus> MemberStatuses => Set<KeptStatus>();

    /// <summary>Records of one person that were merged (R50), to read.</summary>
    public IQueryable<MemberMerge> MemberMerges => Set<MemberMerge>();

    /// <summary>Sales of products, to read.</summary>
    public IQueryable<Sale> Sales => Set<Sale>();

    /// <summary>Requests to an admin, to read.</summary>
    public IQueryable<Approval> Approvals => Set<Approval>();

    /// <summary>Sensitive acts, allowed and denied, to read.</summary>
    public IQueryable<AuditEvent> AuditEvents => Set<AuditEvent>();

    /// <summary>Bookings, to read.</summary>
    public IQueryable<Booking> Bookings => Set<Booking>();

    /// <summary>What is committed for bookings (R42), to read.</summary>
    public IQueryable<Commitment> Commitments => Set<Commitment>();

    /// <summary>
    /// What is committed and not used yet. Only asked for like this does SQL Server take the filtered indexes that serve it.
    /// </summary>
    public IQueryable<Commitment> OpenCommitments => Commitments.Where(row => row.DueAt != null);

    /// <summary>What services cost in credits (R47), to read.</summary>
    public IQueryable<ServiceRate> ServiceRates => Set<ServiceRate>();

    /// <summary>Members' use of others' credits, to read.</summary>
    public IQueryable<SharedUse> SharedUses => Set<SharedUse>();

    /// <summary>The site's settings, to read; one row (R55).</summary>
    public IQueryable<StoredSettings> SiteSettings => Set<StoredSettings>();

    /// <summary>Adds the statements that put the triggers of R4 on the ledger's tables.</summary>
    internal abstract void CreateLedgerTriggers(MigrationBuilder migration);

    /// <summary>Adds the statements that drop them.</summary>
    internal abstract void DropLedgerTriggers(MigrationBuilder migration);

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Every index is named beside the query that it serves; the ledger's rows pay for none by accident.
        configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(LedgerDbContext).Assembly);
    }

    /// <inheritdoc />
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefuseLedgerRows();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc />
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseLedgerRows();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    // Set<Credit>() is public in EF; what it tracks must still never be saved (R4).
    private void RefuseLedgerRows()
    {
        var touched = ChangeTracker.Entries().FirstOrDefault(entry =>
            entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
            && entry.Entity is Credit or LedgerEntry or Posting or CreditBalance or Membership or MembershipLine or MembershipCredit or Sale
                or SharedUse or Request or MembershipSkip or MembershipPause or KeptStatus or StoredSettings or AuditEvent
                or Booking or Commitment or ServiceRate or MemberMerge or Merged);
        if (touched is not null)
            throw new InvalidOperationException($"{touched.Metadata.ShortName()} rows are written by LedgerStore only (R4).");
    }
}
