using System.Globalization;
using System.Net;
using System.Text;
using OrderConnector.Functions.Intake;

namespace OrderConnector.Functions.Hosting;

/// <summary>What the type URIs of problem details lead to: a page that explains them.</summary>
public static class ProblemPage
{
    /// <summary>GET /problems and /problems/{name}.</summary>
    public static async Task AnswerAsync(HttpContext context)
    {
        var name = context.Request.RouteValues["name"] as string;
        var types = ProblemTypes.All.Where(type => name is null || type.Name == name).ToList();
        if (types.Count == 0)
        {
            Problem.NotFound("problem type").Answer(context);
            return;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.WriteAsync(Html(types), context.RequestAborted);
    }

    private static string Html(IEnumerable<ProblemType> types)
    {
        var html = new StringBuilder("""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Problem types</title></head>
            <body>
            <h1>Problem types</h1>
            <dl>

            """);
        foreach (var type in types)
        {
            var title = WebUtility.HtmlEncode(type.Title);
            var advice = WebUtility.HtmlEncode(type.Advice);
            html.Append(
                CultureInfo.InvariantCulture,
                $"<dt id=\"{type.Name}\"><code>{type.Uri}</code> ({type.Status}): {title}</dt><dd>{advice}</dd>\n");
        }

        return html.Append("</dl>\n</body>\n</html>\n").ToString();
    }
}
