using System.CommandLine;
using CreditLedger.Data.Export;
using CreditLedger.Data.Import;
using CreditLedger.Data.Ledger;

namespace CreditLedger.Web.Commands;

/// <summary><c>import</c>: CSV in. Refused rows go to standard output as CSV, the outcome in words to standard error.</summary>
internal static class ImportCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("import", "Takes a CSV file in, all rows or none. The same file again changes nothing.");
        foreach (var kind in Enum.GetValues<ImportKind>()) command.Subcommands.Add(Build(host, kind));
        return command;
    }

    private static Command Build(CliHost host, ImportKind kind)
    {
        var file = new Argument<string>("file") { Description = "A CSV file (UTF-8, comma or semicolon)." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Decide on every row, post nothing." };
        var skipRefused = new Option<bool>("--skip-refused")
        { Description = "Post the rows that can be posted, although others are refused." };
        var command = new Command(kind.ToString().ToLowerInvariant(), $"Headings: {ImportHeadings.DescribedFor(kind)}")
            { file, dryRun, skipRefused };
        host.Handle(command, DatabaseNeed.BroughtToThisVersion, async (run, cancellationToken) =>
        {
            await using var stream = Open(run.Parsed.GetRequiredValue(file));
            var options = new ImportOptions(run.Parsed.GetValue(dryRun), run.Parsed.GetValue(skipRefused));
            using var progress = new ProgressLine(run.Error);
            try
            {
                using var report = await run.Get<FileImport>().RunAsync(kind, stream, options, progress.Show, cancellationToken);
                progress.Clear();
                if (!options.DryRun)
                    await run.Get<AuditLog>().AllowedByCommandAsync($"import {command.Name}", $"{stream.Name}: {report.Summary()}");
                await ListAsync(run, report, cancellationToken);
                await run.Error.WriteLineAsync(report.Summary());
                foreach (var note in report.Notes.All) await run.Error.WriteLineAsync(note);
                return report.IsClean ? CommandLine.Done : CommandLine.No;
            }
            catch (LedgerBusyException busy)
            {
                throw new CliException(busy.Message);
            }
            catch (IOException fault)
            {
                throw new CliException($"The file cannot be read on: {fault.Message} Nothing was posted.");
            }
        });
        return command;
    }

    private static FileStream Open(string path)
    {
        if (Directory.Exists(path)) throw CliException.UsedWrongly($"'{path}' is a directory. Name a CSV file.");
        try
        {
            return new FileStream(path,
                new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 65_536, Share = FileShare.ReadWrite });
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CliException.UsedWrongly($"There is no file '{path}'.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CliException.UsedWrongly($"'{path}' cannot be opened: {fault.Message}");
        }
    }

    private static async Task ListAsync(CliRun run, ImportReport report, CancellationToken cancellationToken)
    {
        if (report.IsClean) return;
        await using var stream = CliOutput.Open(run);
        await using var output = CsvOutput.Create(stream, "line,column,reason");
        foreach (var refused in report.Refusals())
        {
            output.WriteField(refused.Line);
            output.WriteField(refused.Column);
            output.WriteField(refused.Reason);
            await output.EndRecordAsync(cancellationToken);
        }
    }
}
