namespace CreditLedger.Data.Demo;

/// <summary>How large a demo space is to be.</summary>
/// <param name="Members">How many members.</param>
/// <param name="Months">How many months back its first credits start.</param>
/// <param name="Seed">The same seed, at the same time, gives the same space.</param>
public sealed record DemoOptions(int Members = 400, int Months = 18, int Seed = 2026)
{
    /// <summary>Most members one can ask for.</summary>
    public const int MaxMembers = 100_000;

    /// <summary>Most months one can ask for.</summary>
    public const int MaxMonths = 120;
}

/// <summary>What a demo space holds.</summary>
/// <param name="Members">Members created.</param>
/// <param name="Credits">Credits granted.</param>
/// <param name="Usages">Usages posted.</param>
/// <param name="Corrections">Adjustments and undone postings.</param>
public sealed record DemoCounts(int Members, int Credits, int Usages, int Corrections);
