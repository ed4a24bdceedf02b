using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrderConnector.Demo.Starting;

/// <summary>What the cloud answered.</summary>
internal sealed record CloudAnswer(HttpStatusCode Status, JsonElement Body)
{
    internal int Code => (int)Status;

    internal bool IsSuccess => Code is >= 200 and < 300;
}

/// <summary>One caller of the cloud with its key: a shop, a kiosk, a platform, the operator.</summary>
/// <param name="http">With the cloud's address.</param>
/// <param name="key">Its bearer key.</param>
internal sealed class Shop(HttpClient http, string key)
{
    /// <summary>The key, to be shown to whoever wants to go on by hand.</summary>
    internal string Key { get; } = key;

    internal Task<CloudAnswer> PostAsync(JsonObject order, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "/api/v1/orders", order, cancellationToken);

    internal Task<CloudAnswer> PayAsync(
        string id, string outcome, JsonArray payments, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post,
            $"/api/v1/orders/{id}/payment",
            new JsonObject { ["outcome"] = outcome, ["payments"] = payments },
            cancellationToken);

    internal Task<CloudAnswer> CancelAsync(string id, string reason, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post, $"/api/v1/orders/{id}/cancel", new JsonObject { ["reason"] = reason }, cancellationToken);

    internal Task<CloudAnswer> VoidAsync(
        string id, string externalId, string reason, JsonArray? lines, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["externalId"] = externalId, ["reason"] = reason };
        if (lines is not null)
        {
            body["lines"] = lines;
        }

        return SendAsync(HttpMethod.Post, $"/api/v1/orders/{id}/void", body, cancellationToken);
    }

    internal Task<CloudAnswer> ReadAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, cancellationToken);

    private async Task<CloudAnswer> SendAsync(
        HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        using var response = await http.SendAsync(request, cancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        using var document = JsonDocument.Parse(bytes.Length == 0 ? "{}"u8.ToArray() : bytes);
        return new CloudAnswer(response.StatusCode, document.RootElement.Clone());
    }
}
