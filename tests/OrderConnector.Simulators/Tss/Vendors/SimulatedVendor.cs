using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OrderConnector.Simulators.Tss.Faults;

namespace OrderConnector.Simulators.Tss.Vendors;

/// <summary>A call as it came.</summary>
/// <param name="Call">What it asks for.</param>
/// <param name="Method">"GET" …</param>
/// <param name="Path">Without the query.</param>
/// <param name="Query">The query.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The whole body.</param>
public sealed record VendorRequest(
    SimulatorCall Call, string Method, string Path, IQueryCollection Query, IHeaderDictionary Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>User and password of HTTP Basic; null where there are none.</summary>
    public (string User, string Password)? Basic()
    {
        var header = Headers.Authorization.ToString();
        var decoded = new byte[header.Length];
        if (!header.StartsWith("Basic ", StringComparison.Ordinal)
            || !Convert.TryFromBase64String(header["Basic ".Length..], decoded, out var length))
        {
            return null;
        }

        return Encoding.UTF8.GetString(decoded, 0, length).Split(':', 2) is [var user, var password]
            ? (user, password)
            : null;
    }

    /// <summary>The bearer token; null where there is none.</summary>
    public string? Bearer() => Headers.Authorization.ToString() is var header
        && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header["Bearer ".Length..]
            : null;
}

/// <summary>What a vendor answers.</summary>
public sealed record VendorAnswer(int Status, string? ContentType, byte[] Body, TimeSpan? RetryAfter = null)
{
    public static VendorAnswer Empty(int status) => new(status, null, []);

    public static VendorAnswer Json(int status, JsonNode json) =>
        new(status, "application/json", JsonSerializer.SerializeToUtf8Bytes(json));

    public static VendorAnswer PlainText(int status, string text) =>
        new(status, "text/plain", Encoding.UTF8.GetBytes(text));
}

/// <summary>
/// A vendor's protocol over a <see cref="SoftwareTss"/>. It answers as if all were well; the host plays the faults
/// around it.
/// </summary>
public abstract class SimulatedVendor(SoftwareTss device, TimeProvider clock) : IDisposable
{
    public SoftwareTss Device { get; } = device;

    protected TimeProvider Clock { get; } = clock;

    /// <summary>What a call asks for, where method and path tell.</summary>
    protected internal virtual SimulatorCall CallOf(string method, string path) => SimulatorCall.Other;

    /// <summary>What a call asks for, where query or body are needed to tell.</summary>
    protected internal virtual SimulatorCall CallOf(VendorRequest request) => CallOf(request.Method, request.Path);

    /// <summary>Does it and answers.</summary>
    /// <param name="request">The call.</param>
    /// <param name="twist">What is wrong with the answer: a wrong signature, nothing back; null where nothing is.</param>
    protected internal abstract Task<VendorAnswer> AnswerAsync(VendorRequest request, FaultRule? twist);

    /// <summary>How the vendor says no in this case; for kinds that are a refusal.</summary>
    protected internal abstract VendorAnswer Refuse(FaultRule fault);

    /// <summary>A signature that cannot verify, made of one that does.</summary>
    protected static byte[] Spoil(byte[] signature)
    {
        byte[] spoiled = [.. signature];
        spoiled[^1] ^= 1;
        return spoiled;
    }

    public void Dispose()
    {
        Device.Dispose();
        GC.SuppressFinalize(this);
    }
}
