using System.Globalization;
using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Credits.Moves;

/// <summary>What is done with what remains on credits (R23).</summary>
public enum MoveMode
{
    /// <summary>It gets a later end.</summary>
    Extend,

    /// <summary>It goes to another member.</summary>
    Transfer,

    /// <summary>It is taken.</summary>
    Revoke,
}

/// <summary>A form that extends, transfers or revokes, and what it would do. Days are whole days of the site's zone (R10).</summary>
/// <param name="Mode">What is done.</param>
/// <param name="CreditIds">To which credits.</param>
/// <param name="One">The credit, when it is one that the path names.</param>
/// <param name="Zone">The site's zone.</param>
/// <param name="Form">What was typed.</param>
public sealed record MovePage(MoveMode Mode, IReadOnlyList<long> CreditIds, AdjustableCredit? One, SiteZone Zone,
    MoveForm Form) : ConfirmedPage<MoveForm>(Form)
{
    /// <summary>Most credits that are listed; how many more there are is said.</summary>
    public const int MaxShown = 200;

    /// <summary>The present day.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Of many: each with what would happen to it, those that cannot first.</summary>
    public IReadOnlyList<MoveRow> Rows { get; init; } = [];

    /// <summary>Whether more credits matched than one posting takes.</summary>
    public bool IsCut { get; init; }

    /// <summary>Why nothing can be done to the credit, whatever one types.</summary>
    public string? Blocked { get; init; }

    /// <summary>The members that may be meant.</summary>
    public MemberMatch Match { get; init; } = new("", [], "No");

    /// <summary>Of many: those that cannot.</summary>
    public IReadOnlyList<SkippedCredit> Ineligible => Planned?.Skipped ?? (Preview as Refused)?.Refusal.Skipped ?? [];

    /// <summary>Of many: how many can.</summary>
    public int FitCount => CreditIds.Count - Ineligible.Count;

    /// <summary>What the page calls itself.</summary>
    public string Title => One is not null ? $"{Mode} credit" : CreditIds.Count == 1
        ? $"{Mode} 1 credit" : $"{Mode} {AmountFormat.Bare(CreditIds.Count)} credits";

    /// <summary>The last day after an extension of one credit or to one day; none means without end, or of many by some days.</summary>
    public DateOnly? LastDay => Form.Never ? null : Days is not { } days ? DayText.Read(Form.ExpiresOn)
        : One?.ExpiresAt is { } end ? LastDayAfter(end, days) : null;

    /// <summary>By how many days each outlives its own end; none where that was not chosen.</summary>
    public int? Days =>
        !Form.Never && int.TryParse(Form.Days, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null;

    /// <summary>The member who gets it.</summary>
    public MemberChoice? Target => Match.Choices.FirstOrDefault(choice => FormText.Of(choice.Id) == Form.MemberId) ?? Match.Only;

    /// <summary>That member's name; of two of one name the reference tells which.</summary>
    public string TargetName => Match.Choices.Count(choice => choice.Name == Target!.Name) > 1
        ? $"{Target!.Name} ({Target.Reference})" : Target!.Name;

    public override string EffectView => "/Features/Credits/Moves/_MoveEffect.cshtml";

    public override string Path => PathOf(Mode, One?.Id);

    public override string NextPath => One is { } credit ? BenefitTabs.PathOf(credit.OwnerId, credit.Kind) : CreditListState.Read(
        Form.List).Address.ToString();

    public override string Prompt => One is not null || Ineligible.Count == 0
        ? "Fill in the form. A preview appears here before you confirm."
        : FitCount == 0 ? "Nothing to confirm: none of these credits can."
        : "Nothing to confirm yet: decide about those that cannot.";

    public override bool NeedsDescription => Mode == MoveMode.Revoke;

    public override bool IsRemoval => Mode == MoveMode.Revoke;

    public override bool MayConfirm => Planned is { } planned && (planned.Skipped.Count == 0 || Form.SkipIneligible);

    public override string Will => WordsOf(Planned!).Will;

    public override string Summary => One is { } credit ? $"{credit.OwnerName}. {Will}" : Will;

    public override string Confirm => WordsOf(Planned!).Confirm;

    public override IReadOnlyList<string> Notes => [.. base.Notes, .. Mode == MoveMode.Extend ? FarDay.Notes(LastDay, Today) : []];

    protected override IEnumerable<string> Covered => Notes;

    /// <summary>The path of a credit's form, or of the form for many.</summary>
    public static string PathOf(MoveMode mode, long? creditId) =>
        $"/credits/{(creditId is { } id ? FormText.Of(id) : "many")}/{mode.ToString().ToLowerInvariant()}";

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors)
    {
        var skip = Form.SkipIneligible && One is null;
        switch (Mode)
        {
            case MoveMode.Extend:
                return EndOf(errors) is var (end, days) ? new ExtensionCommand(key, actor)
                { CreditIds = CreditIds, ExpiresAt = end, ByDays = days, SkipIneligible = skip } : null;
            case MoveMode.Transfer:
                var amount = AmountOf(errors);
                if (Target is null) errors.Add(new FieldError(nameof(Form.Member), WhyNobody));
                return Target is null ? null : new TransferCommand(key, actor)
                {
                    CreditIds = CreditIds,
                    MemberId = Target.Id,
                    Amount = amount,
                    SkipIneligible = skip,
                    DespiteStatus = Form.DespiteStatus,
                };
            default:
                return new RevocationCommand(key, actor) { CreditIds = CreditIds, SkipIneligible = skip };
        }
    }

    // All that can, whatever was chosen about those that cannot.
    public override LedgerCommand ToPreview(LedgerCommand asked) => (RemainderCommand)asked with { SkipIneligible = CreditIds.Count > 1 };

    public override string Did(Done recorded) => WordsOf(recorded).Did;

    public override FormattableString About(Done recorded) =>
        $"{(One is { } one ? $"credit {one.Id}" : "many credits")}, posting {recorded.PostingId}";

    private MoveText WordsOf(Done done) => new(this, done.Entries);

    /// <summary>The last usable day of a credit once it is extended by some days.</summary>
    public DateOnly LastDayAfter(DateTime end, int days) => Zone.LastUsable(ExtensionCommand.Later(end, days, Zone)).Day;

    /// <summary>What will have been done to one of many: "Transferred", "Extended to 12 Dec 2026".</summary>
    public string DoneTo(AdjustableCredit credit) => Mode switch
    {
        MoveMode.Extend when Days is { } days && credit.ExpiresAt is { } end => $"Extended to {Wording.Day(LastDayAfter(end, days))}",
        MoveMode.Extend => "Extended",
        MoveMode.Transfer => "Transferred",
        MoveMode.Revoke => "Revoked",
    };

    // A number of days counts before the day, which the form suggests by itself.
    private (DateTime? End, int? Days)? EndOf(List<FieldError> errors)
    {
        if (Form.Never) return (null, null);
        if (!string.IsNullOrWhiteSpace(Form.Days))
        {
            if (Days is >= 1 and <= ExtensionCommand.MaxDays) return (null, Days);
            errors.Add(new FieldError(nameof(Form.Days), Refusals.ExtensionDays.Message));
            return null;
        }

        if (DayText.Read(Form.ExpiresOn) is { } day) return (Zone.EndOf(day), null);
        errors.Add(new FieldError(nameof(Form.ExpiresOn), string.IsNullOrWhiteSpace(Form.ExpiresOn)
            ? "Choose the new last day, a number of days, or no end." : DayText.NotADay));
        return null;
    }

    private string WhyNobody => Match.Text.Length == 0 ? "Name the other member: name, e-mail or reference."
        : Match.Choices.Count == 0 ? "No member matches: every word must be part of the name, the e-mail or the reference."
        : $"{Match.Total} members match. Choose one, or type more of the name.";

    private long? AmountOf(List<FieldError> errors)
    {
        if (One is null || string.IsNullOrWhiteSpace(Form.Amount)) return null;
        var parsed = AmountParser.Parse(Form.Amount, One.Unit);
        if ((parsed.Error ?? (parsed.Amount < 0 ? "Enter an amount above zero." : null)) is { } wrong)
            errors.Add(new FieldError(nameof(Form.Amount), wrong));
        return parsed.Amount;
    }
}

/// <summary>One of many credits and what would happen to it.</summary>
/// <param name="Credit">The credit as it is.</param>
/// <param name="WhyNot">Why it cannot.</param>
public sealed record MoveRow(AdjustableCredit Credit, SkipReason? WhyNot);
