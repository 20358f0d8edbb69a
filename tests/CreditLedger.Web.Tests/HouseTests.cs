using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Routing;

namespace CreditLedger.Web.Tests;

/// <summary>The habits of ARCHITECTURE that a compiler does not keep: small controllers, features that do not call each other.</summary>
public sealed partial class HouseTests
{
    private const int LongestController = 150;

    private static IEnumerable<Type> Types => typeof(Program).Assembly.GetTypes();

    [Fact]
    public void Controllers_are_short() =>
        Assert.DoesNotContain(FeatureFiles(),
            file => file.EndsWith("Controller.cs", StringComparison.Ordinal) && File.ReadAllLines(file).Length > LongestController);

    [Fact]
    public void Features_do_not_call_each_other()
    {
        var calls = FeatureFiles().SelectMany(file =>
            FeatureName().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)
                .Where(feature => feature != "Shared" && feature != FeatureOf(file))
                .Select(feature => $"{FeatureOf(file)}/{Path.GetFileName(file)} names {feature}"));

        Assert.Empty(calls);
    }

    [Fact]
    public void Operations_are_sealed_with_one_way_to_run()
    {
        var wrong = Types.Where(type => type.Namespace?.StartsWith("CreditLedger.Web.Features.", StringComparison.Ordinal) == true)
            .Select(type =>
                (Type: type, Ways: type.GetMethods(BindingFlags.Public | BindingFlags.Instance).Count(method => method.Name == "RunAsync")))
            .Where(found => found.Ways > 1 || (found.Ways == 1 && !found.Type.IsSealed));

        Assert.Empty(wrong.Select(found => found.Type.Name));
    }

    [Fact]
    public void An_action_answers_one_verb() =>
        Assert.Empty(Actions()
            .Where(action => action.GetCustomAttributes<HttpMethodAttribute>().SelectMany(verb => verb.HttpMethods).Distinct().Count() > 1)
            .Select(action => $"{action.DeclaringType!.Name}.{action.Name}"));

    // Binding looks into the form before the path: a field named "id" would choose another record than the one that the page is about.
    [Fact]
    public void Where_a_form_is_sent_the_path_alone_names_the_record()
    {
        var loose = Actions().Where(
            action => action.GetCustomAttributes<HttpMethodAttribute>().SelectMany(verb => verb.HttpMethods).Any(verb => verb is not "GET"))
            .SelectMany(action => action.GetParameters())
            .Where(parameter => parameter.ParameterType == typeof(long) && parameter.GetCustomAttribute<FromRouteAttribute>() is null);

        Assert.Empty(loose.Select(parameter => $"{parameter.Member.DeclaringType!.Name}.{parameter.Member.Name}: {parameter.Name}"));
    }

    // A page that no test opens in every state: the headings of its sections and the names of its regions, as they are written.
    [Fact]
    public void No_region_is_called_what_its_section_is_called()
    {
        var same = Directory.EnumerateFiles(Features(), "*.cshtml", SearchOption.AllDirectories).SelectMany(file =>
        {
            var view = File.ReadAllText(file);
            var headings = SectionHeading().Matches(view).Select(match => match.Groups[1].Value.Trim()).ToList();
            return RegionName().Matches(view).Select(match => match.Groups[1].Value).Concat(headings)
                .GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(name => name.Count() > 1)
                .Select(name => $"{Path.GetRelativePath(Features(), file)}: {name.Key}");
        });

        Assert.Empty(same);
    }

    // Who speaks to the browser says what stands there (WCAG 2.5.3): the name of a link or button begins with its words.
    [Fact]
    public void A_longer_name_begins_with_the_words_that_are_seen()
    {
        var other = Directory.EnumerateFiles(Features(), "*.cshtml", SearchOption.AllDirectories).SelectMany(file =>
            NamedControl().Matches(File.ReadAllText(file))
                .Select(match => (Name: match.Groups["name"].Value, Seen: Markup().Replace(match.Groups["seen"].Value, "").Trim()))
                .Where(control => control.Seen.Length > 0 && char.IsLetter(control.Seen[0])
                    && !control.Name.StartsWith(control.Seen, StringComparison.OrdinalIgnoreCase))
                .Select(control => $"{Path.GetRelativePath(Features(), file)}: {control.Name}: {control.Seen}"));

        Assert.Empty(other);
    }

    private static IEnumerable<MethodInfo> Actions() => Types.Where(
        type => typeof(ControllerBase).IsAssignableFrom(type) && !type.IsAbstract)
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly));

    private static string FeatureOf(string file) => Path.GetRelativePath(Features(), file).Split(Path.DirectorySeparatorChar)[0];

    private static IEnumerable<string> FeatureFiles() => Directory.EnumerateFiles(Features(), "*.cs*", SearchOption.AllDirectories);

    private static string Features()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CreditLedger.sln"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository."), "src",
            "CreditLedger.Web", "Features");
    }

    [GeneratedRegex(@"<(a|button)\b[^<]*?aria-label=""(?<name>[^""]*)""[^<]*?>(?<seen>.*?)</\1>",
        RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex NamedControl();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"<h[23] id=""[^""]+"">([^<]+)</h[23]>")]
    private static partial Regex SectionHeading();

    [GeneratedRegex(@"role=""region"" aria-label=""([^""]+)""")]
    private static partial Regex RegionName();

    [GeneratedRegex(@"CreditLedger\.Web\.Features\.(\w+)")]
    private static partial Regex FeatureName();
}
