using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace OrderConnector.Simulators.Shops;

public sealed partial class BrokenDocuments
{
    private static readonly string[] s_noTextNorNothing = [.. BrokenValues.NoText, "null", "\"\"", Long(201)];
    private static readonly string[] s_noTextLong = [.. BrokenValues.NoText, Long(1001), Long(70_000)];
    private static readonly string[] s_noNumberNorNothing = [.. BrokenValues.NoNumber, "null"];
    private static readonly string[] s_noTimeNorNothing = [.. BrokenValues.NoTime, "null"];

    private static readonly (string Place, string[] Wrong)[] s_places =
    [
        ("/externalId", s_noTextNorNothing), ("/branchId", s_noTextNorNothing), ("/lines/0/name", s_noTextNorNothing),
        ("/externalNumber", s_noTextLong), ("/lines/1/sku", s_noTextLong), ("/fulfilment/name", s_noTextLong),
        ("/fulfilment/table", s_noTextLong), ("/customer/name", s_noTextLong), ("/customer/email", s_noTextLong),
        ("/payments/0/reference", s_noTextLong), ("/note", [.. BrokenValues.NoText, Long(1001)]),
        ("/lines/2/voucherNumber", s_noTextLong),
        ("/total", s_noNumberNorNothing), ("/lines/0/unitPrice", s_noNumberNorNothing),
        ("/lines/0/quantity", s_noNumberNorNothing), ("/payments/0/amount", s_noNumberNorNothing),
        ("/lines/0/vatRate", s_noNumberNorNothing), ("/lines/1/amount", BrokenValues.NoNumber),
        ("/placedAt", s_noTimeNorNothing), ("/dueAt", BrokenValues.NoTime),
        ("/payment", BrokenValues.NoName), ("/fulfilment/type", BrokenValues.NoName),
        ("/lines/0/kind", BrokenValues.NoName), ("/payments/0/type", BrokenValues.NoName),
        ("/currency", [.. BrokenValues.NoName, "\"USD\"", "\"eur\""]),
        ("/fulfilment", [.. BrokenValues.NoObject, "null"]), ("/customer", BrokenValues.NoObject),
        ("/lines", [.. BrokenValues.NoArray, "null", "[]"]), ("/payments", [.. BrokenValues.NoArray, "null", "[]"]),
        ("/lines/0/lines", BrokenValues.NoArray),
    ];

    private static string Long(int length) => $"\"{new string('x', length)}\"";

    private BrokenDocument AgainstTheRules()
    {
        var order = GoodOrder();
        var lines = order["lines"]!.AsArray();
        var (name, statuses) = _random.Next(16) switch
        {
            0 => Change("a cent too much", () => order["total"] = 22.56m),
            1 => Change("paid too little", () => order["payments"]![0]!["amount"] = 22.54m),
            2 => Change("unknown VAT rate", () => lines[0]!["vatRate"] = _random.Next(20, 100)),
            3 => Change("VAT rate of the past", () => lines[0]!["vatRate"] = 16m),
            4 => Change("no VAT rate", () => lines[0]!.AsObject().Remove("vatRate")),
            5 => Change("VAT on a tip", () => lines[2]!["kind"] = "tipEmployee"),
            6 => Change("a discount that adds", () => lines[1]!["kind"] = "discount"),
            7 => Change("a redemption that adds", () => lines[1]!["kind"] = "singlePurposeVoucherRedemption"),
            8 => Change("placed long ago", () => order["placedAt"] = "1999-12-31T23:59:59Z"),
            9 => Change("placed in the far future", () => order["placedAt"] = "2999-12-31T23:59:59Z"),
            10 => Change("due before it was placed", () => order["dueAt"] = "2001-01-01T00:00:00Z"),
            11 => Change("prepaid with nothing paid", () => order["payments"] = new JsonArray()),
            12 => Change("amount that is not the product", () => lines[0]!["amount"] = 19.79m),
            13 => Change("half a cent", () => lines[0]!["quantity"] = 0.333m),
            14 => Without(order),
            _ => (Change("another's branch", () => order["branchId"] = "elsewhere").Name, [403]),
        };
        return new BrokenDocument(name, Encoding.UTF8.GetBytes(order.ToJsonString()), statuses);
    }

    private (string Name, int[] Statuses) Without(JsonObject order)
    {
        string[] required =
            ["externalId", "branchId", "placedAt", "currency", "fulfilment", "payment", "lines", "total"];
        var member = Draw(required);
        order.Remove(member);
        return ("without " + member, s_malformed);
    }

    private static (string Name, int[] Statuses) Change(string name, Action change)
    {
        change();
        return (name, s_refused);
    }

    private BrokenDocument Oversized()
    {
        var order = GoodOrder();
        var lines = order["lines"]!.AsArray();
        var count = _random.Next(501, 1200);
        switch (_random.Next(7))
        {
            case 0:
                for (var i = lines.Count; i < count; i++)
                {
                    lines.Add(Line("item", "a", 1, 0m, 7));
                }

                return Text($"{count} lines", order.ToJsonString(), s_refused);
            case 1:
                return Text("257 KiB of spaces", order.ToJsonString() + new string(' ', 257 * 1024), [413]);
            case 2:
                order["note"] = new string('ä', 140_000);
                return Text("huge note", order.ToJsonString(), [413]);
            case 3:
                var depth = _random.Next(20, 100_000);
                return Text($"{depth} open brackets", new string('[', depth), s_malformed);
            case 4:
                var levels = _random.Next(17, 2_000);
                return Text(
                    $"note nested {levels} levels",
                    order.ToJsonString()[..^1] + ",\"more\":" + string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1"
                        + new string('}', levels) + "}",
                    s_malformed);
            case 5:
                lines[0]!["lines"] = SubLines(_random.Next(4, 6));
                return Text("sub-lines too deep", order.ToJsonString(), s_refused);
            default:
                var digits = new string('9', _random.Next(1_000, 200_000));
                return Text(
                    "a number of many digits",
                    order.ToJsonString().Replace("\"total\":22.55", "\"total\":" + digits, StringComparison.Ordinal),
                    s_refused);
        }
    }

    private static JsonArray SubLines(int levels)
    {
        var line = Line("item", "a", 1, 0m, 7);
        if (levels > 1)
        {
            line["lines"] = SubLines(levels - 1);
        }

        return new JsonArray(line);
    }

    private static BrokenDocument Text(string name, string text, int[] statuses) => new(
        name, Encoding.UTF8.GetBytes(text), statuses);

    private BrokenDocument BrokenBytes()
    {
        var text = GoodOrder().ToJsonString();
        var bytes = Encoding.UTF8.GetBytes(text);
        var place = _random.Next(1, bytes.Length - 1);
        return _random.Next(13) switch
        {
            0 => new("cut off in the document", bytes[..place], s_malformed),
            1 => new("bytes that are no UTF-8", Insert(bytes, place, s_noUtf8[_random.Next(s_noUtf8.Length)]), s_malformed),
            2 => new("UTF-16", Encoding.Unicode.GetBytes(text), s_malformed),
            3 => new("UTF-16, other end first", Encoding.BigEndianUnicode.GetBytes(text), s_malformed),
            4 => new("UTF-32", Encoding.UTF32.GetBytes(text), s_malformed),
            5 => Text("something behind the document", text + Draw(["}", "x", "{}", "null", ",", "\0", text]), s_malformed),
            6 => Text("a member twice", text[..^1] + ",\"total\":22.55}", s_malformed),
            7 => Text("a member twice, once in disguise", text[..^1] + ",\"\\u0074otal\":22.55}", s_malformed),
            8 => Text("no order", Draw(["null", "[]", "5", "\"x\"", "true", "{}", "[{}]", "{\"order\":{}}"]), s_malformed),
            9 => new("nothing", [], s_malformed),
            10 => new("noise", Noise(), s_malformed),
            11 => Text("single quotes", text.Replace('"', '\''), s_malformed),
            _ => Text("a line twice over", text.Replace("\"sku\":", "\"name\":\"y\",\"sku\":", StringComparison.Ordinal), s_malformed),
        };
    }

    private static readonly byte[][] s_noUtf8 =
    [
        [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xE2, 0x82], [0xFE, 0xFF],
        [0xF4, 0x90, 0x80, 0x80],
    ];

    private static byte[] Insert(byte[] bytes, int place, byte[] more) => [.. bytes[..place], .. more, .. bytes[place..]];

    private byte[] Noise()
    {
        var noise = new byte[_random.Next(1, 5_000)];
        _random.NextBytes(noise);
        // A first byte that no JSON document begins with.
        noise[0] = 0xF8;
        return noise;
    }
}
