namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>From a form that asks for a member to the form of a new one, and back with the new member's reference.</summary>
public static class NewMemberLink
{
    private const string Preview = "/preview";

    /// <summary>The form of a new member, which comes back to the form that is shown.</summary>
    /// <param name="request">The request that the form answers.</param>
    /// <param name="field">The field that asks for a member.</param>
    public static string From(HttpRequest request, string field)
    {
        var path = request.Path.Value ?? "/";
        if (path.EndsWith(Preview, StringComparison.Ordinal)) path = path[..^Preview.Length];
        var back = HttpMethods.IsGet(request.Method) ? path + request.QueryString : path;
        return ListAddress.Of(Routes.NewMember).With("returnUrl", back).With("returnField", field).ToString();
    }

    /// <summary>The reference that the form of a new member came back with.</summary>
    public static string? Read(HttpRequest request, string field) =>
        HttpMethods.IsGet(request.Method) && request.Query[field].ToString() is { Length: > 0 and <= 200 } reference ? reference : null;
}
