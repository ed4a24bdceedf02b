using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrderConnector.Core.Access;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Tests.Shell;

/// <summary>Renders components to HTML, as the server does.</summary>
internal static class Rendered
{
    internal static DateTimeOffset Now { get; } =
        DateTimeOffset.Parse("2026-11-21T15:00:00Z", CultureInfo.InvariantCulture);

    internal static PortalUser Anna { get; } =
        new("anna", "Anna <b>Berg</b>", PortalRole.Manager, ["berlin"], Language.German);

    internal static PageFrame Frame(
        Language language = Language.German, string path = "/portal", PortalUser? user = null) =>
        new(user ?? Anna, language, Theme.Device, path, "proof", "token", Now);

    internal static async Task<string> Html<T>(params (string Name, object? Value)[] parameters)
        where T : IComponent
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(
            ParameterView.FromDictionary(parameters.ToDictionary(one => one.Name, one => one.Value)))).ToHtmlString());
    }
}
