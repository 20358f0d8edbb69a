using System.Text.RegularExpressions;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Auditing;

/// <summary>One sensitive act, allowed or denied: who, when, what, about what, from where. Rows are only appended.</summary>
public partial record AuditRow : ILedgerRow<AuditRow>
{
    /// <summary>Longest name of an act, in characters.</summary>
    public const int MaxActLength = 60;

    /// <summary>Longest e-mail or other name of who did it, in characters.</summary>
    public const int MaxWhoLength = 256;

    /// <summary>Longest <see cref="About"/>, in characters.</summary>
    public const int MaxAboutLength = 500;

    /// <summary>Longest <see cref="Source"/> and <see cref="Reference"/>, in characters.</summary>
    public const int MaxSourceLength = 100;

    /// <summary>The columns.</summary>
    public static LedgerTable<AuditRow> Table { get; } = new(
        "AuditEvents",
        Column.Of((AuditRow row) => row.Id, key: true),
        Column.Of((AuditRow row) => row.RecordedAt, isFixed: true),
        Column.Of((AuditRow row) => row.Act, length: MaxActLength, exact: true, isFixed: true),
        Column.Of((AuditRow row) => row.IsAllowed, isFixed: true),
        Column.Of((AuditRow row) => row.Who, length: MaxWhoLength, exact: true, isFixed: true),
        Column.Of((AuditRow row) => row.About, length: MaxAboutLength, isFixed: true),
        Column.Of((AuditRow row) => row.Source, length: MaxSourceLength, isFixed: true),
        Column.Of((AuditRow row) => row.Reference, length: MaxSourceLength, isFixed: true));

    /// <summary>Database key.</summary>
    public long Id { get; init; }

    /// <summary>When.</summary>
    public DateTime RecordedAt { get; init; }

    /// <summary>What was done or tried: "sign in", "adjust a balance".</summary>
    public string Act { get; init; } = "";

    /// <summary>Whether it was done, and not refused.</summary>
    public bool IsAllowed { get; init; }

    /// <summary>
    /// The e-mail of the account in lower case; for a verb the machine's user; "nobody" for people who are not signed in.
    /// </summary>
    public string Who { get; init; } = "";

    /// <summary>What it was about, without secrets: "member 5, transaction 812".</summary>
    public string? About { get; init; }

    /// <summary>The network address that it came from; "command line" for a verb.</summary>
    public string Source { get; init; } = "";

    /// <summary>The reference of the request, which is also in the log and on error pages.</summary>
    public string? Reference { get; init; }

    /// <summary>The row of a note, with every text on one line and cut to its column.</summary>
    public static AuditRow Of(AuditNote note, string? about, long id, DateTime now) => new()
    {
        Id = id,
        RecordedAt = now,
        Act = OneLine(note.Act, MaxActLength),
        IsAllowed = note.IsAllowed,
        Who = OneLine(note.Who, MaxWhoLength).ToLowerInvariant(),
        About = about is null ? null : OneLine(about, MaxAboutLength),
        Source = OneLine(note.Source, MaxSourceLength),
        Reference = note.Reference is null ? null : OneLine(note.Reference, MaxSourceLength),
    };

    // What people sent may hold line breaks, and marks that turn the direction of a text round.
    private static string OneLine(string text, int most) =>
        Invisible().Replace(text.Length <= most ? text : text[..(most - 1)] + "…", "?");

    [GeneratedRegex(@"[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]")]
    private static partial Regex Invisible();
}
