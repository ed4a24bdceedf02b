using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.Fiskaly;

/// <summary>What an answer of fiskaly says in our words; null where it does not say it, which is no answer.</summary>
internal static class FiskalyReading
{
    /// <summary>The start, from the first revision of a transaction.</summary>
    public static StartedTransaction? Started(FiskalyTransaction transaction, string clientId) =>
        transaction is { Revision: 1, Number: > 0, Log: { } log, Signature.Counter: > 0 and var counter }
        && Time(log.Timestamp) is { } time
            ? new StartedTransaction(clientId, transaction.Number, counter, time)
            {
                Signature = StartSignature(transaction),
            }
            : null;

    private static StartSignature? StartSignature(FiskalyTransaction transaction) =>
        transaction is { Log: { } log, Signature: { Value: { } text } signature } && Bytes(text) is { } value
        && KeyOf(signature.PublicKey, signature.Algorithm, log.TimestampFormat, transaction.Environment) is { } key
            ? new StartSignature(value, key)
            : null;

    /// <summary>When a transaction began; the year 1 where it does not say so.</summary>
    public static DateTimeOffset StartOf(FiskalyTransaction transaction) =>
        Time(transaction.TimeStart) ?? DateTimeOffset.MinValue;

    /// <summary>The finish, from the last revision.</summary>
    /// <param name="transaction">As answered.</param>
    /// <param name="clientId">EAS serial number.</param>
    /// <param name="asked">What was to be signed; null where it was read back.</param>
    public static TssSignature? Signature(FiskalyTransaction transaction, string clientId, ProcessData? asked)
    {
        if (transaction is not { Number: > 0, Log: { } log, Signature: { Counter: > 0, Value: { } text } signature }
            || (DataOf(transaction) ?? asked) is not { } data
            || Bytes(text) is not { } value
            || Time(transaction.TimeStart) is not { } started
            || Time(log.Timestamp) is not { } finished
            || KeyOf(signature.PublicKey, signature.Algorithm, log.TimestampFormat, transaction.Environment)
                is not { } key)
        {
            return null;
        }

        return new TssSignature(
            clientId, transaction.Number, signature.Counter, started, finished, data, value, key);
    }

    /// <summary>
    /// What was signed: as it was sent, or, where another till of the same client sent it in fiskaly's own form, as it
    /// stands in the QR text.
    /// </summary>
    public static ProcessData? DataOf(FiskalyTransaction transaction)
    {
        if (transaction.Schema?.Raw is { } raw && Bytes(raw.ProcessData) is { } data)
        {
            return new ProcessData(raw.ProcessType, Encoding.UTF8.GetString(data));
        }

        return transaction.QrCodeData is { } text && QrText.TryRead(text, out var qr) ? qr.Data : null;
    }

    /// <summary>The key; null where its point cannot be read.</summary>
    public static TssKey? KeyOf(string? publicKey, string? algorithm, string? timeFormat, string? environment) =>
        publicKey is not null && algorithm is not null && Bytes(publicKey) is { } bytes && Point(bytes) is { } point
            // Whatever does not call itself live is taken for a test.
            ? new TssKey(point, algorithm, timeFormat ?? LogTime.UnixTime, environment != "LIVE")
            : null;

    /// <summary>End of the certificate; null where there is none that can be read.</summary>
    public static DateTimeOffset? Expiry(string? certificate)
    {
        if (certificate is null || (Bytes(certificate) ?? Encoding.ASCII.GetBytes(certificate)) is not { } bytes)
        {
            return null;
        }

        try
        {
            using var loaded = X509CertificateLoader.LoadCertificate(bytes);
            return new DateTimeOffset(loaded.NotAfter.ToUniversalTime());
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // 253,402,300,800 is the first second of the year 10000.
    private static DateTimeOffset? Time(long seconds) =>
        seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static byte[]? Point(byte[] key)
    {
        if (key is [4, ..])
        {
            return key;
        }

        try
        {
            return PublicKey.CreateFromSubjectPublicKeyInfo(key, out _).EncodedKeyValue.RawData;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var written) ? bytes[..written] : null;
    }
}
