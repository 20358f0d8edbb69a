namespace CreditLedger.Ledger.Amounts;

/// <summary>What is particular to one kind of benefit: nothing else asks which kind it is.</summary>
public sealed record KindTraits
{
    /// <summary>The kind.</summary>
    public required BenefitKind Kind { get; init; }

    /// <summary>In addresses and on the command line: <c>money</c>.</summary>
    public required string Slug { get; init; }

    /// <summary>Among the other kinds: "Money".</summary>
    public required string Name { get; init; }

    /// <summary>Heading of its credits: "Money credit".</summary>
    public required string CreditName { get; init; }

    /// <summary>Within a sentence: "money credits".</summary>
    public required string Plural { get; init; }

    /// <summary>Its icon.</summary>
    public required string Icon { get; init; }

    /// <summary>What other programs read its unit as: <c>minute</c>. None where it is counted in the minor unit of a currency.</summary>
    public string? UnitCode { get; init; }

    /// <summary>Whether it is counted in a currency.</summary>
    public bool HasCurrency => UnitCode is null;

    /// <summary>Whether it moves only in whole booking intervals (R20).</summary>
    public bool IsStepped { get; init; }

    /// <summary>Whether the list prices of services say what it is worth.</summary>
    public bool HasListValue { get; init; }

    /// <summary>Whether its use is shown in the use history (R34).</summary>
    public bool IsInUseHistory { get; init; } = true;

    /// <summary>Whether a positive number in its adjusting form deducts (R18), and not adds (R17).</summary>
    public bool PlusDeducts { get; init; }

    /// <summary>Title of its adjusting form.</summary>
    public string AdjustTitle { get; init; } = "Adjust remaining";

    /// <summary>Label of the amount in that form.</summary>
    public string AdjustLabel { get; init; } = "Adjustment amount";

    /// <summary>An amount that explains the form's sign, by the unit and the booking step.</summary>
    public Func<Unit, int, long> SignExample { get; init; } = (_, _) => 1;

    /// <summary>What a form of use begins with, by the booking step; none where there is no usual amount (R33).</summary>
    public Func<int, long?> UsualUse { get; init; } = _ => 1;

    /// <summary>An amount without its sign, as people read it (R2).</summary>
    public required Func<ulong, Unit, string> Format { get; init; }

    /// <summary>An amount without its sign, as a form holds it to be changed.</summary>
    public Func<ulong, Unit, string> Input { get; init; } = (amount, _) =>
        amount.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Reads an amount without its sign.</summary>
    public required Func<string, Unit, ParsedAmount> Parse { get; init; }

    /// <summary>What a valid amount looks like.</summary>
    public Func<Unit, string> Example { get; init; } = _ => "1";

    /// <summary>What is read where an amount was expected: "a whole number".</summary>
    public Func<Unit, string> Expected { get; init; } = _ => "a whole number";
}

/// <summary>The kinds of benefits. A new kind is an entry here.</summary>
public static class BenefitKinds
{
    private static readonly KindTraits Money = new()
    {
        Kind = BenefitKind.Money,
        Slug = "money",
        Name = "Money",
        CreditName = "Money credit",
        Plural = "money credits",
        Icon = "money",
        AdjustTitle = "Adjust remaining credit",
        SignExample = (unit, _) => 100 * unit.Currency!.MinorPerMajor,
        UsualUse = _ => null,
        Format = (amount, unit) => AmountFormat.Money(amount, unit.Currency!),
        Input = (amount, unit) => AmountFormat.Decimal(amount, unit.Currency!, grouped: false),
        Parse = AmountParser.Money,
        Example = unit => AmountParser.MoneyExample(unit.Currency!),
        Expected = unit => $"an amount in {unit.Currency!.Code}",
    };

    private static readonly KindTraits Time = new()
    {
        Kind = BenefitKind.Time,
        Slug = "time",
        Name = "Time",
        CreditName = "Time credit",
        Plural = "time credits",
        Icon = "clock",
        UnitCode = "minute",
        IsStepped = true,
        HasListValue = true,
        PlusDeducts = true,
        AdjustTitle = "Use time credit",
        AdjustLabel = "How many minutes would you like to use?",
        SignExample = (_, step) => step >= 60 ? step : 60 / step * step,
        UsualUse = step => step,
        Format = (amount, _) => AmountFormat.Minutes(amount),
        Input = (amount, _) => AmountFormat.Minutes(amount, grouped: false),
        Parse = AmountParser.Minutes,
        Example = _ => "60 or 1 h 30 min",
    };

    private static readonly KindTraits Printing = new()
    {
        Kind = BenefitKind.Printing,
        Slug = "printing",
        Name = "Printing",
        CreditName = "Printing credit",
        Plural = "printing credits",
        Icon = "printer",
        PlusDeducts = true,
        AdjustTitle = "Use printing credit",
        AdjustLabel = "How much printing credit would you like to use?",
        SignExample = (_, _) => 900,
        UsualUse = _ => null,
        Format = AmountFormat.Pages,
        Parse = AmountParser.WholeOrMoney,
        Example = unit => AmountParser.PrintingExample(unit.Currency!),
    };

    private static readonly KindTraits Uses = new()
    {
        Kind = BenefitKind.Uses,
        Slug = "items",
        Name = "Items",
        CreditName = "Items",
        Plural = "items",
        Icon = "ticket",
        UnitCode = "use",
        HasListValue = true,
        Format = (amount, _) => AmountFormat.Count(amount, "use", "uses"),
        Parse = AmountParser.Whole,
    };

    private static readonly KindTraits Pass = new()
    {
        Kind = BenefitKind.Pass,
        Slug = "passes",
        Name = "Passes",
        CreditName = "Passes",
        Plural = "passes",
        Icon = "pass",
        UnitCode = "pass",
        IsInUseHistory = false,
        Format = (amount, _) => AmountFormat.Count(amount, "pass", "passes"),
        Parse = AmountParser.Whole,
    };

    private static readonly Dictionary<BenefitKind, KindTraits> ByKind = new KindTraits[]
        { Money, Time, Printing, Uses, Pass }.ToDictionary(traits => traits.Kind);

    /// <summary>All kinds, in the order of their tabs.</summary>
    public static IReadOnlyList<KindTraits> All { get; } = [.. ByKind.Values.OrderBy(traits => traits.Kind)];

    /// <summary>What is particular to a kind.</summary>
    public static KindTraits Of(BenefitKind kind) => ByKind[kind];

    extension(Unit unit)
    {
        /// <summary>What is particular to the unit's kind.</summary>
        public KindTraits Traits => Of(unit.Kind);
    }

    /// <summary>The kind of an address; none when it is none.</summary>
    public static KindTraits? OfSlug(string? slug) => All.FirstOrDefault(traits => traits.Slug == slug);

    /// <summary>The kinds that some answer is true of.</summary>
    public static IEnumerable<BenefitKind> Where(Func<KindTraits, bool> isTrue) => All.Where(isTrue).Select(traits => traits.Kind);
}
