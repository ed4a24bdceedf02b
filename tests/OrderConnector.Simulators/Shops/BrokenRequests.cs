using System.Globalization;
using System.Text;

namespace OrderConnector.Simulators.Shops;

/// <summary>Draws HTTP requests that must be refused; the same seed draws the same requests.</summary>
/// <param name="seed">Names the whole series.</param>
/// <param name="host">What stands in Host.</param>
/// <param name="key">A good channel key.</param>
/// <param name="documents">What the bodies are drawn from.</param>
public sealed partial class BrokenRequests(int seed, string host, string key, BrokenDocuments documents)
{
    private const string Orders = "/api/v1/orders";
    private const string NoSuchId = "0123456789abcdef0123456789abcdef";
    private readonly Random _random = new(seed);

    /// <summary>The next request.</summary>
    public BrokenCall Next() => _random.Next(10) switch
    {
        < 6 => WithBrokenDocument(),
        6 => WithoutRight(),
        7 => AtTheWrongPlace(),
        8 => WithTheWrongHead(),
        _ => BelowTheApp(),
    };

    private BrokenCall WithBrokenDocument()
    {
        var document = documents.Next();
        return _random.Next(6) switch
        {
            0 => Call(document.Name, "POST", Orders + "/validate", document.Body, document.Statuses),
            1 => Chunked(document),
            _ => Call(document.Name, "POST", Orders, document.Body, document.Statuses),
        };
    }

    private BrokenCall WithoutRight()
    {
        string[] wrong =
        [
            "", "Authorization: ", "Authorization: Bearer", "Authorization: Bearer ", "Authorization: Basic dTpw",
            "Authorization: Bearer " + key[..^1], "Authorization: Bearer " + key + "x", "Authorization: " + key,
            "Authorization: Bearer " + new string('a', 4_000), "Authorization: Bearer ..", "Authorization: Bearer \u0001",
            "Authorization: Bearer " + key.Replace('.', ' '), "Authorization: Bearer ' OR 1=1 --.x",
            "Authorization: Bearer " + new string('.', 500),
        ];
        (string Method, string Path)[] calls =
        [
            ("POST", Orders), ("POST", Orders + "/validate"), ("GET", $"{Orders}/{NoSuchId}"),
            ("POST", $"{Orders}/{NoSuchId}/payment"), ("POST", $"{Orders}/{NoSuchId}/cancel"),
            ("POST", $"{Orders}/{NoSuchId}/void"), ("POST", "/agent/v1/collect"), ("POST", "/agent/v1/confirm"),
            ("POST", "/agent/v1/reports"), ("GET", "/api/v1/branches/any/numbers?from=1&to=2"),
        ];
        var head = wrong[_random.Next(wrong.Length)];
        var (method, path) = calls[_random.Next(calls.Length)];
        return Raw(
            $"{method} {path} with \"{head}\"", method, path, [head, "Content-Type: application/json"],
            method == "GET" ? null : documents.Good(), 401);
    }

    private BrokenCall AtTheWrongPlace()
    {
        var good = documents.Good();
        return _random.Next(14) switch
        {
            0 => Call("PUT", "PUT", Orders, good, 405),
            1 => Call("DELETE", "DELETE", $"{Orders}/{NoSuchId}", null, 405),
            2 => Call("PATCH", "PATCH", $"{Orders}/{NoSuchId}", good, 405),
            3 => Call("a verb nobody knows", "BREW", Orders, good, 405),
            4 => Call("unknown path", "POST", "/api/v2/orders", good, 404),
            5 => Call("orders of nobody", "GET", $"{Orders}/{NoSuchId}", null, 404),
            6 => Call("an id that is none", "GET", $"{Orders}/{Odd()}", null, 404),
            7 => Call("pays for nothing", "POST", $"{Orders}/{NoSuchId}/payment", "{\"outcome\":\"failed\"}"u8.ToArray(), 404),
            8 => Call("cancels nothing", "POST", $"{Orders}/{NoSuchId}/cancel", "{\"reason\":\"x\"}"u8.ToArray(), 404),
            9 => Call("pays with rubbish", "POST", $"{Orders}/{NoSuchId}/payment", documents.Next().Body, 400, 404, 413),
            10 => Call("voids with rubbish", "POST", $"{Orders}/{NoSuchId}/void", documents.Next().Body, 400, 404, 413),
            11 => Call("finds without a name", "GET", Orders + Query(), null, 400),
            12 => Call("no agent", "POST", "/agent/v1/collect", documents.Next().Body, 401),
            _ => Call("a branch of others", "GET", $"/api/v1/branches/{Odd()}/readiness", null, 403, 404),
        };
    }

    private string Odd()
    {
        string[] odd =
        [
            "x", "-1", "%01", "%2e%2e%2f", "%ff%fe", "'", "%27%20OR%201=1", new('a', 2_000), "%F0%9F%8D%95", "null", "NaN",
            NoSuchId[..31], NoSuchId + "0", NoSuchId.ToUpperInvariant() + "Z", "%25", ";", "*", "~",
        ];
        return odd[_random.Next(odd.Length)];
    }

    private string Query()
    {
        string[] queries =
        [
            "", "?", "?externalId=", "?externalId", "?externalid2=a", "?externalId=a&externalId=b", "?=", "?&&&",
            "?externalId=" + new string('a', 101),
        ];
        return queries[_random.Next(queries.Length)];
    }

    private BrokenCall Chunked(BrokenDocument document)
    {
        using var body = new MemoryStream();
        for (var at = 0; at < document.Body.Length;)
        {
            var size = Math.Min(_random.Next(1, 40_000), document.Body.Length - at);
            body.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{size:x}\r\n")));
            body.Write(document.Body, at, size);
            body.Write("\r\n"u8);
            at += size;
        }

        body.Write("0\r\n\r\n"u8);
        return Raw(
            "in pieces: " + document.Name, "POST", Orders,
            ["Authorization: Bearer " + key, "Content-Type: application/json", "Transfer-Encoding: chunked"], null,
            document.Statuses) is var head
            ? head with { Bytes = [.. head.Bytes, .. body.ToArray()] }
            : head;
    }

    private BrokenCall Call(string name, string method, string path, byte[]? body, params int[] statuses) => Raw(
        name, method, path, ["Authorization: Bearer " + key, "Content-Type: application/json"], body, statuses);

    private BrokenCall Raw(
        string name, string method, string path, string[] head, byte[]? body, params int[] statuses)
    {
        var text = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: {host}\r\n");
        foreach (var line in head.Where(line => line.Length > 0))
        {
            text.Append(line).Append("\r\n");
        }

        if (body is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        }

        return new BrokenCall(name, [.. Encoding.Latin1.GetBytes(text.Append("\r\n").ToString()), .. body ?? []], statuses);
    }
}
