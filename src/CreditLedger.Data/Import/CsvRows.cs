using System.Text;
using CsvHelper;

namespace CreditLedger.Data.Import;

/// <summary>
/// Reads a CSV file row by row, with the physical line of each: UTF-8 with or without a byte order mark, comma or semicolon, RFC 4180
/// quoting, headings in any order. Takes no more memory than one row, whatever the file is.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    /// <summary>Characters of one cell at most; a benefit's list of services is the longest that makes sense.</summary>
    public const int MaxCellLength = 100_000;

    // Bytes: the longest cell in any script, and room for the others. Stops a quote that is never closed, or a million columns.
    private const int MaxRowLength = 400_000;

    private const int MaxHeadingLineLength = 20_000;

    private readonly FileText _text;
    private readonly CsvReader _reader;
    private readonly string[] _columns;
    private readonly string[] _cells;
    private CsvMalformedReason? _badQuote;
    private bool _isAhead;

    private CsvRows(FileText text, string headingLine, ImportHeadings headings)
    {
        var options = CsvReaderOptions.Default with
        {
            HasHeader = false,
            Separator = SeparatorOf(headingLine),
            TrackLineNumbers = true,
            MaxRecordSize = MaxRowLength,
            OnMalformedRecord = record => _badQuote = record.Reason,
        };
        using (var heading = CsvReader.Create(new StringReader(headingLine), options)) _columns = ReadHeadings(heading, headings);
        if (_badQuote is not null) throw new ImportFileException(1, null, "A quote stands where none may in the heading line.");
        _cells = new string[_columns.Length];
        _text = text;
        _reader = CsvReader.Create(text, options);
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
        var text = new FileText(file);
        var headingLine = ReadHeadingLine(text);
        RefuseOtherContent(headingLine, text.EndOfStream, headings);
        return new CsvRows(text, headingLine, headings);
    }

    /// <summary>The place of a heading; −1 when the file does not have it.</summary>
    public int IndexOf(string heading) => Array.IndexOf(_columns, heading);

    /// <summary>Goes to the next row that is not blank.</summary>
    /// <exception cref="ImportFileException">The file is damaged from here on, or ends in the middle of a row.</exception>
    public bool Read()
    {
        while (_isAhead || ReadRecord())
        {
            _isAhead = false;
            if (_reader.FieldCount == 1 && string.IsNullOrWhiteSpace(_reader.GetString(0))) continue;
            Line = _reader.LineNumber + 1;
            if (_badQuote == CsvMalformedReason.UnterminatedQuote)
            {
                throw new ImportFileException(Line, null,
                    "A quote that opens in this row is never closed: the file ends before it. It seems to be cut off.");
            }

            Fault = _reader.FieldCount == _columns.Length ? ReadCells() : WrongCount();
            return true;
        }

        return false;
    }

    public void Dispose() => _reader.Dispose();

    private bool ReadRecord()
    {
        _badQuote = null;
        try
        {
            return _reader.Read();
        }
        catch (CsvFormatException tooLong)
        {
            throw new ImportFileException(tooLong.LineNumber + 1, null,
                $"The row that begins here is longer than {MaxRowLength:#,0} bytes: a quote may be missing. "
                + "The rest of the file was not read.");
        }
    }

    private string? ReadCells()
    {
        for (var index = 0; index < _cells.Length; index++) _cells[index] = _reader.GetString(index);
        return _badQuote is null ? null : "A quote stands where none may: put quotes around the whole cell and double those inside it.";
    }

    private string WrongCount()
    {
        var count = _reader.FieldCount;
        _isAhead = ReadRecord();
        if (count < _columns.Length && !_isAhead && _text.EndsWithinLine)
        {
            throw new ImportFileException(Line, null,
                $"The file ends in the middle of this row, after {count} of {_columns.Length} cells. It seems to be cut off.");
        }

        return $"The row has {count:#,0} {(count == 1 ? "cell" : "cells")}, the heading {_columns.Length}. "
            + "A cell that holds the separator needs quotes around it.";
    }

    private static string[] ReadHeadings(CsvReader line, ImportHeadings headings)
    {
        line.Read();
        var columns = new string[line.FieldCount];
        for (var index = 0; index < columns.Length; index++)
        {
            var heading = line.GetString(index).Trim().ToLowerInvariant();
            if (!headings.Has(heading))
            {
                throw new ImportFileException(1, Cell.Show(heading),
                    $"There is no such heading: '{Cell.Show(heading)}'. Valid are {headings.Described}");
            }

            if (columns.Contains(heading)) throw new ImportFileException(1, heading, $"The heading '{heading}' is there twice.");
            columns[index] = heading;
        }

        var missing = headings.Required.Except(columns).ToList();
        if (missing.Count == 0) return columns;
        throw new ImportFileException(1, missing[0], $"The heading lacks {string.Join(", ", missing)}. Valid are {headings.Described}");
    }

    // Read apart from the rows, so that it alone chooses the separator: the library's guess lets rows with too many or too few cells
    // outvote the headings.
    private static string ReadHeadingLine(StreamReader text)
    {
        var line = new StringBuilder();
        int next;
        while ((next = text.Read()) >= 0 && next is not ('\n' or '\r') && line.Length < MaxHeadingLineLength) line.Append((char)next);
        if (next == '\r' && text.Peek() == '\n') text.Read();
        return line.ToString().TrimStart('\uFEFF');
    }

    private static void RefuseOtherContent(string headingLine, bool isAll, ImportHeadings headings)
    {
        var problem = headingLine switch
        {
            "" when isAll => $"The file is empty: its first line must hold the headings. Valid are {headings.Described}",
            ['P', 'K', '\u0003', '\u0004', ..] => "This is a spreadsheet or zip file. Save the sheet as CSV (UTF-8) and import that.",
            _ when headingLine.AsSpan().ContainsAny('\0', '\uFFFD') =>
                "The heading line is not UTF-8 text (UTF-16 or another encoding?). Save the file as CSV (UTF-8).",
            { Length: >= MaxHeadingLineLength } =>
                $"The heading line is longer than {MaxHeadingLineLength:#,0} characters. Valid are {headings.Described}",
            _ when string.IsNullOrWhiteSpace(headingLine) =>
                $"The first line is blank: it must hold the headings. Valid are {headings.Described}",
            _ => null,
        };
        if (problem is not null) throw new ImportFileException(1, null, problem);
    }

    // No heading holds either character.
    private static char SeparatorOf(string headingLine) => headingLine.Count(';'.Equals) > headingLine.Count(','.Equals) ? ';' : ',';

    // UTF-8 whatever the file's first bytes claim. Knows whether the last line was ended, which tells a short row from a file that was
    // cut off.
    private sealed class FileText(Stream file)
        : StreamReader(file, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, bufferSize: 65_536)
    {
        public bool EndsWithinLine { get; private set; }

        public override int Read(char[] buffer, int index, int count)
        {
            var read = base.Read(buffer, index, count);
            if (read > 0) EndsWithinLine = buffer[index + read - 1] is not ('\n' or '\r');
            return read;
        }
    }
}
