using System.Globalization;
using CreditLedger.Data.Export;
using CreditLedger.Ledger.Time;
using CsvHelper;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>A list as a CSV file: exactly the rows that its filters leave, in its order, sent while they are read.</summary>
/// <param name="name">What the list holds: "members".</param>
/// <param name="columns">The list's columns.</param>
/// <param name="rows">All rows.</param>
public sealed class ListFile<TRow>(string name, IReadOnlyList<ListColumn<TRow>> columns, IAsyncEnumerable<TRow> rows)
    : ActionResult
{
    private const int RowsPerWrite = 200;

    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        await context.HttpContext.RequestServices.GetRequiredService<AuditLog>().AllowedAsync(
            context.HttpContext, $"export {name}", context.HttpContext.Request.QueryString.Value);
        var zone = context.HttpContext.RequestServices.GetRequiredService<SiteZone>();
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename={name}.csv";
        using var buffer = new MemoryStream();
        await using var output = CsvOutput.Create(buffer, string.Join(',', columns.Select(column => column.Title)));
        var count = 0;
        await foreach (var row in rows.WithCancellation(context.HttpContext.RequestAborted))
        {
            foreach (var column in columns) Write(output, column.Value(row, zone));
            await output.EndRecordAsync(context.HttpContext.RequestAborted);
            if (++count % RowsPerWrite == 0) await SendAsync(output, buffer, response);
        }

        await SendAsync(output, buffer, response);
    }

    private static void Write(CsvWriter output, object? value)
    {
        switch (value)
        {
            case long number:
                output.WriteField(number);
                break;
            case int number:
                output.WriteField(number);
                break;
            case decimal number:
                output.WriteField(number);
                break;
            case DateOnly day:
                output.WriteField(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            default:
                output.WriteField(value?.ToString());
                break;
        }
    }

    private static async Task SendAsync(CsvWriter output, MemoryStream buffer, HttpResponse response)
    {
        await output.FlushAsync(response.HttpContext.RequestAborted);
        await response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), response.HttpContext.RequestAborted);
        buffer.SetLength(0);
    }
}
