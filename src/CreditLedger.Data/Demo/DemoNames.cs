namespace CreditLedger.Data.Demo;

/// <summary>Made-up names of a neighbourhood's mix of people and companies.</summary>
internal static class DemoNames
{
    public static readonly string[] First =
    [
        "Ada", "Aisha", "Amara", "Amélie", "Anders", "Anika", "Ben", "Bronwyn", "Callum", "Carlos", "Chloé", "Daniel", "Dilys", "Ebele",
        "Eilidh", "Elena", "Emre", "Esther", "Farah", "Fergus", "Freya", "Gareth", "George", "Grace", "Hana", "Harriet", "Hugo", "Imogen",
        "Ines", "Ivan", "Jack", "Jasmine", "João", "Jonas", "Kavya", "Keiko", "Kofi", "Laura", "Léa", "Liam", "Lucía", "Malik",
        "Marta", "Mei", "Mina", "Mohammed", "Nadia", "Niamh", "Noah", "Oisín", "Olga", "Omar", "Owen", "Petra", "Priya", "Rafael",
        "Rosa", "Rowan", "Ruth", "Samir", "Saoirse", "Sofia", "Søren", "Tariq", "Theo", "Tomasz", "Uma", "Victor", "Wanjiru", "Wei",
        "Yara", "Yusuf", "Zainab", "Zoë",
    ];

    public static readonly string[] Last =
    [
        "Adeyemi", "Ahmed", "Andersen", "Baker", "Banerjee", "Bianchi", "Brown", "Byrne", "Campbell", "Castro", "Chen", "Clarke", "Cohen",
        "Costa", "Davies", "Dubois", "Edwards", "Evans", "Farouk", "Fischer", "Fraser", "García", "Green", "Gupta", "Haddad", "Hall",
        "Hansen", "Hughes", "Ibrahim", "Ito", "Jackson", "Jansen", "Jones", "Kaur", "Kelly", "Khan", "Kowalski", "Lambert", "Lee",
        "Lewis", "Lopez", "MacLeod", "Mensah", "Moore", "Morgan", "Müller", "Murphy", "Nguyen", "Nowak", "O'Brien", "Okafor", "Osei",
        "Park", "Patel", "Pereira", "Petrov", "Price", "Quinn", "Rahman", "Roberts", "Rossi", "Santos", "Schmidt", "Shah", "Silva",
        "Singh", "Smith", "Suzuki", "Taylor", "Thomas", "Turner", "Walker", "Walsh", "Watanabe", "Williams", "Wood", "Wright", "Young",
    ];

    public static readonly string[] CompanyFirst =
    [
        "Alder", "Amber", "Blue Door", "Bright", "Canal", "Cobalt", "Copper", "Fern", "Foxglove", "Granite", "Harbour", "Hazel", "Indigo",
        "Juniper", "Kestrel", "Kiln", "Lantern", "Linden", "Marble", "Mosaic", "North", "Oak", "Orchard", "Paper", "Pepper", "Plum",
        "Quay", "Rook", "Saffron", "Slate", "Tandem", "Thistle", "Tidal", "Umber", "Velvet", "Willow",
    ];

    public static readonly string[] CompanySecond =
    [
        "Analytics", "Architects", "Collective", "Consulting", "Design", "Digital", "Films", "Foods", "Health", "Labs", "Law",
        "Logistics", "Media", "Partners", "Press", "Productions", "Research", "Robotics", "Software", "Studio", "Travel", "Ventures",
        "Works",
    ];

    public static readonly string[] BookingNotes =
    [
        "Client workshop", "Team stand-up", "Podcast recording", "Interview", "Quarterly review", "Photo shoot", "Pitch rehearsal",
        "Board meeting", "Course preparation", "Product demo", "One-to-one", "Writers' group", "Investor call", "Onboarding",
    ];

    public static readonly string[] Tags =
    [
        "designer", "developer", "film", "finance", "founding-member", "freelancer", "newsletter", "night-owl", "nonprofit", "parent",
        "photographer", "startup", "writer",
    ];

    public static T Pick<T>(this Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    public static bool Chance(this Random random, int percent) => random.Next(100) < percent;
}
