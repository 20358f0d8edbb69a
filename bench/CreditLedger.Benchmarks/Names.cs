namespace CreditLedger.Benchmarks;

/// <summary>Names of people who do not exist.</summary>
internal static class Names
{
    public static readonly string[] First =
    [
        "Ada", "Bram", "Chloe", "Dara", "Elif", "Femi", "Greta", "Hugo", "Ines", "Jonas", "Kaya", "Liam", "Mira", "Noor", "Otto", "Priya",
        "Quinn", "Rosa", "Sven", "Tara",
        "Umar", "Vera", "Wen", "Xenia", "Yara", "Zoe", "Anton",
    ];

    public static readonly string[] Last =
    [
        "Abbott", "Berg", "Costa", "Dietrich", "Eriksen", "Fontaine", "Gruber", "Haddad", "Ivanov", "Jansen", "Kowalski", "Lindqvist",
        "Moreau", "Novak", "Okafor", "Petrov",
        "Quigley", "Rossi", "Silva", "Tanaka", "Ueda", "Vasquez", "Walsh", "Xu", "Yilmaz", "Zimmer", "Archer", "Brandt", "Carver",
        "Doyle", "Ellison",
    ];
}
