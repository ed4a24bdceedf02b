using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace OrderConnector.Simulators.Portals;

/// <summary>What the portal answered.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The page; empty where there was none.</param>
/// <param name="Location">Where it sends the visitor; null where it does not.</param>
/// <param name="Took">From the first byte asked to the last byte answered.</param>
public sealed record PageAnswer(int Status, string Body, string? Location, TimeSpan Took);

/// <summary>A person at the portal without a browser: keeps cookies, proves that its forms come from a page.</summary>
public sealed partial class PortalVisitor : IDisposable
{
    private readonly Dictionary<string, string> _cookies = [];
    private readonly HttpClient _http;

    public PortalVisitor(Uri cloud)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = cloud,
            Timeout = TimeSpan.FromSeconds(60),
        };
        _http.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    /// <summary>Somebody who has logged in.</summary>
    public static async Task<PortalVisitor> LogInAsync(
        Uri cloud, string name, string password, CancellationToken cancellationToken)
    {
        var visitor = new PortalVisitor(cloud);
        var answer = await visitor.PostAsync(
            "/portal/login", "/portal/login", cancellationToken, ("name", name), ("password", password));
        return answer.Status == (int)HttpStatusCode.SeeOther
            ? visitor
            : throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"Logging in answered {answer.Status}: {answer.Body}"));
    }

    /// <summary>Reads a page.</summary>
    public Task<PageAnswer> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)), cancellationToken);

    /// <summary>Sends a form as a page shows it: with that page's hidden fields of the form.</summary>
    /// <param name="page">Where the form stands.</param>
    /// <param name="action">Where it goes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="fields">What is typed.</param>
    public async Task<PageAnswer> PostAsync(
        string page, string action, CancellationToken cancellationToken, params (string Name, string Value)[] fields)
    {
        var shown = await GetAsync(page, cancellationToken);
        var form = Form().Matches(shown.Body).FirstOrDefault(match => match.Groups["action"].Value == action)
            ?? throw new InvalidOperationException($"{page} shows no form that goes to {action}: {shown.Body}");
        var hidden = Hidden().Matches(form.Value).Select(match => KeyValuePair.Create(
            match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value)));
        return await SendAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri(action, UriKind.Relative))
            {
                Content = new FormUrlEncodedContent(
                    hidden.Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)))),
            },
            cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task<PageAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            if (_cookies.Count > 0)
            {
                request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(c => $"{c.Key}={c.Value}")));
            }

            var begun = TimeProvider.System.GetTimestamp();
            using var answer = await _http.SendAsync(request, cancellationToken);
            var body = await answer.Content.ReadAsStringAsync(cancellationToken);
            var took = TimeProvider.System.GetElapsedTime(begun);
            Keep(answer);
            return new PageAnswer((int)answer.StatusCode, body, answer.Headers.Location?.OriginalString, took);
        }
    }

    private void Keep(HttpResponseMessage answer)
    {
        foreach (var line in answer.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : [])
        {
            var pair = line.Split(';')[0];
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            _cookies[pair[..equals]] = pair[(equals + 1)..];
        }
    }

    [GeneratedRegex("<form[^>]*action=\"(?<action>[^\"]*)\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();
}
