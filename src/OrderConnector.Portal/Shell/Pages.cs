using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace OrderConnector.Portal.Shell;

/// <summary>Answers with a page.</summary>
public static class Pages
{
    /// <summary>Renders a page component of the given model; it takes the parameters Frame and Model.</summary>
    /// <param name="frame">What surrounds it.</param>
    /// <param name="model">What it shows.</param>
    /// <param name="status">HTTP status.</param>
    public static RazorComponentResult Show<TPage>(PageFrame frame, object model, int status = 200)
        where TPage : IComponent =>
        new(typeof(TPage), new Dictionary<string, object?> { ["Frame"] = frame, ["Model"] = model })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
}
