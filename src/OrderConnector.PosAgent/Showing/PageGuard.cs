namespace OrderConnector.PosAgent.Showing;

/// <summary>
/// Lets no page of another origin look at this one or drive it, and tells the browser to take nothing from elsewhere.
/// </summary>
internal static class PageGuard
{
    /// <summary>A name and a reason are far shorter.</summary>
    internal const int MostFormBytes = 16 * 1024;

    /// <summary>
    /// Referrer-Policy is not "no-referrer": a browser would then send "Origin: null" with our own forms.
    /// </summary>
    private static readonly (string Name, string Value)[] s_headers =
    [
        ("Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", "no-cache, no-store"),
    ];

    /// <summary>Refuses, or lets the call on with the headers of the page.</summary>
    internal static Task CheckAsync(HttpContext call, RequestDelegate next)
    {
        foreach (var (name, value) in s_headers)
        {
            call.Response.Headers[name] = value;
        }

        return Refusal(call) is { } refusal ? RefuseAsync(call, refusal) : next(call);
    }

    private static (int Status, string Text)? Refusal(HttpContext call)
    {
        var request = call.Request;
        if (!StaffPageAddress.IsOwn(request.Host, call.Connection.LocalPort))
        {
            return (StatusCodes.Status421MisdirectedRequest, "This page answers to its own address only.");
        }

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        // A link elsewhere may lead here; a script, an image or a frame elsewhere may not.
        var comesByLink = HttpMethods.IsGet(request.Method)
            && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";
        if (site is not ("" or "same-origin" or "none") && !comesByLink)
        {
            return (StatusCodes.Status403Forbidden, "Other pages may not call this one.");
        }

        if (HttpMethods.IsGet(request.Method))
        {
            return null;
        }

        if (request.Headers.Origin != $"http://{request.Host}")
        {
            return (StatusCodes.Status403Forbidden, "Only the page's own forms may change anything.");
        }

        return request.ContentLength is <= MostFormBytes
            ? null
            : (StatusCodes.Status413PayloadTooLarge, "The form is too long, or its length is not told.");
    }

    private static Task RefuseAsync(HttpContext call, (int Status, string Text) refusal)
    {
        call.Response.StatusCode = refusal.Status;
        call.Response.ContentType = "text/plain; charset=utf-8";
        return call.Response.WriteAsync(refusal.Text, call.RequestAborted);
    }
}
