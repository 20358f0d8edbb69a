using System.Globalization;
using CreditLedger.Data.Sqlite;
using CreditLedger.Data.Verification;
using CreditLedger.Tests;
using Microsoft.Data.Sqlite;

#pragma warning disable CA2100 // Put together from the names of our own tables.

namespace CreditLedger.Data.Tests.Verification;

/// <summary>
/// Changes behind the application's back, chosen at random over everything that the database holds. What a verification does not find is in
/// <see cref="Coverage"/>. CREDITLEDGER_EDITS says how many changes of each sort are tried.
/// </summary>
public sealed class TamperTests(TamperedSpace space, ITestOutputHelper output) : IClassFixture<TamperedSpace>
{
    private static readonly int Edits =
        int.TryParse(Environment.GetEnvironmentVariable("CREDITLEDGER_EDITS"), CultureInfo.InvariantCulture, out var edits) ? edits : 250;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_changed_column_is_found_or_said_not_to_be_covered()
    {
        var random = TestSeed.NewRandom(47);
        var columns = await space.ColumnsAsync();
        var (tried, found, missed) = (0, 0, new SortedSet<string>(StringComparer.Ordinal));
        while (tried < Math.Max(Edits, columns.Count))
        {
            var (table, column) = columns[tried < columns.Count ? tried : random.Next(columns.Count)];
            tried++;
            using var copy = space.Copy();
            if (await copy.ChangeAsync(table, column, value => TamperedCopy.Changed(value, random), random) is not { } change) continue;
            var differences = await VerifyAsync(copy.File);
            if (differences.Count > 0) found++;
            else if (!IsListed(table, column)) missed.Add($"{table}.{column}: {change}");
        }

        output.WriteLine($"{tried} changes of {columns.Count} columns, {found} found");
        foreach (var miss in missed) output.WriteLine(miss);
        Assert.Empty(missed);
        Assert.True(found > tried / 3, $"only {found} of {tried} were found");
    }

    // SQLite stores any value in any column, and reads an empty BLOB as 0 and as an empty text.
    [Fact]
    public async Task A_value_of_another_type_is_found_in_every_column()
    {
        var random = TestSeed.NewRandom(50);
        var (changed, missed) = (0, new List<string>());
        foreach (var (table, column) in await space.ColumnsAsync())
        {
            using var copy = space.Copy();
            if (await copy.ChangeAsync(table, column, OfAnotherType, random) is not { } change) continue;
            changed++;
            if ((await VerifyAsync(copy.File)).Count == 0) missed.Add($"{table}.{column}: {change}");
        }

        Assert.Empty(missed);
        Assert.True(changed > 100, $"only {changed} columns hold a value");

        static object OfAnotherType(object value) => value is byte[]? "x" : Array.Empty<byte>();
    }

    [Fact]
    public async Task A_changed_byte_is_found_unless_it_says_nothing()
    {
        var random = TestSeed.NewRandom(48);
        var whole = await System.IO.File.ReadAllBytesAsync(space.File, Stop);
        var says = await space.CoveredAsync(space.File);
        var (found, unopened, silent, missed) = (0, 0, 0, new List<string>());
        for (var edit = 0; edit < Edits; edit++)
        {
            var place = random.Next(whole.Length);
            using var copy = new TamperedCopy();
            whole[place] ^= (byte)(1 << (edit % 8));
            await System.IO.File.WriteAllBytesAsync(copy.File, whole, Stop);
            whole[place] ^= (byte)(1 << (edit % 8));
            try
            {
                if ((await VerifyAsync(copy.File)).Count > 0) found++;
                else if (await space.CoveredAsync(copy.File) is var said && said.SequenceEqual(says)) silent++;
                else missed.Add($"byte {place}: {string.Join(", ", said.Except(says).Concat(says.Except(said)).Take(4))}");
            }
            catch (SqliteException exception) when (SqliteFaults.IsDamage(exception) || SqliteFaults.IsOutage(exception))
            {
                unopened++;
            }
        }

        output.WriteLine($"{Edits} changed bytes: {found} found, {unopened} not opened, {silent} that say nothing of what is covered");
        foreach (var miss in missed) output.WriteLine(miss);
        Assert.Empty(missed);
        Assert.True(found > Edits / 10, $"only {found} of {Edits} were found");
    }

    [Fact]
    public async Task A_deleted_row_is_found_or_said_not_to_be_covered()
    {
        var random = TestSeed.NewRandom(49);
        var tables = (await space.ColumnsAsync()).Select(column => column.Table).Distinct().ToList();
        var (found, missed) = (0, new SortedSet<string>(StringComparer.Ordinal));
        for (var edit = 0; edit < Math.Max(Edits / 4, tables.Count); edit++)
        {
            var table = tables[edit % tables.Count];
            using var copy = space.Copy();
            if (!await copy.DeleteAsync(table, random)) continue;
            if ((await VerifyAsync(copy.File)).Count > 0) found++;
            else if (!IsListed(table, Coverage.All) && !Coverage.MayLackRows.Contains(table)) missed.Add(table);
        }

        output.WriteLine($"{found} deleted rows found");
        Assert.Empty(missed);
    }

    [Fact]
    public async Task Every_index_and_trigger_that_is_missing_or_changed_is_named()
    {
        foreach (var (name, drop) in await space.PartsAsync())
        {
            using var copy = space.Copy();
            await copy.RunAsync(drop);
            Assert.Contains(await VerifyAsync(copy.File), difference => difference.Message.Contains(name, StringComparison.Ordinal));
        }
    }

    private static bool IsListed(string table, string column) => Coverage.NotCovered.TryGetValue(table, out var columns)
        && (columns.Contains(Coverage.All) || columns.Contains(column));

    internal static async Task<IReadOnlyList<Difference>> VerifyAsync(string file)
    {
        using var watched = new SqliteFile($"Data Source={file}");
        using var engine = new SqliteLedgerEngine($"Data Source={file}", watched);
        return (await new LedgerVerification(engine).RunAsync(null, Stop)).Differences;
    }
}

/// <summary>A demo space in a file, and copies of it to be changed.</summary>
public sealed class TamperedSpace : IAsyncLifetime
{
    private TestDatabase? _database;

    public string File { get; } = Path.Combine(Path.GetTempPath(), $"creditledger-{Guid.NewGuid():N}.db");

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.FillDemoAsync(30, 6);
        await _database.ExecuteAsync($"VACUUM INTO '{File}'");
        Assert.Empty(await TamperTests.VerifyAsync(File));
    }

    public async ValueTask DisposeAsync()
    {
        System.IO.File.Delete(File);
        if (_database is not null) await _database.DisposeAsync();
    }

    /// <summary>A copy, deleted when it is disposed of.</summary>
    public TamperedCopy Copy()
    {
        var copy = new TamperedCopy();
        System.IO.File.Copy(File, copy.File);
        return copy;
    }

    /// <summary>All values of the covered columns.</summary>
    public async Task<List<string>> CoveredAsync(string file)
    {
        var columns = await ColumnsAsync();
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        var rows = new List<string>();
        foreach (var table in columns.GroupBy(column => column.Table, column => column.Column))
        {
            var listed = Coverage.NotCovered.GetValueOrDefault(table.Key) ?? [];
            var covered = listed.Contains(Coverage.All) ? [] : table.Except(listed).ToList();
            if (covered.Count == 0) continue;
            command.CommandText = $"SELECT {string.Join(", ", covered.Select(column => $"quote({column})"))} FROM {table.Key} NOT INDEXED";
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
                rows.Add($"{table.Key} {string.Join('|', Enumerable.Range(0, covered.Count).Select(reader.GetString))}");
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    /// <summary>Each index and trigger, with what removes it; each CHECK with what changes it.</summary>
    public async Task<List<(string Name, string Change)>> PartsAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT type, name FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY name";
        var parts = new List<(string, string)>();
        await using (var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken))
        {
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
                parts.Add((reader.GetString(1), $"DROP {reader.GetString(0)} {reader.GetString(1)}"));
        }

        parts.Add(("table CreditBalances", "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = replace(sql, 'Balance >= 0', " +
            "'Balance >= -9') WHERE name = 'CreditBalances'; PRAGMA writable_schema=RESET"));
        parts.Add(("trigger TR_Own", "CREATE TRIGGER TR_Own AFTER INSERT ON Postings BEGIN SELECT 1; END"));
        return parts;
    }

    /// <summary>Every column of every table that holds a row.</summary>
    public async Task<List<(string Table, string Column)>> ColumnsAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid
            """;
        var columns = new List<(string, string)>();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) columns.Add((reader.GetString(0), reader.GetString(1)));
        return columns;
    }
}

/// <summary>A copy to be changed.</summary>
public sealed class TamperedCopy : IDisposable
{
    public string File { get; } = Path.Combine(Path.GetTempPath(), $"creditledger-{Guid.NewGuid():N}.db");

    /// <summary>Changes one value of a column, with no trigger, key or CHECK in the way.</summary>
    /// <returns>What was changed; nothing where the table is empty or an index refused it.</returns>
    public async Task<string?> ChangeAsync(string table, string column, Func<object, object> changed, Random random)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync(stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON;";
        await command.ExecuteNonQueryAsync(stop);
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        var rows = (long)(await command.ExecuteScalarAsync(stop))!;
        if (rows == 0) return null;
        command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'";
        var triggers = new List<(string Name, string Text)>();
        await using (var reader = await command.ExecuteReaderAsync(stop))
        {
            while (await reader.ReadAsync(stop)) triggers.Add((reader.GetString(0), reader.GetString(1)));
        }

        command.CommandText = $"SELECT group_concat(name) FROM pragma_table_info('{table}') WHERE pk > 0";
        var keys = ((string)(await command.ExecuteScalarAsync(stop))!).Split(',');
        command.CommandText = $"SELECT {column}, {string.Join(", ", keys)} FROM {table} LIMIT 1 OFFSET {random.NextInt64(rows)}";
        object before;
        var where = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(stop))
        {
            await reader.ReadAsync(stop);
            before = reader.GetValue(0);
            for (var index = 0; index < keys.Length; index++)
            {
                where.Add($"{keys[index]} = @k{index}");
                command.Parameters.AddWithValue($"@k{index}", reader.GetValue(index + 1));
            }
        }

        var after = changed(before);
        command.CommandText = string.Concat(triggers.Select(trigger => $"DROP TRIGGER {trigger.Name}; "))
            + $"UPDATE {table} SET {column} = @value WHERE {string.Join(" AND ", where)}; "
            + string.Concat(triggers.Select(trigger => $"{trigger.Text}; "));
        command.Parameters.AddWithValue("@value", after);
        try
        {
            await command.ExecuteNonQueryAsync(stop);
            return $"{Text(before)} became {Text(after)}";
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is 19 or 20)
        {
            return null;
        }
    }

    /// <summary>Deletes a row, with no trigger or key in the way.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(string table, Random random)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync(stop);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        var rows = (long)(await command.ExecuteScalarAsync(stop))!;
        if (rows == 0) return false;
        command.CommandText = $"SELECT group_concat(name) FROM pragma_table_info('{table}') WHERE pk > 0";
        var keys = (string)(await command.ExecuteScalarAsync(stop))!;
        command.CommandText = "SELECT COALESCE(MAX(sql), '') FROM sqlite_master WHERE name = @trigger";
        var trigger = $"TR_{table}_R4_NoDelete";
        command.Parameters.AddWithValue("@trigger", trigger);
        var text = (string)(await command.ExecuteScalarAsync(stop))!;
        command.CommandText = $"PRAGMA foreign_keys=OFF; DROP TRIGGER IF EXISTS {trigger}; DELETE FROM {table} WHERE ({keys}) IN " +
            $"(SELECT {keys} FROM {table} LIMIT 1 OFFSET {random.NextInt64(rows)}); {text}";
        await command.ExecuteNonQueryAsync(stop);
        return true;
    }

    /// <summary>Runs SQL.</summary>
    public async Task RunAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        foreach (var suffix in new[] { "", "-wal", "-shm" }) System.IO.File.Delete(File + suffix);
    }

    /// <summary>Another value of the same type.</summary>
    public static object Changed(object value, Random random) => value switch
    {
        long number => random.Next(4) switch { 0 => number + 1, 1 => number - 1, 2 => number ^ (1L << random.Next(40)), _ => number + 7 },
        byte[] bytes => bytes.Length == 0 ? [1] : (byte[])[(byte)(bytes[0] ^ (1 << random.Next(8))), .. bytes[1..]],
        string text => DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.AddDays(1).ToString("O", CultureInfo.InvariantCulture) : text + "x",
        _ => random.Next(2) == 0 ? 1L : "x",
    };

    private static string Text(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : $"{value}";
}
