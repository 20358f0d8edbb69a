namespace CreditLedger.Data.Import;

/// <summary>The headings of one kind of file: a contract with other programs.</summary>
/// <param name="Required">Must be there, in any order.</param>
/// <param name="Optional">May be there.</param>
public sealed record ImportHeadings(IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    private static readonly Dictionary<ImportKind, ImportHeadings> ByKind = new()
    {
        [ImportKind.Members] = new(["reference", "name"], ["email", "kind", "status", "tags", "joined_on"]),
        [ImportKind.Services] = new(["reference", "name"], ["category", "interval_minutes", "price", "currency"]),
        [ImportKind.Benefits] = new(["reference", "name", "kind"],
            ["category", "currency", "services", "step_minutes", "priority", "shared"]),
        [ImportKind.Credits] = new(
            ["external_id", "member", "benefit", "amount", "starts_at"],
            ["expires_at", "source", "source_name", "priority", "description"]),
        [ImportKind.Usages] = new(
            ["external_id", "member", "amount", "used_at"], ["credit", "benefit", "kind", "service", "used_by", "description"]),
        [ImportKind.Bookings] = new(
            ["external_id", "member", "service", "starts_at", "ends_at"],
            ["status", "paid_by", "amount_paid", "participant", "staff", "attendance", "description"]),
    };

    /// <summary>The headings of a kind.</summary>
    public static ImportHeadings Of(ImportKind kind) => ByKind[kind];

    /// <summary>The headings of a kind, for people.</summary>
    public static string DescribedFor(ImportKind kind) => ByKind[kind].Described;

    internal string Described => $"{string.Join(", ", Required)} (required); {string.Join(", ", Optional)}.";

    internal bool Has(string heading) => Required.Contains(heading) || Optional.Contains(heading);
}
