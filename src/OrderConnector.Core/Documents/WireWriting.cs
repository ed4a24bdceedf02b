using System.Globalization;
using System.Text.Json;
using OrderConnector.Core.Vat;

namespace OrderConnector.Core.Documents;

/// <summary>How values of the vocabulary are written into JSON, everywhere the same.</summary>
public static class WireWriting
{
    /// <summary>Money as a number with two decimals: 9.90, -19.80, 0.00.</summary>
    public static void WriteMoney(this Utf8JsonWriter writer, string name, Money money) =>
        writer.WriteNumber(name, money.ToEuro());

    /// <summary>A quantity with as few decimals as it needs: 2, 0.451.</summary>
    public static void WriteQuantity(this Utf8JsonWriter writer, string name, Quantity quantity)
    {
        if (quantity.Thousandths % 1000 == 0)
        {
            writer.WriteNumber(name, quantity.Thousandths / 1000);
            return;
        }

        writer.WritePropertyName(name);
        writer.WriteRawValue(quantity.ToString(), skipInputValidation: true);
    }

    /// <summary>A rate in percent with as few decimals as it needs: 7, 7.8.</summary>
    public static void WriteVatRate(this Utf8JsonWriter writer, string name, VatRate rate)
    {
        if (rate.BasisPoints % 100 == 0)
        {
            writer.WriteNumber(name, rate.BasisPoints / 100);
            return;
        }

        writer.WritePropertyName(name);
        writer.WriteRawValue(rate.ToString(), skipInputValidation: true);
    }

    /// <summary>A time in UTC with as few fraction digits as it needs: 2026-11-20T11:01:22Z.</summary>
    public static void WriteTime(this Utf8JsonWriter writer, string name, DateTimeOffset time)
    {
        Span<char> text = stackalloc char[28];
        _ = time.UtcDateTime.TryFormat(
            text, out var length, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
        writer.WriteString(name, text[..length]);
    }

    /// <summary>A text, or nothing at all where there is none.</summary>
    public static void WriteOptional(this Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }
}
