using System.Net.Http.Headers;
using System.Text.Json;

namespace OrderConnector.Simulators.Processes;

/// <summary>What the cloud answered.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The document; undefined where there was none.</param>
public sealed record ShopAnswer(int Status, JsonElement Body)
{
    public string Id => Body.GetProperty("id").GetString()!;

    public long Number => Body.GetProperty("number").GetInt64();

    public string State => Body.GetProperty("state").GetString()!;
}

/// <summary>A shop with its key, speaking HTTP.</summary>
public sealed class ShopClient : IDisposable
{
    private readonly HttpClient _http;

    public ShopClient(Uri cloud, string key)
    {
        _http = new HttpClient { BaseAddress = cloud, Timeout = TimeSpan.FromSeconds(20) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public Task<ShopAnswer> PostOrderAsync(byte[] document, CancellationToken cancellationToken) =>
        PostAsync("/api/v1/orders", document, cancellationToken);

    public async Task<ShopAnswer> PostAsync(string path, byte[] document, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(document);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        return await ReadAsync(answer, cancellationToken);
    }

    public async Task<ShopAnswer> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        return await ReadAsync(answer, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<ShopAnswer> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        return new ShopAnswer(
            (int)answer.StatusCode,
            bytes.Length == 0 ? default : JsonDocument.Parse(bytes).RootElement);
    }
}
