using System.Text.Json;
using System.Text.Json.Nodes;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Demo.Starting;

/// <summary>One caller of the cloud with its key: a shop, a kiosk, a platform, the operator.</summary>
/// <param name="cloud">Where the cloud app listens.</param>
/// <param name="key">Its bearer key.</param>
internal sealed class Shop(Uri cloud, string key) : IDisposable
{
    private readonly ShopClient _client = new(cloud, key);

    /// <summary>The key, to be shown to whoever wants to go on by hand.</summary>
    internal string Key { get; } = key;

    internal Task<ShopAnswer> PostAsync(JsonObject order, CancellationToken cancellationToken) =>
        SendAsync("/api/v1/orders", order, cancellationToken);

    internal Task<ShopAnswer> PayAsync(
        string id, string outcome, JsonArray payments, CancellationToken cancellationToken) =>
        SendAsync(
            $"/api/v1/orders/{id}/payment",
            new JsonObject { ["outcome"] = outcome, ["payments"] = payments },
            cancellationToken);

    internal Task<ShopAnswer> CancelAsync(string id, string reason, CancellationToken cancellationToken) =>
        SendAsync($"/api/v1/orders/{id}/cancel", new JsonObject { ["reason"] = reason }, cancellationToken);

    internal Task<ShopAnswer> VoidAsync(
        string id, string externalId, string reason, JsonArray? lines, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["externalId"] = externalId, ["reason"] = reason };
        if (lines is not null)
        {
            body["lines"] = lines;
        }

        return SendAsync($"/api/v1/orders/{id}/void", body, cancellationToken);
    }

    internal Task<ShopAnswer> ReadAsync(string path, CancellationToken cancellationToken) =>
        _client.GetAsync(path, cancellationToken);

    public void Dispose() => _client.Dispose();

    private Task<ShopAnswer> SendAsync(string path, JsonObject body, CancellationToken cancellationToken) =>
        _client.PostAsync(path, JsonSerializer.SerializeToUtf8Bytes(body), cancellationToken);
}
