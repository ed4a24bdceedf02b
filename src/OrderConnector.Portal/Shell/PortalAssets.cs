using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace OrderConnector.Portal.Shell;

/// <summary>Style and script: embedded, served under names that carry their hash, and so kept for ever.</summary>
public static class PortalAssets
{
    /// <summary>Where they are served.</summary>
    public const string Folder = "/portal/assets/";

    private const string Prefix = "Assets/";

    private static readonly FrozenDictionary<string, Asset> s_byName = Load();

    /// <summary>Addresses of all style sheets, in the order of their names.</summary>
    public static IReadOnlyList<string> Styles { get; } = [.. s_byName.Values
        .Where(asset => asset.Name.EndsWith(".css", StringComparison.Ordinal))
        .OrderBy(asset => asset.Name, StringComparer.Ordinal)
        .Select(asset => Folder + asset.HashedName)];

    /// <summary>The address of an asset: "portal.js" → "/portal/assets/portal.1f2e….js".</summary>
    public static string Address(string name) =>
        Folder + s_byName.Values.Single(asset => asset.Name == name).HashedName;

    /// <summary>An asset by its hashed name; null where there is none.</summary>
    public static Asset? Find(string hashedName) => s_byName.GetValueOrDefault(hashedName);

    /// <summary>Answers with the asset the route names.</summary>
    public static async Task AnswerAsync(HttpContext context)
    {
        if (Find((string)context.Request.RouteValues["name"]!) is not { } asset)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = context.Response.Headers;
        headers.ContentType = asset.MediaType;
        headers.ContentLength = asset.Bytes.Length;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.XContentTypeOptions = "nosniff";
        await context.Response.Body.WriteAsync(asset.Bytes, context.RequestAborted);
    }

    private static FrozenDictionary<string, Asset> Load() => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => Read(name[Prefix.Length..]))
        .ToFrozenDictionary(asset => asset.HashedName, StringComparer.Ordinal);

    private static Asset Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
        var extension = Path.GetExtension(name);
        return new Asset(
            name, $"{Path.GetFileNameWithoutExtension(name)}.{hash}{extension}", TypeOf(extension), bytes);
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new InvalidOperationException($"No media type is known for {extension}."),
    };
}

/// <summary>One asset.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="HashedName">The name it is served under.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Bytes">Its content.</param>
public sealed record Asset(string Name, string HashedName, string MediaType, byte[] Bytes);
