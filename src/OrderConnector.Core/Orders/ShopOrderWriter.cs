using System.Text.Json;
using OrderConnector.Core.Documents;

namespace OrderConnector.Core.Orders;

/// <summary>
/// Writes the canonical document of an order: members in the order of the contract, times in UTC, amounts always given,
/// what is not there left out. Reading it again gives the same order.
/// </summary>
public static class ShopOrderWriter
{
    /// <summary>Writes the order as an object.</summary>
    public static void Write(Utf8JsonWriter writer, ShopOrder order)
    {
        writer.WriteStartObject();
        WriteMembers(writer, order);
        writer.WriteEndObject();
    }

    /// <summary>Writes payments as an array.</summary>
    public static void WritePayments(Utf8JsonWriter writer, IReadOnlyList<Payment> payments)
    {
        writer.WriteStartArray();
        foreach (var payment in payments)
        {
            writer.WriteStartObject();
            writer.WriteString("type", payment.Type.ToWire());
            writer.WriteOptional("name", payment.Name);
            writer.WriteMoney("amount", payment.Amount);
            writer.WriteOptional("reference", payment.Reference);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes lines as an array.</summary>
    public static void WriteLines(Utf8JsonWriter writer, IReadOnlyList<OrderLine> lines)
    {
        writer.WriteStartArray();
        foreach (var line in lines)
        {
            WriteLine(writer, line);
        }

        writer.WriteEndArray();
    }

    internal static void WriteMembers(Utf8JsonWriter writer, ShopOrder order)
    {
        writer.WriteString("externalId", order.ExternalId);
        writer.WriteOptional("externalNumber", order.ExternalNumber);
        writer.WriteString("branchId", order.BranchId);
        writer.WriteTime("placedAt", order.PlacedAt);
        if (order.DueAt is { } dueAt)
        {
            writer.WriteTime("dueAt", dueAt);
        }

        writer.WriteString("currency", ShopOrderReader.Euro);
        writer.WriteStartObject("fulfilment");
        writer.WriteString("type", order.Fulfilment.Type.ToWire());
        writer.WriteOptional("table", order.Fulfilment.Table);
        writer.WriteOptional("name", order.Fulfilment.Name);
        writer.WriteEndObject();
        writer.WriteString("payment", order.Payment.ToWire());
        writer.WritePropertyName("payments");
        WritePayments(writer, order.Payments);
        writer.WritePropertyName("lines");
        WriteLines(writer, order.Lines);
        writer.WriteMoney("total", order.Total);
        WriteCustomer(writer, order.Customer);
        writer.WriteOptional("note", order.Note);
    }

    private static void WriteLine(Utf8JsonWriter writer, OrderLine line)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", line.Kind.ToWire());
        writer.WriteOptional("sku", line.Sku);
        writer.WriteString("name", line.Name);
        writer.WriteQuantity("quantity", line.Quantity);
        writer.WriteMoney("unitPrice", line.UnitPrice);
        writer.WriteMoney("amount", line.Amount);
        if (line.VatRate is { } rate)
        {
            writer.WriteVatRate("vatRate", rate);
        }

        writer.WriteOptional("voucherNumber", line.VoucherNumber);
        if (line.Lines.Count > 0)
        {
            writer.WritePropertyName("lines");
            WriteLines(writer, line.Lines);
        }

        if (line.VoidsLine is { } voidsLine)
        {
            writer.WriteNumber("voidsLine", voidsLine);
        }

        writer.WriteEndObject();
    }

    private static void WriteCustomer(Utf8JsonWriter writer, Customer? customer)
    {
        if (customer is null)
        {
            return;
        }

        writer.WriteStartObject("customer");
        writer.WriteOptional("name", customer.Name);
        writer.WriteOptional("phone", customer.Phone);
        writer.WriteOptional("email", customer.Email);
        writer.WriteOptional("address", customer.Address);
        writer.WriteEndObject();
    }
}
