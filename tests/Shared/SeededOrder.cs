using System.Security.Cryptography;
using System.Text;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(CreditLedger.Tests.SeededOrder))]
[assembly: TestMethodOrderer(typeof(CreditLedger.Tests.SeededOrder))]
[assembly: TestCaseOrderer(typeof(CreditLedger.Tests.SeededOrder))]

namespace CreditLedger.Tests;

/// <summary>
/// The order of classes, of the methods of a class and of the cases of a method that the seed gives. It goes by names and not by xunit's
/// own identifiers, which hold where the assembly lies: an order that failed on one machine can be run on another.
/// </summary>
public sealed class SeededOrder : ITestCollectionOrderer, ITestMethodOrderer, ITestCaseOrderer
{
    /// <inheritdoc />
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => Order(testCollections, collection => NameOf(collection.TestCollectionDisplayName));

    /// <inheritdoc />
    public IReadOnlyCollection<TTestMethod?> OrderTestMethods<TTestMethod>(IReadOnlyCollection<TTestMethod?> testMethods)
        where TTestMethod : notnull, ITestMethod => Order(testMethods, method => method?.MethodName ?? "");

    /// <inheritdoc />
    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase => Order(testCases, test => test.TestCaseDisplayName);

    // What xunit makes for each class is "Test collection for Some.Class (id: 0123...)".
    private static string NameOf(string collection) => collection.Split(" (id: ")[0];

    private static List<T> Order<T>(IEnumerable<T> items, Func<T, string> name) =>
        [.. items.OrderBy(item => Key(name(item)), StringComparer.Ordinal).ThenBy(name, StringComparer.Ordinal)];

    private static string Key(string name) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{TestSeed.From(0)} {name}")));
}
