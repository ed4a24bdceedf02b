using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.Fiscal.Tests.Tss;

/// <summary>Messages as devices in the field write them, which is not always the plain form.</summary>
public sealed class FoundLogMessageTests : IDisposable
{
    private const string Transaction = "0.4.0.127.0.7.3.7.1.1";
    private const string System = "0.4.0.127.0.7.3.7.1.2";
    private const string Audit = "0.4.0.127.0.7.3.7.1.3";
    private static readonly ProcessData s_data = new(KassenbelegV1.ProcessType, KassenbelegV1.Aborted);
    private static readonly DateTimeOffset s_time = new(2026, 3, 14, 11, 22, 35, TimeSpan.Zero);

    private readonly ECDsa _signer = ECDsa.Create(ECCurve.NamedCurves.brainpoolP384r1);

    private byte[] Point
    {
        get
        {
            var q = _signer.ExportParameters(includePrivateParameters: false).Q;
            return [4, .. q.X!, .. q.Y!];
        }
    }

    public void Dispose() => _signer.Dispose();

    [Fact]
    public void A_message_in_the_plain_form_reads_as_it_was_written()
    {
        var encoded = WorkedExample.Finish.WithSignature(WorkedExample.Signature.Value);

        var found = FoundLogMessage.Read(encoded)!;

        Assert.Equal(TransactionLog.Finish, found.Operation);
        Assert.Equal(
            new FoundTransaction(WorkedExample.Finish.ClientId, WorkedExample.Finish.Data, 127), found.Transaction);
        Assert.Equal(WorkedExample.Finish.SignedBytes(), found.SignedBytes);
        Assert.Equal(
            SignatureVerdict.Valid, SignatureCheck.Check(found, Convert.FromBase64String(WorkedExample.PublicKey)));
        Assert.Equal(SignatureVerdict.Invalid, SignatureCheck.Check(found, Point));
    }

    [Fact]
    public void Data_in_pieces_of_indefinite_length_and_additional_data_are_signed_as_they_stand()
    {
        var message = Sign(FinishWithExtras(s_data.Text));

        var found = FoundLogMessage.Read(message)!;

        Assert.Equal(s_data, found.Transaction!.Data);
        Assert.Equal((128L, 44131L), (found.Transaction.Number, found.Seal.SignatureCounter));
        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(found, Point));
        Assert.False(SignedLogMessage.TryRead(message, out _));
    }

    [Fact]
    public void A_signature_over_more_than_its_parts_is_valid_only_with_the_message_that_says_the_same()
    {
        var message = Sign(FinishWithExtras(s_data.Text));
        var found = FoundLogMessage.Read(message)!;
        var bare = new TssSignature(
            "TILL 1", 128, 44131, s_time.AddSeconds(-2), s_time, s_data, found.Signature,
            new TssKey(Point, "ecdsa-plain-SHA384", "unixTime", Test: false));
        var whole = bare with { LogMessage = message };

        Assert.Equal(SignatureVerdict.Invalid, SignatureCheck.Check(bare));
        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(whole));
        Assert.All(
            (TssSignature[])
            [
                whole with { ClientId = "TILL 2" },
                whole with { TransactionNumber = 129 },
                whole with { SignatureCounter = 44132 },
                whole with { FinishedAt = s_time.AddSeconds(1) },
                whole with { Data = s_data with { Text = s_data.Text + "0" } },
                whole with { Value = [.. found.Signature[..^1], (byte)(found.Signature[^1] ^ 1)] },
                whole with { LogMessage = [1, 2, 3] },
                whole with { LogMessage = Sign(FinishWithExtras("Beleg^1.00_0.00_0.00_0.00_0.00^1.00:Bar")) },
            ],
            changed => Assert.Equal(SignatureVerdict.Invalid, SignatureCheck.Check(changed)));
    }

    [Fact]
    public void Logs_of_the_device_itself_and_of_audits_are_read_too()
    {
        var system = FoundLogMessage.Read(Sign(Elements(System, [Text(0, "selfTest"), Text(1, "")])))!;
        var audit = FoundLogMessage.Read(Sign(Elements(Audit, [], auditData: [1, 2])))!;

        Assert.Equal(("selfTest", null), (system.Operation, system.Transaction));
        Assert.Equal(("", null), (audit.Operation, audit.Transaction));
        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(system, Point));
        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(audit, Point));
    }

    [Fact]
    public void A_start_without_type_and_data_has_empty_ones()
    {
        var message = Sign(Elements(Transaction, [Text(0, TransactionLog.Start), Text(1, "TILL 1"), Number(7)]));

        Assert.Equal(
            new FoundTransaction("TILL 1", TransactionLog.NoData, 7), FoundLogMessage.Read(message)!.Transaction);
    }

    [Fact]
    public void What_is_no_message_is_not_read()
    {
        var good = Sign(FinishWithExtras(s_data.Text));
        var other = FinishWithExtras(s_data.Text);
        other[2] = 3;

        Assert.Null(FoundLogMessage.Read(Array.Empty<byte>()));
        Assert.Null(FoundLogMessage.Read(good.AsMemory(0, good.Length - 1)));
        Assert.Null(FoundLogMessage.Read((byte[])[.. good, 0]));
        Assert.Null(FoundLogMessage.Read(Sign(other)));
        Assert.Null(FoundLogMessage.Read(Sign(Elements(Transaction, [Text(0, "StartTransaction")]))));
        Assert.Null(FoundLogMessage.Read(Sign(Elements(System, [], algorithm: "1.2.3"))));
        Assert.Null(FoundLogMessage.Read(Sign([.. Elements(System, []), 4, 0])));
    }

    private byte[] FinishWithExtras(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        // [2] constructed, of indefinite length, in two pieces.
        byte[] pieces = [0xA2, 0x80, 4, 5, .. bytes[..5], 4, (byte)(bytes.Length - 5), .. bytes[5..], 0, 0];
        return Elements(
            Transaction,
            [
                Text(0, TransactionLog.Finish), Text(1, "TILL 1"), pieces, Text(3, KassenbelegV1.ProcessType),
                Text(4, "external"), Number(128), Text(6, "internal"),
            ],
            parameters: true);
    }

    private byte[] Elements(
        string kind, byte[][] own, byte[]? auditData = null, string algorithm = "0.4.0.127.0.7.1.1.4.1.4",
        bool parameters = false)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        writer.WriteInteger(2);
        writer.WriteObjectIdentifier(kind);
        own.ToList().ForEach(element => writer.WriteEncodedValue(element));
        writer.WriteOctetString(SHA256.HashData(Point));
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(algorithm);
            if (parameters)
            {
                writer.WriteNull();
            }
        }

        if (auditData is not null)
        {
            writer.WriteOctetString(auditData);
        }

        writer.WriteInteger(44131);
        writer.WriteInteger(s_time.ToUnixTimeSeconds());
        return writer.Encode();
    }

    private byte[] Sign(byte[] elements)
    {
        var value = _signer.SignData(
            elements, HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        byte[] content = [.. elements, 4, (byte)value.Length, .. value];
        return [0x30, 0x82, (byte)(content.Length >> 8), (byte)content.Length, .. content];
    }

    private static byte[] Text(int tag, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [(byte)(0x80 | tag), (byte)bytes.Length, .. bytes];
    }

    private static byte[] Number(int number) => number < 128
        ? [0x85, 1, (byte)number]
        : [0x85, 2, (byte)(number >> 8), (byte)number];
}
