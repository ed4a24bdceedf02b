using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Access;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Shell;

/// <summary>Language and theme as a browser chose them; kept in two cookies that hold nothing else.</summary>
public static class Look
{
    /// <summary>Where the switches post to.</summary>
    public const string Path = "/portal/look";

    private const string LanguageCookie = "oc-language";
    private const string ThemeCookie = "oc-theme";

    /// <summary>
    /// The browser's choice; without one the person's own language, else the first one the browser asks for that we
    /// speak, else German.
    /// </summary>
    public static Language LanguageOf(HttpRequest request, PortalUser? user) =>
        LanguageNames.FromWire(request.Cookies[LanguageCookie]) ?? user?.Language ?? Asked(request);

    /// <summary>The browser's choice; without one as the device is set.</summary>
    public static Theme ThemeOf(HttpRequest request) => ThemeFrom(request.Cookies[ThemeCookie]) ?? Theme.Device;

    /// <summary>Takes the choice of the switches and goes back to the page they stood on.</summary>
    public static async Task<IResult> ChooseAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (LanguageNames.FromWire(form["language"]) is { } language)
        {
            Keep(context, LanguageCookie, language.ToWire());
        }

        if (ThemeFrom(form["theme"]) is { } theme)
        {
            Keep(context, ThemeCookie, ToWire(theme));
        }

        var back = form["back"].ToString();
        return SeeOther.To(SeeOther.IsOurs(back) ? back : "/portal");
    }

    /// <summary>"device", "light", "dark".</summary>
    public static string ToWire(Theme theme) => theme switch
    {
        Theme.Device => "device",
        Theme.Light => "light",
        Theme.Dark => "dark",
    };

    private static Theme? ThemeFrom(string? name)
    {
        foreach (var theme in Enum.GetValues<Theme>())
        {
            if (ToWire(theme) == name)
            {
                return theme;
            }
        }

        return null;
    }

    private static Language Asked(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(asked => asked.Quality ?? 1)
        .Select(asked => LanguageNames.FromWire(asked.Value.Value?.Split('-')[0].ToLowerInvariant()))
        .FirstOrDefault(language => language is not null) ?? Language.German;

    private static void Keep(HttpContext context, string name, string value) =>
        context.Response.Cookies.Append(name, value, new CookieOptions
        {
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = TimeSpan.FromDays(365),
            IsEssential = true,
        });
}
