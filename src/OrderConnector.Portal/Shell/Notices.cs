using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace OrderConnector.Portal.Shell;

/// <summary>
/// Carries a notice from the form's answer to the page it leads to. In a cookie, not in the address: a link that
/// somebody sends can then never put words into our mouth. Under https no other site of the domain can set it either.
/// </summary>
public static class Notices
{
    /// <summary>
    /// The script asks for news and for a page again with this header: such a look takes no notice away, and is no
    /// sign that anybody is there.
    /// </summary>
    public const string LiveHeader = "X-Live";

    private const int MostCharacters = 900;

    /// <summary>Leaves a notice for the next page.</summary>
    public static void Leave(HttpContext context, Notice notice)
    {
        var text = notice.Text.Length <= MostCharacters ? notice.Text : notice.Text[..MostCharacters] + "…";
        context.Response.Cookies.Append(
            Name(context.Request),
            Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{(int)notice.Kind}{text}")),
            Options(context.Request));
    }

    /// <summary>Takes the notice that was left; null where none was.</summary>
    public static Notice? Take(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || request.Headers.ContainsKey(LiveHeader)
            || !request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            || request.Cookies[Name(request)] is not { Length: > 0 } value)
        {
            return null;
        }

        context.Response.Cookies.Delete(Name(request), Options(request));
        return Read(value);
    }

    private static Notice? Read(string value)
    {
        if (!Base64Url.IsValid(value))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(value));
        var kind = text.Length > 1 ? (NoticeKind)(text[0] - '0') : (NoticeKind)(-1);
        return Enum.IsDefined(kind) ? new Notice(kind, text[1..]) : null;
    }

    private static string Name(HttpRequest request) => request.IsHttps ? "__Host-oc-notice" : "oc-notice";

    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true,
        Secure = request.IsHttps,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        MaxAge = TimeSpan.FromMinutes(1),
        IsEssential = true,
    };
}
