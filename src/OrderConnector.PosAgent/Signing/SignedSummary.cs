using OrderConnector.Core.Orders;
using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Signing;

/// <summary>A signature, or the lack of one, as journal, cloud and till keep it.</summary>
public static class SignedSummary
{
    /// <summary>Signed.</summary>
    public static FiscalSummary Of(TssSignature signature) => new(
        "signed",
        null,
        signature.Key.Test,
        "agent",
        signature.ClientId,
        signature.Key.SerialNumber,
        signature.TransactionNumber,
        signature.SignatureCounter,
        signature.StartedAt,
        signature.FinishedAt,
        signature.Key.Algorithm,
        signature.Key.LogTimeFormat,
        signature.Data.ProcessType,
        signature.Data.Text,
        Convert.ToBase64String(signature.Value),
        Convert.ToBase64String(signature.Key.PublicKey),
        // A Bestellung has no QR: its slip is no receipt.
        signature.Data.ProcessType == KassenbelegV1.ProcessType ? QrText.Write(signature) : null,
        signature.LogMessage is { } message ? Convert.ToBase64String(message) : null);

    /// <summary>Sold without a signature; the times are the recording system's.</summary>
    public static FiscalSummary Unsigned(
        OrderProgress order, ProcessData data, SigningStep.RecordUnsigned unsigned, bool test,
        DateTimeOffset now) => new(
        "unsigned",
        $"{unsigned.Code}: {unsigned.Detail}",
        test,
        "agent",
        order.Intent!.EasSerialNumber,
        null,
        order.Start?.TransactionNumber,
        null,
        order.Start?.LogTime ?? order.StageSince,
        now,
        null,
        null,
        data.ProcessType,
        data.Text,
        null,
        null,
        null)
    {
        Outage = unsigned.Outage,
    };

    /// <summary>The signature again, from what was kept; null where it is unsigned or not whole.</summary>
    public static TssSignature? Read(FiscalSummary fiscal) => fiscal is
    {
        TransactionNumber: { } number,
        SignatureCounter: { } counter,
        Signature: { } value,
        PublicKey: { } key,
        SignatureAlgorithm: { } algorithm,
        LogTimeFormat: { } format,
    }
        ? new TssSignature(
            fiscal.EasSerialNumber, number, counter, fiscal.StartedAt, fiscal.FinishedAt,
            new ProcessData(fiscal.ProcessType, fiscal.ProcessData),
            Convert.FromBase64String(value),
            new TssKey(Convert.FromBase64String(key), algorithm, format, fiscal.Test),
            fiscal.LogMessage is { } message ? Convert.FromBase64String(message) : null)
        : null;

    /// <summary>A key as it is pinned.</summary>
    /// <param name="key">The key.</param>
    /// <param name="tss">Which TSS signs with it.</param>
    public static PinnedKey Pin(TssKey key, string tss) => new(
        Convert.ToBase64String(key.PublicKey), key.SerialNumber, key.Algorithm, key.LogTimeFormat, key.Test, tss);
}
