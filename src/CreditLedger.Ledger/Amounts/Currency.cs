using System.Diagnostics.CodeAnalysis;

namespace CreditLedger.Ledger.Amounts;

/// <summary>An ISO 4217 currency: how many decimals its minor unit has, and how people write it (R1, R2).</summary>
/// <param name="Code">Three capital letters.</param>
/// <param name="Decimals">The ISO 4217 exponent: GBP 2, JPY 0, KWD 3.</param>
/// <param name="Symbol">What stands before an amount; the code and a space where there is no common sign.</param>
public sealed record Currency(string Code, int Decimals, string Symbol)
{
    private const string TwoDecimals =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU " +
            "CRC CUP CVE CZK " +
        "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK " +
            "LBP LKR LRD LSL " +
        "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR " +
            "SBD SCR SDG SEK " +
        "SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

    private const string NoDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string ThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";
    private const string FourDecimals = "CLF UYW";

    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal)
    {
        ["GBP"] = "£",
        ["EUR"] = "€",
        ["USD"] = "$",
        ["JPY"] = "¥",
        ["INR"] = "₹",
        ["KRW"] = "₩",
        ["ILS"] = "₪",
        ["VND"] = "₫",
        ["UAH"] = "₴",
        ["NGN"] = "₦",
        ["CAD"] = "CA$",
        ["AUD"] = "A$",
        ["NZD"] = "NZ$",
        ["HKD"] = "HK$",
        ["SGD"] = "S$",
        ["MXN"] = "MX$",
        ["BRL"] = "R$",
        ["CNY"] = "CN¥",
    };

    private static readonly Dictionary<string, Currency> All = Build();

    /// <summary>One minor unit of one whole: 100 for GBP, 1 for JPY, 1000 for KWD.</summary>
    public long MinorPerMajor => Decimals switch { 0 => 1, 2 => 100, 3 => 1000, _ => 10_000 };

    /// <summary>The currency of a code in any case.</summary>
    /// <returns>Whether ISO 4217 has it.</returns>
    public static bool TryGet(string? code, [NotNullWhen(true)] out Currency? currency)
    {
        currency = null;
        return code is { Length: 3 } && All.TryGetValue(code.ToUpperInvariant(), out currency);
    }

    /// <summary>The currency of a code.</summary>
    /// <exception cref="ArgumentException">ISO 4217 has no such code.</exception>
    public static Currency Of(string code) =>
        TryGet(code, out var currency) ? currency : throw new ArgumentException(
            $"'{code}' is not an ISO 4217 currency code.", nameof(code));

    private static Dictionary<string, Currency> Build()
    {
        var all = new Dictionary<string, Currency>(StringComparer.Ordinal);
        Add(TwoDecimals, 2);
        Add(NoDecimals, 0);
        Add(ThreeDecimals, 3);
        Add(FourDecimals, 4);
        return all;

        void Add(string codes, int decimals)
        {
            foreach (var code in codes.Split(' '))
                all[code] = new Currency(code, decimals, Symbols.GetValueOrDefault(code, code + "\u00a0"));
        }
    }
}
