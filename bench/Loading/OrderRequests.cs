using System.Globalization;
using System.Text;

namespace OrderConnector.Bench.Loading;

/// <summary>
/// One HTTP request as bytes, in which only the digits of the external id change: making the load must cost little,
/// because it shares the processors with what is measured.
/// </summary>
internal sealed class OrderRequests
{
    /// <summary>Ten digits name an order.</summary>
    internal const int Digits = 10;

    private const string Mark = "##########";
    private readonly byte[] _template;
    private readonly int _place;

    /// <param name="target">Address of the server.</param>
    /// <param name="key">The channel's key.</param>
    /// <param name="branchId">The branch the orders are for.</param>
    internal OrderRequests(Uri target, string key, string branchId)
    {
        var body = Body(branchId);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /api/v1/orders HTTP/1.1\r\nHost: {target.Authority}\r\nAuthorization: Bearer {key}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n");
        _template = Encoding.UTF8.GetBytes(head + body);
        _place = _template.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Mark));
    }

    /// <summary>A buffer of one connection.</summary>
    internal byte[] NewBuffer() => (byte[])_template.Clone();

    /// <summary>Makes the buffer the request of an order that no other call names.</summary>
    internal void Name(byte[] buffer, long order)
    {
        for (var i = Digits - 1; i >= 0; i--)
        {
            buffer[_place + i] = (byte)('0' + order % 10);
            order /= 10;
        }
    }

    /// <summary>The document of the contract, but for its name.</summary>
    internal static string Body(string branchId, string externalId = Mark) =>
        $$"""
        {
          "externalId": "B-{{externalId}}", "externalNumber": "{{externalId}}", "branchId": "{{branchId}}",
          "placedAt": "2026-11-20T12:01:22+01:00", "dueAt": null, "currency": "EUR",
          "fulfilment": { "type": "pickup", "table": null, "name": null }, "payment": "prepaid",
          "payments": [ { "type": "paymentService", "name": "PayPal", "amount": 22.55, "reference": "5XY" } ],
          "lines": [
            { "kind": "item", "sku": "4711", "name": "Pizza Margherita", "quantity": 2, "unitPrice": 9.90, "vatRate": 7 },
            { "kind": "item", "sku": "0815", "name": "Cola 0,5 l", "quantity": 1, "unitPrice": 2.50, "vatRate": 19 },
            { "kind": "deposit", "sku": "PFAND25", "name": "Pfand", "quantity": 1, "unitPrice": 0.25, "vatRate": 19 }
          ],
          "total": 22.55,
          "customer": { "name": "Erika Beispiel", "phone": "+49 30 0000000", "email": "erika@customer.example",
            "address": "Beispielweg 1, 10115 Berlin" },
          "note": null
        }
        """;
}
