using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Text;

namespace OrderConnector.Fiscal.Tss;

/// <summary>A log message as it was found, with its signature.</summary>
/// <param name="Message">What it says.</param>
/// <param name="Signature">r‖s.</param>
public sealed record SignedLogMessage(LogMessage Message, byte[] Signature)
{
    /// <summary>
    /// Reads a message that is, byte for byte, as <see cref="LogMessage.WithSignature"/> writes it. Additional data
    /// (tags 4 and 6) and constructed strings, which some devices write, are not of that form and read as false.
    /// </summary>
    public static bool TryRead(ReadOnlyMemory<byte> encoded, [NotNullWhen(true)] out SignedLogMessage? read)
    {
        read = null;
        try
        {
            var found = Read(encoded);
            if (found is not null && found.Message.WithSignature(found.Signature).AsSpan().SequenceEqual(encoded.Span))
            {
                read = found;
            }
        }
        catch (AsnContentException)
        {
            // Not a message at all; nothing was read.
        }

        return read is not null;
    }

    private static SignedLogMessage? Read(ReadOnlyMemory<byte> encoded)
    {
        var reader = new AsnReader(encoded, AsnEncodingRules.DER).ReadSequence();
        if (!reader.TryReadInt32(out var version) || version != 2)
        {
            return null;
        }

        return reader.ReadObjectIdentifier() switch
        {
            TransactionLog.Oid => ReadTransaction(reader),
            SystemLog.Oid => ReadSystem(reader),
            _ => null,
        };
    }

    private static SignedLogMessage? ReadTransaction(AsnReader reader)
    {
        var operation = ReadText(reader, 0);
        var clientId = ReadText(reader, 1);
        var text = ReadText(reader, 2);
        var data = new ProcessData(ReadText(reader, 3), text);
        return reader.TryReadInt64(out var number, Tag(5)) && ReadSeal(reader) is { } seal
            ? new(new TransactionLog(operation, clientId, data, number, seal), reader.ReadOctetString())
            : null;
    }

    private static SignedLogMessage? ReadSystem(AsnReader reader)
    {
        var operation = ReadText(reader, 0);
        var data = reader.ReadOctetString(Tag(1));
        return ReadSeal(reader) is { } seal
            ? new(new SystemLog(operation, data, seal), reader.ReadOctetString())
            : null;
    }

    private static LogSeal? ReadSeal(AsnReader reader)
    {
        var serialNumber = reader.ReadOctetString();
        var algorithm = SignatureAlgorithm.FindByOid(reader.ReadSequence().ReadObjectIdentifier());
        var counted = reader.TryReadInt64(out var counter);
        var time = reader.ReadEncodedValue().ToArray();
        return algorithm is not null && counted && LogTime.Read(time) is not null
            ? new LogSeal(serialNumber, algorithm, counter, time)
            : null;
    }

    // Bytes that are no UTF-8 become U+FFFD, and the comparison with what was read fails.
    private static string ReadText(AsnReader reader, int tag) =>
        Encoding.UTF8.GetString(reader.ReadOctetString(Tag(tag)));

    private static Asn1Tag Tag(int number) => new(TagClass.ContextSpecific, number);
}
