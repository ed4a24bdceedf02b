using System.Formats.Asn1;
using System.Text;

namespace OrderConnector.Fiscal.Tss;

/// <summary>
/// A log message as a device wrote it, which need not be the form this product writes: additional data (tags 4 and 6),
/// strings in pieces and of indefinite length, parameters of the algorithm. The signature covers the bytes as they
/// are, so they are kept as they are.
/// </summary>
/// <param name="Operation">"StartTransaction", "FinishTransaction", "initialize" …; empty for an audit log.</param>
/// <param name="Transaction">Null where it is no log of a transaction.</param>
/// <param name="Seal">Who, which one in the row, when.</param>
/// <param name="SignedBytes">What the signature covers.</param>
/// <param name="Signature">r‖s.</param>
public sealed record FoundLogMessage(
    string Operation, FoundTransaction? Transaction, LogSeal Seal, byte[] SignedBytes, byte[] Signature)
{
    /// <summary>Reads a message; null where it is none (TR-03151, version 2).</summary>
    public static FoundLogMessage? Read(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            var outer = new AsnReader(encoded, AsnEncodingRules.BER);
            var content = outer.PeekContentBytes();
            outer.ReadSequence();
            return outer.HasData ? null : ReadContent(content);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static FoundLogMessage? ReadContent(ReadOnlyMemory<byte> content)
    {
        var reader = new AsnReader(content, AsnEncodingRules.BER);
        if (!reader.TryReadInt32(out var version) || version != 2)
        {
            return null;
        }

        var kind = reader.ReadObjectIdentifier();
        var own = ReadOwnElements(reader);
        var seal = ReadSeal(reader);
        var signature = reader.ReadEncodedValue();
        if (reader.HasData || seal is null)
        {
            return null;
        }

        var transaction = kind == TransactionLog.Oid ? ReadTransaction(own) : null;
        return kind == TransactionLog.Oid && transaction is null
            ? null
            : new FoundLogMessage(
                Text(own, 0), transaction, seal, content[..^signature.Length].ToArray(),
                new AsnReader(signature, AsnEncodingRules.BER).ReadOctetString());
    }

    // The elements only this kind has come first and carry tags of their own.
    private static Dictionary<int, ReadOnlyMemory<byte>> ReadOwnElements(AsnReader reader)
    {
        var own = new Dictionary<int, ReadOnlyMemory<byte>>();
        while (reader.PeekTag() is { TagClass: TagClass.ContextSpecific } tag)
        {
            own.TryAdd(tag.TagValue, reader.ReadEncodedValue());
        }

        return own;
    }

    private static LogSeal? ReadSeal(AsnReader reader)
    {
        var serialNumber = reader.ReadOctetString();
        var algorithm = SignatureAlgorithm.FindByOid(reader.ReadSequence().ReadObjectIdentifier());
        if (reader.PeekTag().HasSameClassAndValue(Asn1Tag.PrimitiveOctetString))
        {
            // seAuditData, in audit logs.
            reader.ReadOctetString();
        }

        var counted = reader.TryReadInt64(out var counter);
        var time = reader.ReadEncodedValue().ToArray();
        return algorithm is not null && counted && LogTime.Read(time) is not null
            ? new LogSeal(serialNumber, algorithm, counter, time)
            : null;
    }

    private static FoundTransaction? ReadTransaction(Dictionary<int, ReadOnlyMemory<byte>> own)
    {
        const int Number = 5;
        return own.TryGetValue(Number, out var encoded)
            && new AsnReader(encoded, AsnEncodingRules.BER).TryReadInt64(out var number, Tag(Number))
                ? new FoundTransaction(Text(own, 1), new ProcessData(Text(own, 3), Text(own, 2)), number)
                : null;
    }

    private static string Text(Dictionary<int, ReadOnlyMemory<byte>> own, int number) =>
        own.TryGetValue(number, out var encoded)
            ? Encoding.UTF8.GetString(new AsnReader(encoded, AsnEncodingRules.BER).ReadOctetString(Tag(number)))
            : "";

    private static Asn1Tag Tag(int number) => new(TagClass.ContextSpecific, number);
}

/// <summary>What the log of a transaction says.</summary>
/// <param name="ClientId">EAS serial number.</param>
/// <param name="Data">What was signed; empty at a start, or a blank, or the type alone.</param>
/// <param name="Number">TSS transaction number.</param>
public sealed record FoundTransaction(string ClientId, ProcessData Data, long Number);
