using Microsoft.AspNetCore.Http;

namespace OrderConnector.Portal.Shell;

/// <summary>Answers a form: 303 to a page of ours, so that reloading it repeats nothing.</summary>
public sealed class SeeOther : IResult
{
    private readonly string _path;
    private readonly Notice? _notice;

    private SeeOther(string path, Notice? notice)
    {
        // A redirect that leaves the portal would lend its name to somebody else's page.
        if (!IsOurs(path))
        {
            throw new ArgumentException("Redirects stay within the portal.", nameof(path));
        }

        _path = path;
        _notice = notice;
    }

    /// <summary>To a path of the portal, with its query.</summary>
    public static SeeOther To(string path) => new(path, notice: null);

    /// <summary>To a path of the portal, which says what came of the form.</summary>
    public static SeeOther Saying(string path, NoticeKind kind, string text) => new(path, new Notice(kind, text));

    /// <summary>Whether a path leads to a page of the portal and nowhere else.</summary>
    public static bool IsOurs(string? path) =>
        path is not null
        && (path == "/portal" || path.StartsWith("/portal/", StringComparison.Ordinal)
            || path.StartsWith("/portal?", StringComparison.Ordinal)
            || path.StartsWith("/a/", StringComparison.Ordinal))
        && !path.Contains("//", StringComparison.Ordinal)
        && path.All(letter => letter is > ' ' and < '\x7f' and not '\\');

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (_notice is not null)
        {
            Notices.Leave(httpContext, _notice);
        }

        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = _path;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
