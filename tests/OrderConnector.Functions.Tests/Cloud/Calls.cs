using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrderConnector.Simulators.World;

namespace OrderConnector.Functions.Tests.Cloud;

/// <summary>An answer read whole.</summary>
public sealed record Answered(int Status, string? MediaType, JsonElement Json, HttpResponseHeaders Headers)
{
    public string this[string member] => Json.GetProperty(member).GetString()!;

    public long Number => Json.GetProperty("number").GetInt64();

    /// <summary>The last part of the problem's type.</summary>
    public string Problem => this["type"].Split('/')[^1];

    /// <summary>Pointer and code of every fault.</summary>
    public IReadOnlyList<string> Faults => Json.GetProperty("errors").EnumerateArray()
        .Select(error => $"{error.GetProperty("pointer").GetString()} {error.GetProperty("code").GetString()}")
        .ToList();
}

/// <summary>Calls as a shop or an agent makes them.</summary>
public static class Calls
{
    public static readonly string Orders = "/api/v1/orders";

    /// <summary>An order of two pizzas, a cola and a deposit: 22.55.</summary>
    public static JsonObject Order(
        string externalId, string payment = "prepaid", string branch = CloudUnderTest.Branch, DateTimeOffset? at = null)
    {
        var bytes = DayOrders.Document(
            externalId, branch, at ?? TimeProvider.System.GetUtcNow(), payment, "pickup",
            DayOrders.Line("item", "Pizza Funghi", 2, 9.90m, 7), DayOrders.Line("item", "Limonade", 1, 2.50m, 19),
            DayOrders.Line("deposit", "Pfand", 1, 0.25m, 19));
        return JsonNode.Parse(bytes)!.AsObject();
    }

    /// <summary>Posts a document.</summary>
    public static Task<Answered> PostAsync(
        this HttpClient http, string path, object? body, params (string Name, string Value)[] headers) =>
        http.PostTextAsync(path, JsonSerializer.Serialize(body, JsonSerializerOptions.Web), "application/json", headers);

    /// <summary>Posts a document until told to hang up.</summary>
    public static async Task<Answered> PostAsync(
        this HttpClient http, string path, object? body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(
            JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(path, content, cancellationToken);
        return await ReadAsync(response);
    }

    /// <summary>Posts any text.</summary>
    public static async Task<Answered> PostTextAsync(
        this HttpClient http, string path, string body, string? mediaType = "application/json",
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (mediaType is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        }

        foreach (var (name, value) in headers)
        {
            var ofContent = name.StartsWith("Content-", StringComparison.Ordinal);
            HttpHeaders place = ofContent ? request.Content.Headers : request.Headers;
            Assert.True(place.TryAddWithoutValidation(name, value));
        }

        using var response = await http.SendAsync(request);
        return await ReadAsync(response);
    }

    /// <summary>Gets a document.</summary>
    public static async Task<Answered> ReadAsync(this HttpClient http, string path)
    {
        using var response = await http.GetAsync(path);
        return await ReadAsync(response);
    }

    /// <summary>Reads an answer whole.</summary>
    public static async Task<Answered> ReadAsync(HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        var json = mediaType?.Contains("json", StringComparison.Ordinal) == true
            ? JsonDocument.Parse(bytes).RootElement
            : default;
        return new Answered((int)response.StatusCode, mediaType, json, response.Headers);
    }
}
