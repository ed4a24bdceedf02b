using OrderConnector.Core;
using OrderConnector.Core.Orders;
using OrderConnector.Fiscal.Receipts;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.Fiscal.Tests.Receipts;

public sealed class ReceiptTextTests
{
    public static TheoryData<string> Names { get; } = [.. ReceiptTable.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_of_receipt_is_printed_as_approved(string name)
    {
        var text = ReceiptText.Render(ReceiptTable.All[name]);
        var approved = Approved(name);
        if (text != approved)
        {
            var received = Path.Combine(Path.GetTempPath(), $"received-{name}.txt");
            File.WriteAllText(received, text);
            Assert.Fail($"{name} is not as approved; what was printed lies in {received}:\n{text}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_line_fits_on_the_roll_and_ends_in_a_line_feed(string name)
    {
        var text = ReceiptText.Render(ReceiptTable.All[name]);

        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 42, line));
        Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public void A_receipt_says_all_that_KassenSichV_6_asks_for()
    {
        var text = ReceiptText.Render(ReceiptTable.Sale);
        var plain = string.Concat(text.Split('\n').Select(line => line.Trim()));

        Assert.All(
            (string[])
            [
                "Trattoria Beispiel GmbH", "Musterstraße 1", "10115 Berlin", // no. 1
                "20.11.2026", "12:01:22 +01:00", "12:01:24 +01:00", // no. 2
                "Pizza Margherita", "2 x 9,90", "0,25 x 24,80", // no. 3
                "TSE-Transaktion 127", // no. 4
                "22,15", "19 %", "7 %", "1,79", "0,44", // no. 5
                "SHOP-BER-01", WithoutBlanks(ReceiptTable.Sale.Signing.Signature!.Key.SerialNumber), // no. 6
                "Signaturzähler 256", Tss.WorkedExample.FinishSignature, // no. 7
            ],
            part => Assert.Contains(part, plain, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("test")]
    [InlineData("test-outage")]
    public void What_a_simulated_tss_had_a_part_in_says_so_on_top_and_at_the_bottom(string name)
    {
        var lines = ReceiptText.Render(ReceiptTable.All[name]).TrimEnd('\n').Split('\n');

        Assert.Equal("TEST – kein gültiger Beleg, simulierte TSE", lines[1]);
        Assert.Equal(lines[1], lines[^2]);
    }

    [Fact]
    public void Only_a_signed_receipt_has_a_code_to_scan()
    {
        Assert.True(QrText.TryRead(ReceiptTable.Sale.Qr!, out var qr));
        Assert.Equal(ReceiptTable.Sale.Content.Data, qr.Data);
        Assert.NotNull(ReceiptTable.Counter.Qr);
        Assert.Null(ReceiptTable.Slip.Qr);
        Assert.Null(ReceiptTable.CounterSlip.Qr);
        Assert.Null(ReceiptTable.Outage.Qr);
    }

    [Fact]
    public void A_slip_says_that_it_is_no_receipt_and_shows_no_tax()
    {
        foreach (var slip in (Receipt[])[ReceiptTable.Slip, ReceiptTable.CounterSlip])
        {
            var text = ReceiptText.Render(slip);

            Assert.Contains("Kein Kassenbeleg – Zahlung vor Ort", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Steuer", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Prüfwert", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_outage_is_visible_with_its_reason_and_without_any_number_of_the_tss()
    {
        var text = ReceiptText.Render(ReceiptTable.Outage);

        Assert.Contains("*** TSE ausgefallen ***", text, StringComparison.Ordinal);
        Assert.Contains("keine Verbindung zur TSE", text, StringComparison.Ordinal);
        Assert.DoesNotContain("TSE-Transaktion 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Signaturzähler", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PaymentType.Cash, null, "Bar  ")]
    [InlineData(PaymentType.DebitCard, "girocard", "Debitkarte (girocard)")]
    [InlineData(PaymentType.CreditCard, null, "Kreditkarte  ")]
    [InlineData(PaymentType.PaymentService, null, "Online-Zahlung  ")]
    [InlineData(PaymentType.PrepaidCard, null, "Guthabenkarte  ")]
    [InlineData(PaymentType.Other, "Rechnung", "Unbar (Rechnung)")]
    public void Every_means_of_payment_has_its_word(PaymentType type, string? name, string printed)
    {
        var paid = ReceiptTable.Sale.Content with { Payments = [new Payment(type, name, new Money(2215), null)] };

        Assert.Contains(
            $"\n{printed}", ReceiptText.Render(ReceiptTable.Sale with { Content = paid }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_receipt_that_a_voucher_paid_in_full_says_that_nothing_was_paid()
    {
        var paid = ReceiptTable.Sale.Content with { Payments = [] };

        Assert.Contains(
            "\nKeine Zahlung\n", ReceiptText.Render(ReceiptTable.Sale with { Content = paid }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FulfilmentType.Pickup, "Abholung")]
    [InlineData(FulfilmentType.Delivery, "Lieferung")]
    [InlineData(FulfilmentType.DineIn, "Verzehr vor Ort")]
    [InlineData(FulfilmentType.Kiosk, "Kiosk")]
    [InlineData(FulfilmentType.Shipping, "Versand")]
    public void Every_way_of_handing_out_has_its_word(FulfilmentType way, string printed) => Assert.Contains(
        $"\n{printed}\n",
        ReceiptText.Render(
            ReceiptTable.Sale with { Order = ReceiptTable.Sale.Order with { Fulfilment = way } }),
        StringComparison.Ordinal);

    [Fact]
    public void The_kind_of_a_receipt_has_a_name_on_the_wire() => Assert.Equal(
        ["receipt", "counterReceipt", "orderSlip", "orderSlip"],
        ((Receipt[])[ReceiptTable.Sale, ReceiptTable.Counter, ReceiptTable.Slip, ReceiptTable.CounterSlip])
            .Select(receipt => receipt.Kind.ToWire()));

    private static string WithoutBlanks(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static string? Approved(string name)
    {
        using var stream = typeof(ReceiptTextTests).Assembly.GetManifestResourceStream(name);
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    }
}
