namespace OrderConnector.Browser.Tests.Browsing;

/// <summary>A screen.</summary>
/// <param name="Name">As it stands in the names of screenshots.</param>
/// <param name="Width">CSS pixels.</param>
/// <param name="Height">CSS pixels.</param>
/// <param name="Touch">A phone's.</param>
internal sealed record Screen(string Name, int Width, int Height, bool Touch)
{
    internal static readonly Screen Phone = new("phone", 390, 844, true);
    internal static readonly Screen Desktop = new("desktop", 1280, 800, false);
}

/// <summary>How somebody sees a page.</summary>
/// <param name="Language">"de" or "en", as the browser asks for it.</param>
/// <param name="Dark">The device is set to dark.</param>
/// <param name="Size">The screen.</param>
internal sealed record Look(string Language, bool Dark, Screen Size)
{
    internal static readonly Look Usual = new("de", false, Screen.Desktop);

    /// <summary>Both languages, both themes, both screens.</summary>
    internal static IReadOnlyList<Look> All { get; } =
    [
        .. from language in (string[])["de", "en"]
           from dark in (bool[])[false, true]
           from size in (Screen[])[Screen.Desktop, Screen.Phone]
           select new Look(language, dark, size),
    ];

    /// <summary>As it stands in the names of screenshots: "de-light-desktop".</summary>
    internal string Name => $"{Language}-{(Dark ? "dark" : "light")}-{Size.Name}";
}
