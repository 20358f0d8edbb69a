using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>What the path of a page names beside the record that it is about.</summary>
public static class RouteExtensions
{
    /// <summary>A number of the path, which its pattern has made sure of.</summary>
    public static long RouteNumber(this Controller controller, string name) =>
        long.Parse((string)controller.RouteData.Values[name]!, CultureInfo.InvariantCulture);
}
