using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;

namespace OrderConnector.PosAgent.Showing;

/// <summary>A file the page needs.</summary>
/// <param name="Name">The name it is served under, which tells its content.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Bytes">Its content.</param>
public sealed record PageAsset(string Name, string ContentType, byte[] Bytes);

/// <summary>Stylesheet, script and icon: embedded, so that nothing is read from disk or from the internet.</summary>
public static class PageAssets
{
    private const string Prefix = "OrderConnector.PosAgent.Showing.Assets.";

    /// <summary>The stylesheet.</summary>
    public static PageAsset Style { get; } = Load("staff", "css", "text/css; charset=utf-8");

    /// <summary>The script.</summary>
    public static PageAsset Script { get; } = Load("staff", "js", "text/javascript; charset=utf-8");

    /// <summary>The icon.</summary>
    public static PageAsset Icon { get; } = Load("icon", "svg", "image/svg+xml");

    private static readonly FrozenDictionary<string, PageAsset> s_byName =
        new[] { Style, Script, Icon }.ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);

    /// <summary>The file of a name; null for none, also for one of another version.</summary>
    public static PageAsset? Find(string name) => s_byName.GetValueOrDefault(name);

    private static PageAsset Load(string name, string extension, string contentType)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Prefix}{name}.{extension}")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));
        return new PageAsset($"{name}.{hash}.{extension}", contentType, bytes);
    }
}
