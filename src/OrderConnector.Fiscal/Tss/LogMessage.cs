using System.Formats.Asn1;
using System.Text;

namespace OrderConnector.Fiscal.Tss;

/// <summary>
/// A log message of a TSS (TR-03151, version 2). What is signed is not the message but the concatenation of its
/// elements before the signature, without the outer SEQUENCE.
/// </summary>
/// <param name="Seal">Who says it, which one in the row, when.</param>
public abstract record LogMessage(LogSeal Seal)
{
    private protected const string LogType = "0.4.0.127.0.7.3.7.1.";

    /// <summary>Object identifier of the kind of log.</summary>
    private protected abstract string KindOid { get; }

    /// <summary>The bytes the signature covers.</summary>
    public byte[] SignedBytes()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        Write(writer);
        return writer.Encode();
    }

    /// <summary>The whole message, as it lies in a log file of the export.</summary>
    /// <param name="signature">r‖s.</param>
    public byte[] WithSignature(ReadOnlySpan<byte> signature)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            Write(writer);
            writer.WriteOctetString(signature);
        }

        return writer.Encode();
    }

    /// <summary>The elements that only this kind has.</summary>
    private protected abstract void WriteContent(AsnWriter writer);

    private protected static Asn1Tag Tag(int number) => new(TagClass.ContextSpecific, number);

    private protected static void WriteText(AsnWriter writer, int tag, string text) =>
        writer.WriteOctetString(Encoding.UTF8.GetBytes(text), Tag(tag));

    private void Write(AsnWriter writer)
    {
        writer.WriteInteger(2);
        writer.WriteObjectIdentifier(KindOid);
        WriteContent(writer);
        writer.WriteOctetString(Seal.SerialNumber);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Seal.Algorithm.Oid);
        }

        writer.WriteInteger(Seal.SignatureCounter);
        writer.WriteEncodedValue(Seal.EncodedTime);
    }
}

/// <summary>What every log message ends with, before its signature.</summary>
/// <param name="SerialNumber">SHA-256 of the public key, 32 bytes.</param>
/// <param name="Algorithm">How it is signed.</param>
/// <param name="SignatureCounter">One counter over all kinds of log messages.</param>
/// <param name="EncodedTime">The log time as an ASN.1 element, in the TSS's own form.</param>
public sealed record LogSeal(
    byte[] SerialNumber, SignatureAlgorithm Algorithm, long SignatureCounter, byte[] EncodedTime)
{
    /// <summary>A seal whose time is whole seconds since 1970 ("unixTime").</summary>
    public static LogSeal AtUnixTime(
        byte[] serialNumber, SignatureAlgorithm algorithm, long signatureCounter, DateTimeOffset time) =>
        new(serialNumber, algorithm, signatureCounter, LogTime.Encodings(LogTime.UnixTime, time)[0]);

    /// <summary>The log time, UTC.</summary>
    public DateTimeOffset Time => LogTime.Read(EncodedTime)
        ?? throw new InvalidOperationException("A seal is made with a time that can be read.");
}
