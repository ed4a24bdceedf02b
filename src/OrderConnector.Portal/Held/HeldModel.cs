using OrderConnector.Portal.Forms;
using OrderConnector.Portal.Lists;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Portal.Held;

/// <summary>Where the three lists of the page begin; 0 at their beginnings.</summary>
/// <param name="Held">Behind which held order.</param>
/// <param name="SetAside">Behind which order set aside.</param>
/// <param name="Strays">Behind which message.</param>
public sealed record HeldPlaces(long Held, long SetAside, long Strays)
{
    /// <summary>The address that shows them.</summary>
    public string Address => Lists.Address.Of(
        HeldEndpoints.Path, ("held", Written(Held)), ("aside", Written(SetAside)), ("stray", Written(Strays)));

    private static string? Written(long row) =>
        row == 0 ? null : row.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What waits for a person's decision.</summary>
/// <param name="Held">Orders held for review.</param>
/// <param name="SetAside">Orders their branch could not process.</param>
/// <param name="Strays">Queue messages nobody could be served by.</param>
/// <param name="Places">Where the lists begin.</param>
public sealed record HeldModel(
    DecisionPage Held, DecisionPage SetAside, StrayPage Strays, HeldPlaces Places)
{
    /// <summary>A decision that came back, as typed.</summary>
    public TypedForm? Typed { get; init; }

    /// <summary>What it was about: "&lt;order&gt;-queued", "&lt;order&gt;-rejected", "stray-&lt;id&gt;".</summary>
    public string? TypedKey { get; init; }
}
