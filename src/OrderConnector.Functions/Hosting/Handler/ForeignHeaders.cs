namespace OrderConnector.Functions.Hosting.Handler;

/// <summary>
/// Takes off what only App Service authentication may say: with it switched off, anybody could send these headers.
/// </summary>
public sealed class ForeignHeaders(RequestDelegate next)
{
    private const string Prefix = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>Answers one request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        List<string>? foreign = null;
        foreach (var (name, _) in context.Request.Headers)
        {
            if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                (foreign ??= []).Add(name);
            }
        }

        foreign?.ForEach(name => context.Request.Headers.Remove(name));
        return next(context);
    }
}
