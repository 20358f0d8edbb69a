namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>Leads from a form that asks for a member to the New member form and back, with the new reference filled in.</summary>
public static class NewMemberLink
{
    private const string Preview = "/preview";

    /// <summary>The address of the New member form, which returns to the present form.</summary>
    /// <param name="request">The request that the form answers.</param>
    /// <param name="field">The field that asks for a member.</param>
    public static string From(HttpRequest request, string field)
    {
        var path = request.Path.Value ?? "/";
        if (path.EndsWith(Preview, StringComparison.Ordinal)) path = path[..^Preview.Length];
        var back = HttpMethods.IsGet(request.Method) ? path + request.QueryString : path;
        return ListAddress.Of(Routes.NewMember).With("returnUrl", back).With("returnField", field).ToString();
    }

    /// <summary>The reference with which the New member form returned.</summary>
    public static string? Read(HttpRequest request, string field) =>
        HttpMethods.IsGet(request.Method) && request.Query[field].ToString() is { Length: > 0 and <= 200 } reference ? reference : null;
}
