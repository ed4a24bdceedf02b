using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using OrderConnector.Functions.Intake;

namespace OrderConnector.Functions.Hosting;

/// <summary>What the type URIs of problem details lead to: a page that explains them.</summary>
public static class ProblemPage
{
    private const string Style = """
        :root { color-scheme: light dark; }
        body { margin: 0; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; }
        main { max-width: 45rem; margin: 0 auto; }
        h1 { font-size: 1.5rem; }
        dt { margin-top: 1rem; font-weight: 600; overflow-wrap: anywhere; }
        dd { margin: .25rem 0 0 1rem; }
        """;

    private static readonly string s_policy =
        $"default-src 'none'; style-src 'sha256-{StyleHash()}'; base-uri 'none'; frame-ancestors 'none'";

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
        context.Response.Headers.ContentSecurityPolicy = s_policy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.WriteAsync(Html(types), context.RequestAborted);
    }

    private static string Html(IEnumerable<ProblemType> types)
    {
        var html = new StringBuilder($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Problem types</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
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

        return html.Append("</dl>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static string StyleHash() => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));
}
