using System.Globalization;
using System.Text;

namespace OrderConnector.Simulators.Shops;

public sealed partial class BrokenRequests
{
    private string Bearer => "Authorization: Bearer " + key;

    private BrokenCall WithTheWrongHead()
    {
        var good = documents.Good();
        string[] types =
        [
            "", "Content-Type: text/plain", "Content-Type: application/xml", "Content-Type: application/jsonx",
            "Content-Type: application/json; charset=utf-16", "Content-Type: ", "Content-Type: multipart/form-data",
            "Content-Type: application/json\r\nContent-Encoding: gzip", "Content-Type: */*", "Content-Type: ;;;",
            "Content-Type: application/json, text/plain", "Content-Type: " + new string('a', 3_000),
        ];
        string[] keys =
        [
            "\"", "\"\"", "\"a", "a\"b", "\"a\\b\"", "\"" + new string('a', 256) + "\"", new('a', 256), "\"a\tb\"",
            "\"a\" b",
        ];
        if (_random.Next(2) == 0)
        {
            var type = types[_random.Next(types.Length)];
            return Raw($"with \"{type}\"", "POST", Orders, [Bearer, type], good, 415);
        }

        var idempotency = keys[_random.Next(keys.Length)];
        return Raw(
            $"Idempotency-Key: {idempotency}", "POST", Orders,
            [Bearer, "Content-Type: application/json", "Idempotency-Key: " + idempotency],
            // A key that is fine for the lenient must still not let a broken document through.
            documents.Next().Body, 400, 403, 413, 422);
    }

    private BrokenCall BelowTheApp()
    {
        var good = Call("good", "POST", Orders, documents.Good());
        var text = Encoding.UTF8.GetString(good.Bytes);
        var call = _random.Next(13) switch
        {
            0 => CutOff("cut off in the body", good.Bytes, text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 5),
            1 => CutOff("cut off in the head", good.Bytes, 1),
            2 => CutOffChunked(),
            3 => Lines("flood of headers", Enumerable.Range(0, 2_000).Select(i => $"X-{i}: {i}"), 431, 400),
            4 => Lines("one huge header", ["X: " + new string('x', 40_000)], 431, 400),
            5 => Lines("length twice", ["Content-Length: 5", "Content-Length: 6"], 400),
            6 => Lines("negative length", ["Content-Length: -1"], 400),
            7 => Lines("length beyond all numbers", ["Content-Length: 99999999999999999999999"], 400),
            8 => Lines("far too long", ["Content-Length: 5000000000", "Content-Type: application/json", Bearer], 413),
            9 => new BrokenCall("path beyond all bounds", Ascii($"GET /{new string('a', 9_000)} HTTP/1.1\r\nHost: {host}\r\n\r\n"), 414),
            10 => new BrokenCall("no HTTP", Ascii(Noise()), 400) { IsCutOff = true },
            11 => new BrokenCall("no host", Ascii($"POST {Orders} HTTP/1.1\r\n\r\n"), 400),
            _ => Lines("a chunk that is none", ["Transfer-Encoding: chunked", "Content-Type: application/json", Bearer], 400)
                is var chunk ? chunk with { Bytes = [.. chunk.Bytes, .. "zz\r\n{}\r\n0\r\n\r\n"u8] } : chunk,
        };
        return call with { ReachesTheApp = false };
    }

    private BrokenCall CutOff(string name, byte[] bytes, int from) =>
        new(name, bytes[..(from + _random.Next(bytes.Length - from - 1))], 400) { IsCutOff = true };

    private BrokenCall CutOffChunked()
    {
        var good = documents.Good();
        var size = string.Create(CultureInfo.InvariantCulture, $"{good.Length:x}");
        var head = $"POST {Orders} HTTP/1.1\r\nHost: {host}\r\n{Bearer}\r\nContent-Type: application/json\r\n"
            + $"Transfer-Encoding: chunked\r\n\r\n{size}\r\n";
        // The whole document is there, but not the end of the body: it may be the half of a longer one.
        return new BrokenCall("cut off before the last chunk", [.. Ascii(head), .. good, .. "\r\n"u8], 400) { IsCutOff = true };
    }

    private BrokenCall Lines(string name, IEnumerable<string> lines, params int[] statuses) => new(
        name, Ascii($"POST {Orders} HTTP/1.1\r\nHost: {host}\r\n{string.Join("\r\n", lines)}\r\n\r\n"), statuses);

    private string Noise()
    {
        string[] noise =
        [
            "\r\n\r\nxyz\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u0016\u0003\u0001\u0002\u0000\u0001",
            "POST  /api/v1/orders  HTTP/1.1\r\n\r\n", "GET /\u0000 HTTP/1.1\r\nHost: a\r\n\r\n", ": : :\r\n\r\n",
            "POST /api/v1/orders HTTP/1.1\r\nHost: a b\r\n\r\n", "POST /api/v1/orders HTTP/1.1\r\nno colon\r\n\r\n",
            "GET ../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX: \u00e4\r\n\r\n", "GET http://[::1/ HTTP/1.1\r\nHost: a\r\n\r\n",
        ];
        return noise[_random.Next(noise.Length)];
    }

    private static byte[] Ascii(string text) => Encoding.Latin1.GetBytes(text);
}
