using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace CreditLedger.Web.Infrastructure.Errors;

/// <summary>
/// Looks at the shape of a request before anything uses it, and reads its form, so that a body that cannot be read fails here and nowhere
/// else. The page that tells of a failure is shown without the body that may have caused it.
/// </summary>
internal static class RequestShape
{
    /// <summary>Longest body, in bytes: the longest form has some 100,000 characters.</summary>
    public const long MaxBodySize = 2 * 1024 * 1024;

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post];

    public static void UseRequestShape(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Features.Get<IExceptionHandlerFeature>() is not null
            || context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
            RemoveBody(context.Request);
        else if (await RefuseAsync(context) is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }

        await next(context);
    });

    private static void RemoveBody(HttpRequest request)
    {
        (request.ContentType, request.ContentLength, request.Body) = (null, null, Stream.Null);
        request.HttpContext.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));
    }

    private static async Task<int?> RefuseAsync(HttpContext context)
    {
        var request = context.Request;
        if (!Methods.Contains(request.Method))
        {
            context.Response.Headers.Allow = string.Join(", ", Methods);
            return StatusCodes.Status405MethodNotAllowed;
        }

        if (request.ContentLength > MaxBodySize) return StatusCodes.Status413PayloadTooLarge;
        if (!HttpMethods.IsPost(request.Method) || string.IsNullOrEmpty(request.ContentType)) return null;

        // Forms of this site are UTF-8; other character sets change what a text says, or cannot be read at all.
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            return StatusCodes.Status400BadRequest;
        if (!request.HasFormContentType) return null;
        try
        {
            await request.ReadFormAsync(context.RequestAborted);
            return null;
        }
        catch (BadHttpRequestException exception)
        {
            return exception.StatusCode;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return StatusCodes.Status400BadRequest;
        }
    }
}
