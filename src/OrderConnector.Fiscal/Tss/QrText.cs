using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OrderConnector.Fiscal.Tss;

/// <summary>The QR code of a receipt, version V0: twelve fields, joined by semicolons (DSFinV-K, Annex I).</summary>
/// <param name="ClientId">Serial number of the recording system.</param>
/// <param name="Data">What was signed; the text may hold semicolons itself.</param>
/// <param name="TransactionNumber">TSS transaction number.</param>
/// <param name="SignatureCounter">Counter of the finish message.</param>
/// <param name="StartedAt">Log time of the start; not covered by the signature.</param>
/// <param name="FinishedAt">Log time of the finish.</param>
/// <param name="Algorithm">"ecdsa-plain-SHA256" …</param>
/// <param name="LogTimeFormat">"unixTime" …</param>
/// <param name="Signature">As printed: base64.</param>
/// <param name="PublicKey">As printed: base64 of the uncompressed point.</param>
public sealed record QrText(
    string ClientId,
    ProcessData Data,
    long TransactionNumber,
    long SignatureCounter,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt,
    string Algorithm,
    string LogTimeFormat,
    string Signature,
    string PublicKey)
{
    private const string Version = "V0";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Writes the QR text of a signature.</summary>
    public static string Write(TssSignature signature) => string.Join(
        ';',
        Version,
        signature.ClientId,
        signature.Data.ProcessType,
        signature.Data.Text,
        signature.TransactionNumber.ToString(CultureInfo.InvariantCulture),
        signature.SignatureCounter.ToString(CultureInfo.InvariantCulture),
        Time(signature.StartedAt),
        Time(signature.FinishedAt),
        signature.Key.Algorithm,
        signature.Key.LogTimeFormat,
        Convert.ToBase64String(signature.Value),
        Convert.ToBase64String(signature.Key.PublicKey));

    /// <summary>
    /// Reads a QR text, three fields from the left and eight from the right, for processData may hold semicolons.
    /// Times with any offset are read: tills in the field print them so. False where a field cannot be read at all.
    /// </summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out QrText? qr)
    {
        qr = null;
        var fields = text.Split(';');
        if (fields.Length < 12 || fields[0] != Version)
        {
            return false;
        }

        var right = fields[^8..];
        if (!TryNumber(right[0], out var transactionNumber)
            || !TryNumber(right[1], out var signatureCounter)
            || !TryTime(right[2], out var startedAt)
            || !TryTime(right[3], out var finishedAt))
        {
            return false;
        }

        var data = new ProcessData(fields[2], string.Join(';', fields[3..^8]));
        qr = new QrText(
            fields[1], data, transactionNumber, signatureCounter, startedAt, finishedAt,
            right[4], right[5], right[6], right[7]);
        return true;
    }

    private static string Time(DateTimeOffset time) =>
        time.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool TryTime(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text,
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK"],
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal,
        out time);
}
