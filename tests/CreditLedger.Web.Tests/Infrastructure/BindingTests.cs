using CreditLedger.Web.Tests.Site;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Web.Tests.Infrastructure;

public sealed class BindingTests(SiteFactory site) : IClassFixture<SiteFactory>
{
    // Left to itself, a value is taken from the body before the path: a body could choose another record, or another status.
    [Fact]
    public void Every_parameter_of_every_action_says_where_it_comes_from()
    {
        var actions = site.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items
            .OfType<ControllerActionDescriptor>().ToList();
        Assert.True(actions.Count > 100, $"{actions.Count} actions were found");
        var silent =
            from action in actions
            from parameter in action.Parameters
            where parameter.ParameterType != typeof(CancellationToken)
            let source = parameter.BindingInfo?.BindingSource
            where source != BindingSource.Path && source != BindingSource.Query && source != BindingSource.Form
                && source != BindingSource.Services
            select $"{action.ControllerName}.{action.ActionName}: {parameter.Name} {source?.DisplayName}";
        Assert.Empty(silent.Distinct());
    }
}
