using System.Text;
using System.Text.Json;
using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Tests.Orders;

/// <summary>Documents broken in every way a seeded generator can think of: reading answers, and never throws.</summary>
public sealed class ReadingAnyBytes
{
    private const int Documents = 8_000;

    private static readonly byte[][] s_pieces =
    [
        .. new[]
        {
            "null", "true", "{}", "[]", "\"\"", "0", "-0", "1e999", "-1e-999", "0.1e+1", "99999999999999999999",
            "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\\", "\"", ",", ":", "{", "}", "[", "]", "\\u",
            "\"kind\":", "\"lines\":[", "\"total\":", "\"2026-02-30T25:61:61+99:99\"", "\n", "\uFEFF", "NaN", "/*",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x00],
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Never_throws_and_answers_with_an_order_or_with_faults(int seed)
    {
        var random = new Random(seed);
        var originals = Originals();
        var read = 0;
        var refused = 0;
        for (var i = 0; i < Documents / 4; i++)
        {
            var document = Break(originals[random.Next(originals.Length)], random);
            if (Answers(document))
            {
                read++;
            }
            else
            {
                refused++;
            }
        }

        // A generator that breaks all or nothing proves nothing.
        Assert.True(read > 50, $"{read} were read");
        Assert.True(refused > 500, $"{refused} were refused");
    }

    [Fact]
    public void Random_bytes_are_refused()
    {
        var random = new Random(5);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            Assert.False(Answers(bytes));
        }
    }

    [Fact]
    public void A_quarter_megabyte_of_spite_is_refused_at_once()
    {
        string[] spite =
        [
            new string('[', 262_000),
            "{" + string.Join(',', Enumerable.Repeat("\"note\":1", 29_000)) + "}",
            "{" + string.Join(',', Enumerable.Repeat("\"\\ud800\":1", 23_000)) + "}",
            PizzaOrder.Json.With("/lines", $"[{string.Join(',', Enumerable.Repeat("0", 130_000))}]"),
            PizzaOrder.Json.With("/total", new string('9', 260_000)),
            PizzaOrder.Json.With("/total", "0." + new string('0', 260_000) + "1"),
            PizzaOrder.Json.With("/total", "1e" + new string('9', 260_000)),
            PizzaOrder.Json.With("/note", $"\"{string.Concat(Enumerable.Repeat("\\ud800", 43_000))}\""),
        ];
        foreach (var body in spite)
        {
            var faults = ShopOrderReader.Read(Encoding.UTF8.GetBytes(body)).Faults;
            // No body buys an answer much larger than an order with one fault in each member of each line.
            Assert.InRange(faults.Count, 1, OrderLimits.Lines * 10);
        }
    }

    private static bool Answers(byte[] document)
    {
        var outcome = ShopOrderReader.Read(document);
        Assert.Equal(outcome.Order is null, outcome.Faults.Count > 0);
        Assert.All(outcome.Faults, fault => Assert.Matches("^(/|$)", fault.Pointer));
        Assert.All(Calls(document), call => Assert.Equal(call.IsRead, call.Faults.Count == 0));
        if (outcome.Order is not null)
        {
            // Whatever was read can be checked, hashed, and written so that it reads the same.
            _ = ShopOrderRules.Check(outcome.Order, PizzaOrder.Now);
            var again = PizzaOrder.Read(PizzaOrder.Write(outcome.Order));
            Assert.Equal(OrderContent.Hash(outcome.Order), OrderContent.Hash(again.Order!));
        }

        return outcome.IsRead;
    }

    private static IEnumerable<(bool IsRead, IReadOnlyList<Rejection> Faults)> Calls(byte[] document)
    {
        var payment = OrderCallReader.ReadPayment(document);
        yield return (payment.IsRead, payment.Faults);
        var cancel = OrderCallReader.ReadCancel(document);
        yield return (cancel.IsRead, cancel.Faults);
        var taken = OrderCallReader.ReadVoid(document);
        yield return (taken.IsRead, taken.Faults);
        if (cancel.Faults.All(fault => fault.Code is not ("json-malformed" or "json-too-deep"
            or "utf8-invalid" or "text-not-unicode")))
        {
            using var opened = JsonDocument.Parse(document);
            var numbered = NumberedOrderJson.Read(opened.RootElement);
            yield return (numbered.IsRead, numbered.Faults);
            var order = ShopOrderReader.Read(opened.RootElement);
            yield return (order.IsRead, order.Faults);
        }
    }

    private static byte[][] Originals() =>
    [
        Encoding.UTF8.GetBytes(PizzaOrder.Json),
        Encoding.UTF8.GetBytes(PizzaOrder.Json.With("/lines/0/lines",
            """
            [{"kind":"item","name":"K\u00e4se \ud83e\uddc0","quantity":"0.5","unitPrice":1e0,"vatRate":7.0,"lines":[]}]
            """)),
        Encoding.UTF8.GetBytes(PizzaOrder.Write(PizzaOrder.Order())),
        Encoding.UTF8.GetBytes(NumberedOrders.Write(NumberedOrders.Of(PizzaOrder.Order()))),
    ];

    private static byte[] Break(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var times = random.Next(1, 4); times > 0 && bytes.Count > 1; times--)
        {
            var at = random.Next(bytes.Count);
            var length = random.Next(Math.Min(20, bytes.Count - at));
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.InsertRange(at, s_pieces[random.Next(s_pieces.Length)]);
                    break;
                default:
                    ReplaceValue(bytes, at, random);
                    break;
            }
        }

        return [.. bytes];
    }

    // From behind the next colon to the next comma: most such documents are still JSON.
    private static void ReplaceValue(List<byte> bytes, int at, Random random)
    {
        var colon = bytes.IndexOf((byte)':', at);
        var comma = colon < 0 ? -1 : bytes.IndexOf((byte)',', colon);
        if (comma > 0)
        {
            bytes.RemoveRange(colon + 1, comma - colon - 1);
            bytes.InsertRange(colon + 1, s_pieces[random.Next(s_pieces.Length)]);
        }
    }
}
