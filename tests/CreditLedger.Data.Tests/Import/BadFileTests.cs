using System.Text;
using CreditLedger.Data.Import;

namespace CreditLedger.Data.Tests.Import;

/// <summary>Files that no row of which can be told: refused with line and reason, nothing posted.</summary>
public sealed class BadFileTests
{
    private const string Headings = "reference,name,email,kind,status,tags,joined_on";

    public static TheoryData<string, string, int, string> Damaged => new()
    {
        { "empty", "", 1, "The file is empty" },
        { "only a byte order mark", "\uFEFF", 1, "The file is empty" },
        { "blank first line", "\nreference,name\n", 1, "first line is blank" },
        { "unknown heading", "reference,name,colour\nM1,Ada,red\n", 1,
            "There is no such heading: 'colour'. Valid are reference, name (required); email" },
        { "missing heading", "reference,email\nM1,a@b.example\n", 1, "The heading lacks name" },
        { "heading twice", "reference,name,name\nM1,Ada,Ada\n", 1, "'name' is there twice" },
        { "tabs", "reference\tname\nM1\tAda\n", 1, "There is no such heading" },
        { "spreadsheet", "PK\u0003\u0004rest", 1, "spreadsheet" },
        { "open quote", "reference,name\nM1,Ada\nM2,\"Bo\nM3,Cy\n", 3, "never closed" },
        { "open quote with a doubled end", "reference,name\nM1,\"Ada\"\"", 2, "never closed" },
        { "cut off", $"{Headings}\nM1,Ada,,,,,\nM2,Bo,b@exa", 3, "ends in the middle of this row, after 3 of 7 cells" },
    };

    [Theory, MemberData(nameof(Damaged))]
    public async Task Names_the_line_and_what_is_wrong_with_the_file(string why, string text, int line, string reason)
    {
        await using var database = await TestDatabase.CreateAsync();
        using var report = await database.ImportAsync(ImportKind.Members, text, new ImportOptions(SkipRefused: true));
        var refused = Assert.Single(report.Refusals());
        Assert.Equal(line, refused.Line);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.True(report is { IsDamaged: true, IsKept: false, IsClean: false }, why);
        Assert.Equal(0, (await database.RowsAsync()).Members);
    }

    [Fact]
    public async Task Refuses_utf_16_in_either_order_and_with_or_without_a_mark()
    {
        await using var database = await TestDatabase.CreateAsync();
        foreach (var encoding in new Encoding[]
            { new UnicodeEncoding(false, true), new UnicodeEncoding(true, true), new UnicodeEncoding(false, false) })
        {
            using var report = await database.ImportAsync(
                ImportKind.Members, new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes("reference,name\nM1,Ada\n")]));
            Assert.Contains("not UTF-8", Assert.Single(report.Refusals()).Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Names_the_cells_that_are_latin_1_and_takes_none_of_the_rows()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var report = await database.ImportAsync(ImportKind.Members,
            new MemoryStream(Encoding.Latin1.GetBytes("reference,name\nM1,Ada\nM2,Zoë\nM3,Bo\n")));
        var refused = Assert.Single(report.Refusals());
        Assert.Equal((3, "name"), (refused.Line, refused.Column));
        Assert.Contains("not UTF-8", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(0, (await database.RowsAsync()).Members);
    }

    [Fact]
    public async Task A_million_columns_and_an_endless_row_do_not_fill_the_memory()
    {
        await using var database = await TestDatabase.CreateAsync();
        using (var wide = await database.ImportAsync(ImportKind.Members,
            "reference,name\nM1,Ada\nM2" + new string(',', 1_000_000) + "\nM3,Bo\n"))
        {
            var refused = Assert.Single(wide.Refusals());
            Assert.Equal(3, refused.Line);
            Assert.Contains("longer than", refused.Reason, StringComparison.Ordinal);
        }

        using (var wideHeading = await database.ImportAsync(ImportKind.Members, new string(',', 1_000_000)))
            Assert.Contains("longer than", Assert.Single(wideHeading.Refusals()).Reason, StringComparison.Ordinal);

        // A quote that opens and never closes, before two gigabytes: read no further than a row may be long.
        var start = GC.GetTotalAllocatedBytes(precise: true);
        await using var endless = new EndlessFile("reference,name\nM1,Ada\nM2,\"");
        using var report = await database.ImportAsync(ImportKind.Members, endless);
        Assert.Equal(3, Assert.Single(report.Refusals()).Line);
        Assert.InRange(endless.Position, 0, 2_000_000);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - start, 0, 100_000_000);
        Assert.Equal(0, (await database.RowsAsync()).Members);
    }

    [Fact]
    public async Task Reads_a_mark_semicolons_any_order_quotes_and_every_line_end()
    {
        await using var database = await TestDatabase.CreateAsync();
        const string Text = "\uFEFFNAME;reference ; tags\r\n\"Lovelace; \"\"Ada\"\"\";M1;\"a;b\"\n\r\n  Bo  ;M2;\rCy;M3;c";
        using (var report = await database.ImportAsync(ImportKind.Members, Text)) Assert.True(report.IsKept, report.Summary());
        await using var context = database.NewContext();
        Assert.Equal(["Lovelace; \"Ada\"", "Bo", "Cy"],
            context.Members.OrderBy(member => member.Reference).Select(member => member.Name).ToList());
        Assert.Equal(["a", "b", "c"], context.MemberTags.Select(tag => tag.Tag).OrderBy(tag => tag).ToList());
    }

    [Fact]
    public async Task A_short_last_row_with_a_line_end_is_a_row_to_refuse_and_not_a_file_that_was_cut_off()
    {
        await using var database = await TestDatabase.CreateAsync();
        const string Text = "reference,name,email\nM1,Ada,\n\nM2\nM3,Bo\n";
        using var report = await database.ImportAsync(ImportKind.Members, Text, new ImportOptions(SkipRefused: true));
        Assert.Equal([4, 5], report.Refusals().Select(row => (int)row.Line));
        Assert.True(report is { IsDamaged: false, IsKept: true }, report.Summary());
        Assert.Equal(1, (await database.RowsAsync()).Members);
    }

    [Fact]
    public async Task The_headings_alone_choose_the_separator_whatever_the_rows_look_like()
    {
        await using var database = await TestDatabase.CreateAsync();
        var rows = string.Concat(Enumerable.Range(1, 40).Select(number => $"M{number};x;y,Ada,a|b|c{new string(',', number % 3)}\n"));
        var text = "reference,name,tags\n" + rows;
        using var report = await database.ImportAsync(ImportKind.Members, text, new ImportOptions(SkipRefused: true));
        Assert.True(report is { IsDamaged: false, IsKept: true }, report.Summary());
        Assert.Equal(13, (await database.RowsAsync()).Members);
    }

    // Gives its start, and then the same letter for as long as one reads.
    private sealed class EndlessFile(string start) : Stream
    {
        private readonly byte[] _start = Encoding.UTF8.GetBytes(start);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            for (var index = 0; index < count; index++, Position++)
                buffer[offset + index] = Position < _start.Length ? _start[Position] : (byte)'x';
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
