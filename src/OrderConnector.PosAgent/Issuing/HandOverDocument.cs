using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Documents;
using OrderConnector.Core.Orders;

namespace OrderConnector.PosAgent.Issuing;

/// <summary>What the point of sale gets of an order, schema 1: the same facts always give the same bytes.</summary>
public static class HandOverDocument
{
    // Umlauts stay umlauts, so that a person can read a file; it is never put into a web page.
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the document.</summary>
    /// <param name="order">The order.</param>
    /// <param name="fiscal">Its signature; "signedBy" tells the point of sale that it must not sign again.</param>
    /// <param name="receipt">Its receipt or slip.</param>
    /// <param name="receiptUrl">The digital receipt.</param>
    public static ReadOnlyMemory<byte> Write(
        NumberedOrder order, FiscalSummary fiscal, IssuedReceipt receipt, Uri receiptUrl)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer, s_plain))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schema", 1);
            writer.WriteString("orderId", order.Id.Value);
            writer.WriteNumber("number", order.Number);
            writer.WriteString("channel", order.Channel);
            WriteOrder(writer, order);
            writer.WritePropertyName("fiscal");
            JsonSerializer.Serialize(writer, fiscal, WireJson.Options);
            writer.WriteStartObject("receipt");
            writer.WriteNumber("number", receipt.ReceiptNumber);
            writer.WriteString("text", receipt.Text);
            writer.WriteString("url", receiptUrl.AbsoluteUri);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteOrder(Utf8JsonWriter writer, NumberedOrder numbered)
    {
        var order = numbered.Order;
        writer.WriteString("externalNumber", order.ExternalNumber);
        writer.WriteStartObject("fulfilment");
        writer.WriteString("type", order.Fulfilment.Type.ToWire());
        writer.WriteString("table", order.Fulfilment.Table);
        writer.WriteString("name", order.Fulfilment.Name);
        writer.WriteEndObject();
        if (order.DueAt is { } dueAt)
        {
            writer.WriteTime("dueAt", dueAt);
        }
        else
        {
            writer.WriteNull("dueAt");
        }

        writer.WritePropertyName("lines");
        ShopOrderWriter.WriteLines(writer, order.Lines);
        writer.WritePropertyName("payments");
        ShopOrderWriter.WritePayments(writer, order.Payments);
        writer.WriteString("payment", order.Payment.ToWire());
        writer.WriteNumber("total", order.Total.ToEuro());
        writer.WritePropertyName("customer");
        JsonSerializer.Serialize(writer, order.Customer, WireJson.Options);
        writer.WriteString("note", order.Note);
        if (numbered.Voids is { } voids)
        {
            writer.WriteString("voids", voids.Value);
            if (numbered.VoidsNumber is { } voidsNumber)
            {
                writer.WriteNumber("voidsNumber", voidsNumber);
            }

            writer.WriteString("reason", numbered.Reason);
        }
    }
}
