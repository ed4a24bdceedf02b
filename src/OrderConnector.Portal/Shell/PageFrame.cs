using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Access;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Emergencies;

namespace OrderConnector.Portal.Shell;

/// <summary>What surrounds every page: who reads it, how, and what its forms carry.</summary>
/// <param name="User">Who is logged in; null before.</param>
/// <param name="Language">The language shown.</param>
/// <param name="Theme">Light or dark.</param>
/// <param name="Path">The page's own path, to mark it in the menu and to come back to.</param>
/// <param name="FormField">Name of the hidden field that proves that a form is ours.</param>
/// <param name="FormToken">Its value.</param>
/// <param name="Now">The moment, to tell how long ago things were.</param>
public sealed record PageFrame(
    PortalUser? User, Language Language, Theme Theme, string Path, string FormField, string FormToken,
    DateTimeOffset Now)
{
    /// <summary>What came of the form that led here; null where none did.</summary>
    public Notice? Notice { get; init; }

    /// <summary>Branches of the reader's that are in emergency operation now.</summary>
    public IReadOnlyList<RunningEmergency> Emergencies { get; init; } = [];

    /// <summary>Where the store's changes stood before the page was read; empty where nobody follows them.</summary>
    public string Mark { get; init; } = "";

    /// <summary>The frame of a request: language and theme as the browser or the person chose, a notice if one was
    /// left.</summary>
    public static PageFrame Of(
        HttpContext context, PortalUser? user, string formField, string formToken, DateTimeOffset now) =>
        new(user, Look.LanguageOf(context.Request, user), Look.ThemeOf(context.Request), context.Request.Path,
            formField, formToken, now)
        {
            Notice = Notices.Take(context),
        };
}
