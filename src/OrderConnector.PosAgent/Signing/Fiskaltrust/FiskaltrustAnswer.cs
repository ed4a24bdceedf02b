using System.Globalization;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.Fiskaltrust;

/// <summary>Reads what a queue answered to a receipt.</summary>
internal static class FiskaltrustAnswer
{
    private const long Unrecoverable = 0x4445_2000_EEEE_EEEE;
    private const int NotStarted = 0x0001;
    private const int TssOut = 0x0002;
    private const int LateSigning = 0x0008;
    private const int SwitchRunning = 0x0100;

    private const int QrCode = 0x01;
    private const int FailureText = 0x1000;

    /// <summary>
    /// What ftState says: the answer itself where the TSS took part. A queue answers 200 also when its TSS is out.
    /// </summary>
    internal static TssOutcome<FtResponse> Judge(FtResponse response)
    {
        if (response.State == Unrecoverable)
        {
            return new TssOutcome<FtResponse>.Unknown("The middleware failed while it worked on the receipt.");
        }

        var state = response.State & 0xFFFF;
        return (state & NotStarted) != 0
            ? new TssOutcome<FtResponse>.Refused(
                TssRefusals.NotSetUp, "The queue is not in operation: it needs its start receipt, or was stopped.")
            : (state & (TssOut | SwitchRunning | LateSigning)) != 0
                ? new TssOutcome<FtResponse>.Unavailable(
                    Item(response, FailureText)?.Data is { Length: > 0 } text
                        ? $"The middleware says: {Short(text)}"
                        : "The middleware has no working TSS.")
                : new TssOutcome<FtResponse>.Done(response);
    }

    /// <summary>The transaction number of ftReceiptIdentification, "ft1A#ST127"; null where no TSS took part.</summary>
    internal static long? Number(FtResponse response)
    {
        var text = response.ReceiptIdentification;
        var hash = text?.LastIndexOf('#') ?? -1;
        if (hash < 0)
        {
            return null;
        }

        var digits = text.AsSpan(hash + 1).TrimStart("ISUDT");
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>
    /// True for the answer to a start: a receipt request for an abort, which has no lines either, finds that one too.
    /// </summary>
    internal static bool IsStart(FtResponse response) =>
        response.ReceiptIdentification?.Contains("#ST", StringComparison.Ordinal) ?? false;

    /// <summary>When the queue answered; the log time of a start is not told.</summary>
    internal static DateTimeOffset? Moment(FtResponse response) => DateTimeOffset.TryParse(
        response.Moment, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
        ? moment
        : null;

    /// <summary>The signature, from the code to print; null where there is none that can be read.</summary>
    /// <param name="response">The answer to a finish.</param>
    /// <param name="test">Whether the device is one for tests.</param>
    internal static TssSignature? Signature(FtResponse response, bool test)
    {
        if (Item(response, QrCode)?.Data is not { } text || !QrText.TryRead(text, out var qr)
            || Bytes(qr.Signature) is not { } value || Bytes(qr.PublicKey) is not { } key)
        {
            return null;
        }

        return new TssSignature(
            qr.ClientId, qr.TransactionNumber, qr.SignatureCounter, qr.StartedAt, qr.FinishedAt, qr.Data, value,
            new TssKey(key, qr.Algorithm, qr.LogTimeFormat, test));
    }

    /// <summary>True where the cashbox is one for tests.</summary>
    internal static bool IsSandbox(FtResponse response) => (response.Signatures ?? []).Any(item =>
        item is not null && (Means(item.Caption) || Means(item.Data)));

    private static bool Means(string? text) =>
        text?.Replace(" ", "", StringComparison.Ordinal).Contains("SANDBOX", StringComparison.OrdinalIgnoreCase)
        ?? false;

    private static FtSignature? Item(FtResponse response, int type) =>
        response.Signatures?.FirstOrDefault(item => item is not null && (item.Type & 0xFFFF) == type);

    private static string Short(string text) => text.Length <= 200 ? text : text[..200];

    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }
}
