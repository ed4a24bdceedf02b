using System.Globalization;
using OrderConnector.Core;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Fiscal.Orders;

namespace OrderConnector.Fiscal.Receipts;

/// <summary>
/// A receipt as printed: German, 42 columns, complete by KassenSichV § 6 without the QR code. The same receipt always
/// gives the same text.
/// </summary>
public static class ReceiptText
{
    /// <summary>On everything a simulated TSS had a part in, on top and at the bottom.</summary>
    public const string TestMark = "TEST – kein gültiger Beleg, simulierte TSE";

    /// <summary>On a slip, which is no receipt.</summary>
    public const string SlipMark = "Kein Kassenbeleg – Zahlung vor Ort";

    /// <summary>On a receipt without a signature (AEAO on § 146a AO: the outage must be visible).</summary>
    public const string OutageMark = "TSE ausgefallen";

    /// <summary>The text, lines ended by a line feed.</summary>
    public static string Render(Receipt receipt)
    {
        var page = new Columns();
        WriteTestMark(page, receipt);
        WriteSeller(page, receipt.Seller);
        WriteTitle(page, receipt);
        WriteOrder(page, receipt);
        WriteLines(page, receipt);
        if (receipt.IsReceipt)
        {
            WriteVat(page, receipt);
            WritePayments(page, receipt);
        }

        ReceiptTssText.Write(page, receipt);
        WriteTestMark(page, receipt);
        return page.ToString();
    }

    internal static string Euro(Money money) => money.ToString().Replace('.', ',');

    private static void WriteTestMark(Columns page, Receipt receipt)
    {
        if (receipt.Signing.Test)
        {
            page.Rule('*').Centered(TestMark).Rule('*');
        }
    }

    private static void WriteSeller(Columns page, SellerData seller)
    {
        // A missing name must be seen: the receipt is not complete without it (KassenSichV § 6 no. 1).
        page.Centered(seller.Company ?? "Unternehmer nicht hinterlegt");
        if (seller.BranchName != seller.Company)
        {
            page.Centered(seller.BranchName);
        }

        page.Centered(seller.Street ?? "Anschrift nicht hinterlegt");
        if (seller.Zip is not null || seller.City is not null)
        {
            page.Centered($"{seller.Zip} {seller.City}");
        }

        if (seller.TaxNumber is not null)
        {
            page.Centered($"St.-Nr. {seller.TaxNumber}");
        }

        if (seller.VatId is not null)
        {
            page.Centered($"USt-IdNr. {seller.VatId}");
        }
    }

    private static void WriteTitle(Columns page, Receipt receipt)
    {
        page.Rule('=').Centered(receipt.Kind switch
        {
            ReceiptKind.Receipt => "KASSENBELEG",
            ReceiptKind.OrderSlip => "BESTELLUNG",
            ReceiptKind.CounterReceipt => "STORNO-BELEG",
            ReceiptKind.CounterOrderSlip => "STORNO EINER BESTELLUNG",
        });
        if (!receipt.IsReceipt)
        {
            page.Centered(SlipMark);
        }

        if (receipt.Signing.Signature is null)
        {
            page.Centered($"*** {OutageMark} ***").Centered($"Grund: {receipt.Signing.OutageReason}");
        }

        page.Rule('=');
    }

    private static void WriteOrder(Columns page, Receipt receipt)
    {
        var (order, place, zone) = (receipt.Order, receipt.Place, LocalTime.Of(receipt.Seller.TimeZone));
        page.Pair("Datum", zone.Minutes(receipt.Signing.FinishedAt))
            .Pair("Bon-Nr.", Number(place.Number))
            .Text($"Bon-ID {place.Id}", hanging: 2)
            .Text($"Kasse {place.CashRegisterId}, Abschluss {Number(place.ClosingNumber)}", hanging: 2)
            .Pair("Bestellnummer", Number(order.Number))
            .Text($"Kanal {order.Channel}{(order.ExternalNumber is { } own ? $", dort {own}" : "")}", hanging: 2)
            .Text(Way(order), hanging: 2);
        if (order.DueAt is { } due)
        {
            page.Pair("Gewünscht", zone.Minutes(due));
        }

        if (receipt.Voids is { } voided)
        {
            WriteVoided(page, voided);
        }

        page.Rule();
    }

    private static void WriteVoided(Columns page, VoidedReceipt voided)
    {
        page.Pair("Storno zu Bestellnummer", Number(voided.OrderNumber));
        if (voided.ReceiptNumber is { } number)
        {
            page.Pair("Storno zu Bon-Nr.", Number(number));
        }

        if (voided.Reason is not null)
        {
            page.Text($"Grund: {voided.Reason}", hanging: 2);
        }
    }

    private static string Way(ReceiptOrder order)
    {
        var way = order.Fulfilment switch
        {
            FulfilmentType.Pickup => "Abholung",
            FulfilmentType.Delivery => "Lieferung",
            FulfilmentType.DineIn => "Verzehr vor Ort",
            FulfilmentType.Kiosk => "Kiosk",
            FulfilmentType.Shipping => "Versand",
        };
        return order.Table is { } table ? $"{way}, Tisch {table}" : way;
    }

    private static void WriteLines(Columns page, Receipt receipt)
    {
        foreach (var line in receipt.Content.Lines)
        {
            // A letter points to the VAT table, which only a receipt has: a slip must not show tax (§ 14c UStG).
            WriteLine(page, line, receipt.IsReceipt ? $" {VatBreakdown.Letter(line.VatKey)}" : "");
        }

        page.Rule().Pair(
            receipt.Kind switch
            {
                ReceiptKind.Receipt or ReceiptKind.CounterReceipt or ReceiptKind.CounterOrderSlip => "SUMME EUR",
                ReceiptKind.OrderSlip => "SUMME EUR (vor Ort zu zahlen)",
            },
            Euro(receipt.Content.Total));
    }

    private static void WriteLine(Columns page, FiscalLine line, string letter)
    {
        var indent = Math.Min(line.Depth, 4) * 2;
        page.Text(line.Line.Name, indent, hanging: 2);
        var quantity = line.Line.Quantity.ToString().Replace('.', ',');
        page.Pair($"{quantity} x {Euro(line.Line.UnitPrice)}", Euro(line.Line.Amount) + letter, indent + 2);
        if (line.Line.VoucherNumber is { } voucher)
        {
            page.Text($"Gutschein-Nr. {voucher}", indent + 2, hanging: 2);
        }
    }

    private static void WriteVat(Columns page, Receipt receipt)
    {
        page.Rule().Raw(Row("MwSt", "Netto", "Steuer", "Brutto"));
        foreach (var row in VatBreakdown.Of(receipt.Content.Lines))
        {
            var rate = row.Rate is { } known ? $"{known.ToString().Replace('.', ',')} %" : "ohne";
            page.Raw(Row($"{row.Letter} {rate}", Euro(row.Net), Euro(row.Tax), Euro(row.Gross)));
            if (row.Rate is null)
            {
                page.Text($"{row.Letter}: nicht steuerbar", indent: 2);
            }
            else if (row.Rate.Value.BasisPoints == 0)
            {
                page.Text($"{row.Letter}: Steuersatz 0 % nach § 12 Abs. 3 UStG", indent: 2, hanging: 2);
            }
        }
    }

    private static string Row(string rate, string net, string tax, string gross) =>
        $"{rate,-9}{net,11}{tax,11}{gross,11}";

    private static void WritePayments(Columns page, Receipt receipt)
    {
        page.Rule();
        if (receipt.Content.Payments.Count == 0)
        {
            page.Text("Keine Zahlung");
        }

        foreach (var payment in receipt.Content.Payments)
        {
            page.Pair(Means(payment), Euro(payment.Amount));
        }
    }

    private static string Means(Payment payment)
    {
        var kind = payment.Type switch
        {
            PaymentType.Cash => "Bar",
            PaymentType.DebitCard => "Debitkarte",
            PaymentType.CreditCard => "Kreditkarte",
            PaymentType.PaymentService => "Online-Zahlung",
            PaymentType.PrepaidCard => "Guthabenkarte",
            PaymentType.Other => "Unbar",
        };
        return payment.Name is { } name ? $"{kind} ({name})" : kind;
    }

    internal static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
