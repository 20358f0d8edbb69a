using System.Text.RegularExpressions;

namespace CreditLedger.Ledger.Tests;

/// <summary>The house rules on files and methods (ARCHITECTURE), over all sources of the repository.</summary>
public sealed partial class TidyTests
{
    private const int LongestFile = 300;
    private const int LongestMethod = 70;

    // What is longer than the rule, with the length it had when it was listed. Entries may shrink and go; none may grow or come.
    private static readonly Dictionary<string, int> Longer = new()
    {
    };

    [Fact]
    public void Files_have_fewer_than_300_lines() =>
        AssertNoLonger(Sources("*.cs", "*.cshtml").ToDictionary(file => Name(file), file => File.ReadAllLines(file).Length), LongestFile);

    [Fact]
    public void Methods_have_fewer_than_70_lines() =>
        AssertNoLonger(
            Sources("*.cs").SelectMany(
                file => Members(File.ReadAllLines(file), 4).Select(member => (Name: $"{Name(file)}: {member.Name}", member.Lines)))
                .GroupBy(member => member.Name).ToDictionary(group => group.Key, group => group.Max(member => member.Lines)),
            LongestMethod);

    [Fact]
    public void Nothing_is_left_for_later()
    {
        string[] words = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"];
        var found = Sources("*.cs", "*.cshtml", "*.js", "*.css", "*.md")
            .SelectMany(file => File.ReadAllLines(file).Select((line, index) => (File: Name(file), Line: index + 1, Text: line)))
            .Where(line => words.Any(word => line.Text.Contains(word, StringComparison.Ordinal)));
        Assert.Empty(found);
    }

    // A rule names what is wrong; how that is said to people stands in one folder (ARCHITECTURE).
    [Fact]
    public void Refusals_are_worded_in_one_place()
    {
        var worded = Sources("*.cs", "*.cshtml").Where(file => MadeRefusal().IsMatch(File.ReadAllText(file))).Select(Name).ToList();
        Assert.NotEmpty(worded);
        Assert.All(worded, file => Assert.StartsWith("src/CreditLedger.Ledger/Refusals/", file, StringComparison.Ordinal));
    }

    [Fact]
    public void Members_are_measured_from_their_first_line_to_their_last()
    {
        string[] source =
        [
            "public class A", "{", "    // a comment", "    public int X { get; }", "", "    public void M()", "    {", "        Do();",
            "    }", "", "    [Fact]",
            "    public void N() =>", "        Do();", "", "    private sealed class B", "    {", "        public void O()", "        {",
            "        }", "    }", "}",
        ];

        Assert.Equal([("X", 1), ("M", 4), ("N", 2), ("O", 3)], Members(source, 4));
    }

    private static void AssertNoLonger(Dictionary<string, int> lengths, int limit)
    {
        var tooLong = lengths.Where(pair => pair.Value >= limit && pair.Value > Longer.GetValueOrDefault(pair.Key));
        Assert.True(!tooLong.Any(), "Split: " + string.Join(", ", tooLong.Select(pair => $"{pair.Key} ({pair.Value} lines)")));
        var done = Longer.Keys.Where(name => lengths.TryGetValue(name, out var length) && length < limit);
        Assert.True(!done.Any(), "No longer too long, take off the list: " + string.Join(", ", done));
    }

    // The formatter keeps members of a type four columns in, so that a line there begins the next member.
    private static List<(string Name, int Lines)> Members(string[] lines, int indent)
    {
        var members = new List<(string Name, int Lines)>();
        for (var index = 0; index < lines.Length; index++)
        {
            if (Indent(lines[index]) != indent || !Begins(lines[index].TrimStart())) continue;
            var last = index;
            for (var next = index + 1; next < lines.Length && (Indent(lines[next]) is var column)
                && (column > indent || column < 0 || lines[next].TrimStart()[0] is '{' or '}' or ')' or ']'); next++)
            {
                if (column >= 0 && column < indent) break;
                if (column >= 0) last = next;
            }

            if (TypeDeclaration().IsMatch(lines[index])) members.AddRange(Members(lines[index..(last + 1)], indent + 4));
            else members.Add((MemberName().Match(lines[index]).Groups[1].Value, last - index + 1));
        }

        return members;
    }

    private static bool Begins(string line) => line[0] is not ('{' or '}' or '/' or '[' or '#' or ')' or ']' or '*');

    private static int Indent(string line) => string.IsNullOrWhiteSpace(line) ? -1 : line.Length - line.TrimStart().Length;

    private static IEnumerable<string> Sources(params string[] patterns) =>
        patterns.SelectMany(pattern => Directory.EnumerateFiles(Path.Combine(Root(), "src"), pattern, SearchOption.AllDirectories))
            .Where(file => !Generated().IsMatch(Name(file)));

    private static string Name(string file) => Path.GetRelativePath(Root(), file).Replace('\\', '/');

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CreditLedger.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    [GeneratedRegex("/(obj|bin|Migrations|node_modules|wwwroot/lib)/")]
    private static partial Regex Generated();

    // With the type, or without it where the reason or the member says what is made.
    [GeneratedRegex(@"\bnew\s+Refusal\s*\(|\bnew\s*\(\s*RefusalReason\.|\bRefusal\b(?!>)[^;{}=]*=>?\s*new\s*\(")]
    private static partial Regex MadeRefusal();

    [GeneratedRegex(@"^\s*(?:\w+ )*(?:class|struct|interface|enum|record)\b")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"(\w+)\s*(?:<[^()]*>)?\s*(?:\(|\{|=|;|$)")]
    private static partial Regex MemberName();
}
