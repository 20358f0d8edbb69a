using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Primitives;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>What was typed into a form, to be shown in it again later. What was confirmed is not among it: it is confirmed again.</summary>
public static class SentFields
{
    private static readonly string[] NotKept = ["__RequestVerificationToken", nameof(ConfirmedForm.Confirmed), "Password"];

    /// <summary>The fields of a form that was sent.</summary>
    public static Dictionary<string, string?[]> Of(IFormCollection form, params IReadOnlyCollection<string> without) => form
        .Where(field => !NotKept.Contains(field.Key) && !without.Contains(field.Key))
        .ToDictionary(field => field.Key, field => field.Value.ToArray());

    /// <summary>A form with these fields in it, as if it had been sent.</summary>
    public static async Task<TForm> BindAsync<TForm>(ControllerBase controller, Dictionary<string, string?[]> fields)
        where TForm : class, new()
    {
        var form = new TForm();
        var values = new FormCollection(fields.ToDictionary(field => field.Key, field => new StringValues(field.Value)));
        await controller.TryUpdateModelAsync(form, "", new FormValueProvider(BindingSource.Form, values, CultureInfo.InvariantCulture));
        return form;
    }
}
