using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Queries.Supply;

/// <summary>A membership as a row or its page shows it.</summary>
/// <param name="Id">Database key.</param>
/// <param name="MemberId">The member.</param>
/// <param name="MemberName">The member's name.</param>
/// <param name="MemberReference">What tells the member from others of the same name.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="PlanName">The plan's name.</param>
/// <param name="StartsOn">First local day.</param>
/// <param name="EndsAt">Its end, if one is set: the requested one, else the agreed one (R28).</param>
/// <param name="AgreedEndsAt">The agreed end, if there is one (R28).</param>
/// <param name="FollowsId">The membership that it took the place of.</param>
public sealed record MembershipSummary(long Id, long MemberId, string MemberName, string MemberReference, long PlanId,
    string PlanName, DateOnly StartsOn, DateTime? EndsAt, DateTime? AgreedEndsAt, long? FollowsId)
{
    /// <summary>Whether someone asked for an end, which can be taken back (R28).</summary>
    public bool IsEndRequested => EndsAt != AgreedEndsAt;

    /// <summary>What each line grants next; empty when nothing comes.</summary>
    public IReadOnlyList<Renewal> Next { get; init; } = [];

    /// <summary>What its plan includes without tracking it, by name (R48).</summary>
    public IReadOnlyList<string> Untracked { get; init; } = [];

    /// <summary>Its lines that a rule refused to issue: they need a person (R25).</summary>
    public IReadOnlyList<SetAsideLine> SetAside { get; init; } = [];

    /// <summary>What it granted so far and what became of it, by kind and currency; none where it was not asked for.</summary>
    public IReadOnlyList<GrantedTotal> Granted { get; init; } = [];

    /// <summary>How many pauses were recorded, those that were taken back among them (R46).</summary>
    public int PauseCount { get; init; }

    /// <summary>Its pauses.</summary>
    public MembershipPauses Pauses { get; init; } = MembershipPauses.None;

    /// <summary>The pause that runs at a moment; none where it is not paused.</summary>
    public MembershipPauseRow? PauseAt(DateTime now, SiteZone zone) =>
        Pauses.On(zone.DayOf(now)) is { } pause && (!(EndsAt <= now) || (pause is { MovesEnd: true, UntilDay: null } && !IsEndRequested))
            ? pause : null;

    /// <summary>The pauses that have not ended, the earliest first.</summary>
    public IReadOnlyList<MembershipPauseRow> PausesFrom(DateTime now, SiteZone zone)
    {
        var today = zone.DayOf(now);
        return EndsAt <= now && PauseAt(now, zone) is null ? [] : [.. Pauses.Rows.Where(row => !(row.UntilDay < today))];
    }

    /// <summary>Where it stands at a moment.</summary>
    public MembershipStanding StateAt(DateTime now, SiteZone zone)
    {
        if (PauseAt(now, zone) is not null) return MembershipStanding.Paused;
        if (EndsAt is { } end && end <= now) return MembershipStanding.Ended;
        if (zone.StartOf(StartsOn) > now) return MembershipStanding.Upcoming;
        return EndsAt is null ? MembershipStanding.Running : MembershipStanding.Ending;
    }
}

/// <summary>Where a membership stands. Derived, never stored.</summary>
public enum MembershipStanding
{
    /// <summary>Its first day has not come.</summary>
    Upcoming,

    /// <summary>It runs, and no end is set.</summary>
    Running,

    /// <summary>It runs until an end that is set.</summary>
    Ending,

    /// <summary>It is over.</summary>
    Ended,

    /// <summary>It is paused (R46).</summary>
    Paused,
}

/// <summary>What a line of a membership grants next, when nothing more is used until then.</summary>
/// <param name="MembershipId">The membership.</param>
/// <param name="Line">The plan's line.</param>
/// <param name="Forecast">The period, what rolls over into it and what expires.</param>
public sealed record Renewal(long MembershipId, SupplyLine Line, ForecastPeriod Forecast)
{
    /// <summary>What the member will have from it.</summary>
    public long Total => Forecast.Period.Terms.Amount + Forecast.RolledOver + Forecast.ToppedUp;

    /// <summary>What amounts count.</summary>
    public Unit Unit => Line.Unit;
}

/// <summary>A line of a membership whose next period a rule refused to issue (R25).</summary>
/// <param name="MembershipId">The membership.</param>
/// <param name="BenefitName">What it would grant.</param>
/// <param name="Since">When it was tried last.</param>
/// <param name="Reason">What the rule said.</param>
public sealed record SetAsideLine(long MembershipId, string BenefitName, DateTime Since, string? Reason);
