using OrderConnector.PosAgent.Showing.Words;

namespace OrderConnector.PosAgent.Showing;

/// <summary>What the browser at the till remembers: language and name.</summary>
internal static class PageCookies
{
    private const string Language = "staff-language";
    private const string Name = "staff-name";

    /// <summary>As chosen once, else as the browser prefers, else German.</summary>
    internal static Speech SpeechOf(HttpRequest request) => new(
        Speech.Of(request.Cookies[Language])
        ?? request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
            .Select(language => Speech.Of(language.Value.Value?.Split('-')[0].ToLowerInvariant()))
            .FirstOrDefault(tongue => tongue is not null)
        ?? Tongue.German);

    /// <summary>Who said to be at the till; null for nobody.</summary>
    internal static string? PersonOf(HttpRequest request) => Person.Read(request.Cookies[Name]);

    internal static void KeepLanguage(HttpResponse response, Speech speech) =>
        response.Cookies.Append(Language, speech.Code, Lasting(TimeSpan.FromDays(365)));

    // A shift, not longer: whoever comes next must not act under the name of whoever left.
    internal static void KeepPerson(HttpResponse response, string person) =>
        response.Cookies.Append(Name, person, Lasting(TimeSpan.FromHours(12)));

    private static CookieOptions Lasting(TimeSpan time) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, MaxAge = time, Path = "/", IsEssential = true,
    };
}
