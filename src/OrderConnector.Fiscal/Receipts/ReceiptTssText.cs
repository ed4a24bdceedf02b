using OrderConnector.Fiscal.Tss;

namespace OrderConnector.Fiscal.Receipts;

/// <summary>The part of a receipt that comes from the TSS, or says that it did not.</summary>
internal static class ReceiptTssText
{
    /// <summary>Writes it in plain text, so that the receipt is complete where no QR code can be printed.</summary>
    public static void Write(Columns page, Receipt receipt)
    {
        var (signing, zone) = (receipt.Signing, LocalTime.Of(receipt.Seller.TimeZone));
        page.Rule();
        if (receipt.FirstOrderStartedAt is { } first)
        {
            page.Text($"1. Bestellung {zone.Seconds(first)}", hanging: 2);
        }

        page.Text($"Beginn {zone.Seconds(signing.StartedAt)}", hanging: 2)
            .Text($"Ende {zone.Seconds(signing.FinishedAt)}", hanging: 2)
            .Text($"Seriennr. Kasse {signing.EasSerialNumber}", hanging: 2);
        if (signing.Signature is { } signature)
        {
            WriteSignature(page, receipt, signature);
        }
        else
        {
            page.Text($"{ReceiptText.OutageMark}: {signing.OutageReason}", hanging: 2)
                .Text("Zeiten laut Aufzeichnungssystem, keine TSE-Transaktionsnummer, kein Prüfwert");
        }
    }

    private static void WriteSignature(Columns page, Receipt receipt, TssSignature signature)
    {
        page.Text($"Seriennr. TSE {signature.Key.SerialNumber}", hanging: 2)
            .Text($"TSE-Transaktion {ReceiptText.Number(signature.TransactionNumber)}", hanging: 2)
            .Text($"Signaturzähler {ReceiptText.Number(signature.SignatureCounter)}", hanging: 2);
        if (receipt.IsReceipt)
        {
            page.Text($"Prüfwert {Convert.ToBase64String(signature.Value)}", hanging: 2)
                .Text($"{signature.Key.Algorithm}, {signature.Key.LogTimeFormat}", hanging: 2);
        }
    }
}
