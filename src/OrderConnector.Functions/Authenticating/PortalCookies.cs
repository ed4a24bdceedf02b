using OrderConnector.Core.Access;
using OrderConnector.Core.Keys;
using OrderConnector.Functions.Intake;

namespace OrderConnector.Functions.Authenticating;

/// <summary>
/// The portal's two secrets in the browser. Under https their names forbid any other site of the domain to set them;
/// on plain http, which is for this machine alone, such a name would be refused.
/// </summary>
public static class PortalCookies
{
    private const int FormBytes = 32;

    /// <summary>Who is logged in: "id.secret"; null where nobody is.</summary>
    public static SecretKey? ReadSession(HttpRequest request) =>
        SecretKey.TryParse(request.Cookies[Name(request, "session")], out var key) ? key : null;

    /// <summary>Keeps the session for as long as it can last.</summary>
    public static void KeepSession(HttpContext context, SecretKey key) => context.Response.Cookies.Append(
        Name(context.Request, "session"), key.ToString(), Options(context.Request, SessionLife.Whole));

    /// <summary>Takes it away.</summary>
    public static void DropSession(HttpContext context) => context.Response.Cookies.Delete(
        Name(context.Request, "session"), Options(context.Request, lasts: null));

    /// <summary>What forms are bound to where nobody is logged in; made where it is missing.</summary>
    public static string FormSecret(HttpContext context, RandomBytes random)
    {
        var name = Name(context.Request, "form");
        if (context.Request.Cookies[name] is { Length: > 0 and <= 100 } secret)
        {
            return secret;
        }

        Span<byte> bytes = stackalloc byte[FormBytes];
        random(bytes);
        secret = System.Buffers.Text.Base64Url.EncodeToString(bytes);
        context.Response.Cookies.Append(name, secret, Options(context.Request, lasts: null));
        return secret;
    }

    private static string Name(HttpRequest request, string what) =>
        request.IsHttps ? "__Host-oc-" + what : "oc-" + what;

    private static CookieOptions Options(HttpRequest request, TimeSpan? lasts) => new()
    {
        HttpOnly = true,
        Secure = request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = lasts,
        IsEssential = true,
    };
}
