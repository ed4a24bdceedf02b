using System.Formats.Asn1;
using System.Security.Cryptography;

namespace OrderConnector.Fiscal.Tss;

/// <summary>
/// Checks the signature of a start or a finish: rebuilds the log message the TSS must have signed and verifies it with
/// the key. The start time is no part of a finish and cannot be checked by it.
/// </summary>
public static class SignatureCheck
{
    /// <summary>
    /// Checks a signature as the agent or a driver holds it: against the message it must have signed, or, where the
    /// device's own message is at hand, against that one, if it says the same.
    /// </summary>
    public static SignatureVerdict Check(TssSignature signature)
    {
        var claim = new Claim(
            TransactionLog.Finish, signature.ClientId, signature.Data, signature.TransactionNumber,
            signature.SignatureCounter, signature.FinishedAt, signature.Key.Algorithm, signature.Key.LogTimeFormat);
        return Check(claim, signature.Value, signature.Key.PublicKey, signature.LogMessage);
    }

    /// <summary>
    /// Checks the signature of a start: it covers neither processType nor processData, unless the device's own message
    /// is at hand and says otherwise.
    /// </summary>
    /// <param name="started">What was started.</param>
    /// <param name="signature">Its signature.</param>
    public static SignatureVerdict Check(StartedTransaction started, StartSignature signature)
    {
        var claim = new Claim(
            TransactionLog.Start, started.ClientId, TransactionLog.NoData, started.Number, started.SignatureCounter,
            started.LogTime, signature.Key.Algorithm, signature.Key.LogTimeFormat);
        return Check(claim, signature.Value, signature.Key.PublicKey, signature.LogMessage);
    }

    /// <summary>
    /// Checks a printed QR code. Forms that tills in the field print are understood (hex or DER signature, public key
    /// as SubjectPublicKeyInfo); whether the form is the prescribed one is not the question here.
    /// </summary>
    public static SignatureVerdict Check(QrText qr) =>
        ReadBytes(qr.Signature) is { } signature && ReadBytes(qr.PublicKey) is { } key && ReadPoint(key) is { } point
            ? Check(
                new Claim(
                    TransactionLog.Finish, qr.ClientId, qr.Data, qr.TransactionNumber, qr.SignatureCounter,
                    qr.FinishedAt, qr.Algorithm, qr.LogTimeFormat),
                signature,
                point)
            : SignatureVerdict.Unreadable;

    /// <summary>Checks a whole log message against the key.</summary>
    /// <param name="message">As found in an export.</param>
    /// <param name="publicKey">04‖X‖Y.</param>
    public static SignatureVerdict Check(SignedLogMessage message, byte[] publicKey) =>
        SHA256.HashData(publicKey).AsSpan().SequenceEqual(message.Message.Seal.SerialNumber)
            ? Verify([message.Message.SignedBytes()], message.Message.Seal.Algorithm, message.Signature, publicKey)
            : SignatureVerdict.Invalid;

    /// <summary>Checks a log message as a device wrote it against the key.</summary>
    /// <param name="message">As found in an export or a read-back.</param>
    /// <param name="publicKey">04‖X‖Y.</param>
    public static SignatureVerdict Check(FoundLogMessage message, byte[] publicKey) =>
        SHA256.HashData(publicKey).AsSpan().SequenceEqual(message.Seal.SerialNumber)
            ? Verify([message.SignedBytes], message.Seal.Algorithm, message.Signature, publicKey)
            : SignatureVerdict.Invalid;

    private static SignatureVerdict Check(Claim claim, byte[] signature, byte[] point, byte[]? logMessage)
    {
        var verdict = Check(claim, signature, point);
        return verdict is SignatureVerdict.Invalid && logMessage is not null
            && FoundLogMessage.Read(logMessage) is { } found && Says(found, claim, signature)
                ? Check(found, point)
                : verdict;
    }

    // What a device writes into a start besides is its own affair: a blank, or the type alone.
    private static bool Says(FoundLogMessage message, Claim claim, byte[] signature) =>
        message.Transaction is { } transaction
        && message.Operation == claim.Operation
        && transaction.ClientId == claim.ClientId
        && transaction.Number == claim.TransactionNumber
        && (transaction.Data == claim.Data || claim.Operation == TransactionLog.Start)
        && message.Seal.SignatureCounter == claim.SignatureCounter
        && message.Seal.Time == claim.LogTime
        && message.Signature.AsSpan().SequenceEqual(signature);

    private sealed record Claim(
        string Operation, string ClientId, ProcessData Data, long TransactionNumber, long SignatureCounter,
        DateTimeOffset LogTime, string Algorithm, string LogTimeFormat);

    private static SignatureVerdict Check(Claim claim, byte[] signature, byte[] point)
    {
        var times = LogTime.Encodings(claim.LogTimeFormat, claim.LogTime);
        if (SignatureAlgorithm.Find(claim.Algorithm) is not { } algorithm || times.Count == 0)
        {
            return SignatureVerdict.UnsupportedAlgorithm;
        }

        var serialNumber = SHA256.HashData(point);
        var messages = times.Select(time => new TransactionLog(
            claim.Operation, claim.ClientId, claim.Data, claim.TransactionNumber,
            new LogSeal(serialNumber, algorithm, claim.SignatureCounter, time)).SignedBytes());
        return Verify(messages, algorithm, signature, point);
    }

    private static SignatureVerdict Verify(
        IEnumerable<byte[]> candidates, SignatureAlgorithm algorithm, byte[] signature, byte[] point)
    {
        if (algorithm.Hash is not { } hashName)
        {
            return SignatureVerdict.UnsupportedAlgorithm;
        }

        using var key = TssCurve.TryImport(point);
        if (key is null)
        {
            return SignatureVerdict.UnsupportedKey;
        }

        // A plain signature has the fixed length of two coordinates; another length is DER or nothing.
        var format = signature.Length == point.Length - 1
            ? DSASignatureFormat.IeeeP1363FixedFieldConcatenation
            : DSASignatureFormat.Rfc3279DerSequence;
        return candidates.Any(bytes => key.VerifyData(bytes, signature, hashName, format))
            ? SignatureVerdict.Valid
            : SignatureVerdict.Invalid;
    }

    // 64 or 96 bytes as hex are also base64 of something longer: the hex reading goes first.
    private static byte[]? ReadBytes(string text)
    {
        if (text.Length is 128 or 192 && text.All(char.IsAsciiHexDigit))
        {
            return Convert.FromHexString(text);
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }

    private static byte[]? ReadPoint(byte[] key)
    {
        if (key is [4, ..])
        {
            return key;
        }

        try
        {
            var info = new AsnReader(key, AsnEncodingRules.DER).ReadSequence();
            info.ReadSequence();
            return info.ReadBitString(out _);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
