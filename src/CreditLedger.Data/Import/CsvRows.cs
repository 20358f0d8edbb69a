using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace CreditLedger.Data.Import;

/// <summary>
/// Reads a CSV file row by row, with the physical line of each: UTF-8 with or without a byte order mark, comma or semicolon, RFC 4180
/// quoting, headings in any order. Takes no more memory than one row, whatever the file is.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    /// <summary>Characters of one cell at most; a benefit's list of services is the longest that makes sense.</summary>
    public const int LongestCell = 100_000;

    /// <summary>Characters of one row at most.</summary>
    public const int LongestRow = 200_000;

    private const int LongestHeadingLine = 20_000;

    private readonly LimitedReader _reader;
    private readonly CsvParser _parser;
    private readonly ImportHeadings _headings;
    private string[] _columns = [];
    private string[] _cells = [];
    private bool _badQuotes;

    private CsvRows(LimitedReader reader, char delimiter, ImportHeadings headings)
    {
        _reader = reader;
        _headings = headings;
        _parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            HasHeaderRecord = false,
            IgnoreBlankLines = false,
            BufferSize = 16_384,
            MaxFieldSize = LongestCell,
            BadDataFound = _ => _badQuotes = true,
        });
    }

    /// <summary>The line of the file on which the row begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>What is wrong with the row as a whole; none when its cells can be read.</summary>
    public string? Fault { get; private set; }

    /// <summary>The row's cells in the file's order, trimmed of nothing.</summary>
    public ReadOnlySpan<string> Cells => _cells;

    /// <summary>Reads the heading line.</summary>
    /// <exception cref="ImportFileException">The file is empty, is not such text, or has other headings.</exception>
    public static CsvRows Open(Stream file, ImportHeadings headings)
    {
        var text = new StreamReader(file, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, bufferSize: 65_536);
        var start = ReadStart(text);
        RefuseOtherContent(start, headings);
        var rows = new CsvRows(new LimitedReader(text, start, LongestRow), DelimiterOf(start), headings);
        rows.ReadHeadings();
        return rows;
    }

    /// <summary>The place of a heading; −1 when the file does not have it.</summary>
    public int IndexOf(string heading) => Array.IndexOf(_columns, heading);

    /// <summary>Goes to the next row that is not blank.</summary>
    /// <exception cref="ImportFileException">The file is damaged from here on, or ends in the middle of a row.</exception>
    public bool Read()
    {
        while (ReadRecord())
        {
            if (_parser.Count == 1 && string.IsNullOrWhiteSpace(_parser[0])) continue;
            RefuseCutOff();
            Fault = ReadCells();
            return true;
        }

        return false;
    }

    public void Dispose()
    {
        _parser.Dispose();
        _reader.Dispose();
    }

    private bool ReadRecord()
    {
        Line = _parser.RawRow + 1;
        _badQuotes = false;
        _reader.StartRow();
        try
        {
            return _parser.Read();
        }
        catch (Exception exception) when (exception is LimitedReader.RowTooLongException or MaxFieldSizeException)
        {
            throw new ImportFileException(Line, null,
                $"The row that begins here is longer than {LongestRow:#,0} characters, or one of its cells than {LongestCell:#,0}: a quote may be missing. The rest of the file was not read.");
        }
    }

    // A quote that is open at the end, or a last line with too few cells and no line end: the rest of the file never arrived.
    private void RefuseCutOff()
    {
        if (!_reader.Ended || _parser.CharCount < _reader.Delivered) return;
        var record = _parser.RawRecord;
        if (record.Count(character => character == '"') % 2 != 0)
            throw new ImportFileException(Line, null, "A quote that opens in this row is never closed: the file ends before it. It seems to be cut off.");
        if (_parser.Count < _columns.Length && !record.EndsWith('\n') && !record.EndsWith('\r'))
        {
            throw new ImportFileException(Line, null,
                $"The file ends in the middle of this row, after {_parser.Count} of {_columns.Length} cells. It seems to be cut off.");
        }
    }

    private string? ReadCells()
    {
        if (_parser.Count != _columns.Length)
        {
            return $"The row has {_parser.Count:#,0} {(_parser.Count == 1 ? "cell" : "cells")}, the heading {_columns.Length}. "
                + "A cell that holds the separator needs quotes around it.";
        }

        for (var index = 0; index < _cells.Length; index++) _cells[index] = _parser[index];
        return _badQuotes ? "A quote stands where none may: put quotes around the whole cell and double those inside it." : null;
    }

    private void ReadHeadings()
    {
        if (!ReadRecord()) throw new ImportFileException(1, null, "The file is empty.");
        var columns = new string[_parser.Count];
        for (var index = 0; index < columns.Length; index++)
        {
            var heading = _parser[index].Trim().ToLowerInvariant();
            if (!_headings.Has(heading)) throw new ImportFileException(Line, Cell.Show(heading), $"There is no such heading: '{Cell.Show(heading)}'. Valid are {_headings.Described}");
            if (columns.Contains(heading)) throw new ImportFileException(Line, heading, $"The heading '{heading}' is there twice.");
            columns[index] = heading;
        }

        var missing = _headings.Required.Except(columns).ToList();
        if (missing.Count > 0) throw new ImportFileException(Line, missing[0], $"The heading lacks {string.Join(", ", missing)}. Valid are {_headings.Described}");
        if (_badQuotes) throw new ImportFileException(Line, null, "A quote stands where none may in the heading line.");
        _columns = columns;
        _cells = new string[columns.Length];
    }

    private static string ReadStart(StreamReader text)
    {
        var start = new StringBuilder();
        while (start.Length < LongestHeadingLine)
        {
            var next = text.Read();
            if (next < 0) break;
            if (start.Length == 0 && next == '\uFEFF') continue;
            start.Append((char)next);
            if (next is '\n' or '\r') break;
        }

        return start.ToString();
    }

    private static void RefuseOtherContent(string start, ImportHeadings headings)
    {
        if (start.Length == 0) throw new ImportFileException(1, null, $"The file is empty: its first line must hold the headings. Valid are {headings.Described}");
        if (start.StartsWith("PK\u0003\u0004", StringComparison.Ordinal))
            throw new ImportFileException(1, null, "This is a spreadsheet or zip file. Save the sheet as CSV (UTF-8) and import that.");
        if (start.AsSpan().ContainsAny('\0', '\uFFFD'))
            throw new ImportFileException(1, null, "The heading line is not UTF-8 text (UTF-16 or another encoding?). Save the file as CSV (UTF-8).");
        if (start.Length >= LongestHeadingLine)
            throw new ImportFileException(1, null, $"The heading line is longer than {LongestHeadingLine:#,0} characters. Valid are {headings.Described}");
        if (string.IsNullOrWhiteSpace(start)) throw new ImportFileException(1, null, $"The first line is blank: it must hold the headings. Valid are {headings.Described}");
    }

    // No heading holds either character.
    private static char DelimiterOf(string headingLine) => headingLine.Count(character => character == ';') > headingLine.Count(character => character == ',') ? ';' : ',';
}
