using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>The address of a list with its whole state: each link on the page is this address with one thing changed.</summary>
public sealed class ListAddress
{
    /// <summary>Asks for the exact number of rows, however many they are.</summary>
    public const string CountName = "count";

    private const string AfterName = "after";
    private const string BeforeName = "before";
    private const string PageName = "page";
    private readonly ImmutableList<KeyValuePair<string, string>> _values;

    private ListAddress(string path, ImmutableList<KeyValuePair<string, string>> values) => (Path, _values) = (path, values);

    /// <summary>The path without the state.</summary>
    public string Path { get; }

    /// <summary>The state alone, as a query string without its question mark.</summary>
    public string Query => new QueryBuilder(_values).ToQueryString().Value?.TrimStart('?') ?? "";

    /// <summary>What a form that changes other things has to carry along.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Values => _values;

    /// <summary>A list in its first state.</summary>
    public static ListAddress Of(string path) => new(path, []);

    /// <summary>The same list with one value; an empty one takes it away.</summary>
    public ListAddress With(string name, string? value)
    {
        var without = Without(name);
        return string.IsNullOrEmpty(value) ? without : new ListAddress(Path, without._values.Add(new(name, value)));
    }

    /// <summary>The same list with one value more.</summary>
    public ListAddress Adding(string name, string value) => new(Path, _values.Add(new(name, value)));

    /// <summary>The same list with some values more.</summary>
    public ListAddress Adding(string name, IEnumerable<string> values) =>
        new(Path, _values.AddRange(values.Select(value => KeyValuePair.Create(name, value))));

    /// <summary>The same list in an order; the first of the names is how the list is sorted by itself.</summary>
    public ListAddress Sorted<T>(T sort, bool isTurned) where T : struct, Enum =>
        With("sort", Enum.GetValues<T>()[0].Equals(sort) ? null : sort.ToString().ToLowerInvariant()).With("down", isTurned ? "1" : null);

    /// <summary>The same list without a value, or without all of a name.</summary>
    public ListAddress Without(string name, string? value = null) => _values.IsEmpty ? this
        : new(Path, _values.RemoveAll(pair => pair.Key == name && (value is null || pair.Value == value)));

    /// <summary>The same list with nothing but the values of some names.</summary>
    public ListAddress Only(params ReadOnlySpan<string> names)
    {
        string[] kept = [.. names];
        return new(Path, _values.RemoveAll(pair => !kept.Contains(pair.Key)));
    }

    /// <summary>Another list in the same state.</summary>
    public ListAddress At(string path) => new(path, _values);

    /// <summary>Its first page.</summary>
    public ListAddress First() => Without(AfterName).Without(BeforeName).Without(PageName);

    /// <summary>The page after a row.</summary>
    public ListAddress After(long id) => First().With(AfterName, id.ToString(CultureInfo.InvariantCulture));

    /// <summary>The page before a row.</summary>
    public ListAddress Before(long id) => First().With(BeforeName, id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Its last page.</summary>
    public ListAddress Last() => First().With(PageName, "last");

    /// <inheritdoc />
    public override string ToString() => Path + new QueryBuilder(_values).ToQueryString();
}
