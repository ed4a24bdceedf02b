using System.Security.Cryptography;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.Fiscal.Tests.Tss;

public sealed class SignatureCheckTests
{
    // The examples of DSFinV-K 2.2 (DER on brainpoolP256r1) and 2.4 (r‖s on brainpoolP384r1), Annex I.
    [Theory]
    [InlineData(
        "V0;955002-00;Kassenbeleg-V1;Beleg^0.00_2.55_0.00_0.00_0.00^2.55:Bar;18;112;2019-07-10T18:41:02.0"
        + "00Z;2019-07-10T18:41:04.000Z;ecdsa-plain-SHA256;unixTime;MEQCIAy4P9k+7x9saDO0uRZ4El8QwN+qTgYiv1D"
        + "IaJIMWRiuAiAt+saFDGjK2Yi5Cxgy7PprXQ5O0seRgx4ltdpW9REvwA==;BHhWOeisRpPBTGQ1W4VUH95TXx2GARf8e2NYZX"
        + "JoInjtGqnxJ8sZ3CQpYgjI+LYEmW5A37sLWHsyU7nSJUBemyU=")]
    [InlineData(
        "V0;AMA-2642;Kassenbeleg-V1;Beleg^4.05_3.00_0.00_0.00_0.00^7.05:Bar;13;44131;2019-11-22T11:29:48."
        + "000Z;2019-11-22T11:29:49.000Z;ecdsa-plain-SHA384;unixTime;K8zsZ6NjsBzo/Yd3Hba84aH3oT+c4Og5VcfJ7s"
        + "6Dxz7UmAwtcKmzW16OkS/lm8pDE/37JHoRlYofUTLNF+9bY5Jv7C2P4nuEaHwlVarbiJs3bYlgQmIXQDZnf+8FhfBm;BBXNY"
        + "QErM4d9sk9Iy+0T6A4sdTocijml5X78Gq/At2uXTcs/3bZNNpyuHd+dpmY59yLh0xZcr9osHhkDAxsQumgjmtb3d9GIVnTaP"
        + "CslEki84P1iHPiHKHfcszeQajPk3A==")]
    public void A_published_receipt_is_valid_and_any_change_but_the_start_time_is_not(string printed)
    {
        var qr = Read(printed);

        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(qr));
        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(qr with { StartedAt = default }));
        Assert.All(
            (QrText[])
            [
                qr with { ClientId = qr.ClientId + "0" },
                qr with { Data = qr.Data with { Text = qr.Data.Text + "0" } },
                qr with { Data = qr.Data with { ProcessType = "Bestellung-V1" } },
                qr with { TransactionNumber = qr.TransactionNumber + 1 },
                qr with { SignatureCounter = qr.SignatureCounter + 1 },
                qr with { FinishedAt = qr.FinishedAt.AddSeconds(1) },
            ],
            changed => Assert.Equal(SignatureVerdict.Invalid, SignatureCheck.Check(changed)));
    }

    [Fact]
    public void The_worked_example_is_valid_as_a_signature_as_a_receipt_and_as_log_messages()
    {
        var key = Convert.FromBase64String(WorkedExample.PublicKey);
        var finish = new SignedLogMessage(WorkedExample.Finish, WorkedExample.Signature.Value);
        var start = new SignedLogMessage(WorkedExample.Start, Convert.FromBase64String(WorkedExample.StartSignature));

        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(WorkedExample.Signature));
        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(Read(WorkedExample.Qr)));
        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(finish, key));
        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(start, key));
        Assert.Equal(
            SignatureVerdict.Invalid, SignatureCheck.Check(finish with { Signature = start.Signature }, key));
    }

    [Fact]
    public void The_start_of_the_worked_example_is_valid_and_any_change_is_not()
    {
        var key = WorkedExample.Signature.Key;
        var signature = new StartSignature(Convert.FromBase64String(WorkedExample.StartSignature), key);
        var started = new StartedTransaction(
            WorkedExample.Start.ClientId, WorkedExample.Start.TransactionNumber,
            WorkedExample.Start.Seal.SignatureCounter, WorkedExample.Start.Seal.Time) { Signature = signature };

        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(started, signature));
        Assert.All(
            (StartedTransaction[])
            [
                started with { ClientId = "TILL 9" },
                started with { Number = 128 },
                started with { SignatureCounter = 0 },
                started with { LogTime = started.LogTime.AddSeconds(1) },
            ],
            changed =>
            {
                Assert.NotEqual(started, changed);
                Assert.Equal(SignatureVerdict.Invalid, SignatureCheck.Check(changed, signature));
            });
        Assert.Equal(
            SignatureVerdict.Invalid,
            SignatureCheck.Check(started, signature with { Value = WorkedExample.Signature.Value }));
        Assert.Equal(started, started with { Signature = null });
        Assert.Equal(started.GetHashCode(), (started with { Signature = null }).GetHashCode());
    }

    [Theory]
    [InlineData(127, 255, SignatureVerdict.Valid)]
    [InlineData(128, 255, SignatureVerdict.Invalid)]
    [InlineData(127, 256, SignatureVerdict.Invalid)]
    public void A_start_that_holds_more_is_checked_by_the_devices_own_message_if_that_says_the_same(
        long number, long counter, SignatureVerdict expected)
    {
        using var signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var q = signer.ExportParameters(false).Q;
        var key = new TssKey([4, .. q.X!, .. q.Y!], "ecdsa-plain-SHA256", LogTime.UnixTime, Test: true);
        var time = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);
        var message = new TransactionLog(
            TransactionLog.Start, "TILL 1", new ProcessData("Kassenbeleg-V1", ""), 127, LogSeal.AtUnixTime(
                Convert.FromHexString(key.SerialNumber), SignatureAlgorithm.Find(key.Algorithm)!, 255, time));
        var value = signer.SignData(
            message.SignedBytes(), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var started = new StartedTransaction("TILL 1", number, counter, time);

        Assert.Equal(SignatureVerdict.Invalid, SignatureCheck.Check(started, new StartSignature(value, key)));
        Assert.Equal(expected, SignatureCheck.Check(
            started, new StartSignature(value, key, message.WithSignature(value))));
        Assert.Equal(SignatureVerdict.Invalid, SignatureCheck.Check(
            started, new StartSignature(value, key, [1, 2, 3])));
    }

    [Fact]
    public void A_message_of_another_device_is_not_this_devices_message()
    {
        var (_, other) = Sign(ECCurve.NamedCurves.brainpoolP384r1, "ecdsa-plain-SHA384", HashAlgorithmName.SHA384);

        Assert.Equal(
            SignatureVerdict.Invalid,
            SignatureCheck.Check(new SignedLogMessage(WorkedExample.Finish, WorkedExample.Signature.Value), other));
    }

    [Theory]
    [InlineData("nistP256", "ecdsa-plain-SHA256", "SHA256")]
    [InlineData("nistP384", "ecdsa-plain-SHA384", "SHA384")]
    [InlineData("brainpoolP256r1", "ecdsa-plain-SHA256", "SHA256")]
    [InlineData("brainpoolP384r1", "ecdsa-plain-SHA512", "SHA512")]
    [InlineData("nistP256", "ecdsa-plain-SHA384", "SHA384")]
    public void Every_curve_a_tss_uses_is_recognised_by_its_points(string curve, string algorithm, string hash)
    {
        var (signature, _) = Sign(ECCurve.CreateFromFriendlyName(curve), algorithm, new HashAlgorithmName(hash));

        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(signature));
        signature.Value[^1] ^= 1;
        Assert.Equal(SignatureVerdict.Invalid, SignatureCheck.Check(signature));
        Assert.Equal(SignatureVerdict.Invalid, SignatureCheck.Check(signature with { Value = [] }));
        Assert.Equal(SignatureVerdict.Invalid, SignatureCheck.Check(signature with { Value = [0x30, 1] }));
    }

    [Theory]
    [InlineData("utcTime")]
    [InlineData("generalizedTimeWithMilliseconds")]
    public void Every_form_the_log_time_may_have_is_tried(string format)
    {
        using var signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 0, TimeSpan.Zero);
        foreach (var encoded in LogTime.Encodings(format, time))
        {
            var signature = Sign(signer, "ecdsa-plain-SHA256", HashAlgorithmName.SHA256, format, time, encoded);

            Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(signature));
        }
    }

    [Theory]
    [InlineData("ecdsa-plain-SHA224", "unixTime")]
    [InlineData("ecdsa-plain-SHA3-256", "unixTime")]
    [InlineData("ecsdsa-plain-SHA256", "unixTime")]
    [InlineData("ecdsa-plain-SHA384", "swatchTime")]
    public void What_cannot_be_computed_is_never_called_valid_or_invalid(string algorithm, string format) => Assert.Equal(
        SignatureVerdict.UnsupportedAlgorithm,
        SignatureCheck.Check(Read(WorkedExample.Qr) with { Algorithm = algorithm, LogTimeFormat = format }));

    [Fact]
    public void A_point_on_none_of_the_curves_is_no_key()
    {
        var key = Convert.FromBase64String(WorkedExample.PublicKey);
        byte[] beside = [.. key[..^1], (byte)(key[^1] ^ 1)];
        byte[] beyond = [4, .. Enumerable.Repeat((byte)0xFF, 96)];

        Assert.All((byte[][])[beside, beyond, [4, 1, 2]], point => Assert.Equal(
            SignatureVerdict.UnsupportedKey,
            SignatureCheck.Check(Read(WorkedExample.Qr) with { PublicKey = Convert.ToBase64String(point) })));
    }

    [Theory]
    [InlineData("?", WorkedExample.PublicKey)]
    [InlineData(WorkedExample.FinishSignature, "?")]
    [InlineData(WorkedExample.FinishSignature, "MAA=")]
    public void What_is_neither_base64_nor_hex_cannot_be_read(string signature, string key) => Assert.Equal(
        SignatureVerdict.Unreadable,
        SignatureCheck.Check(Read(WorkedExample.Qr) with { Signature = signature, PublicKey = key }));

    [Fact]
    public void Forms_that_tills_in_the_field_print_are_understood()
    {
        using var signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var time = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);
        var signature = Sign(
            signer, "ecdsa-plain-SHA256", HashAlgorithmName.SHA256, "unixTime", time,
            LogTime.Encodings("unixTime", time)[0]);
        var qr = Read(QrText.Write(signature));

        Assert.Equal(
            SignatureVerdict.Valid,
            SignatureCheck.Check(qr with { PublicKey = Convert.ToBase64String(signer.ExportSubjectPublicKeyInfo()) }));
        Assert.Equal(
            SignatureVerdict.Valid,
            SignatureCheck.Check(qr with { Signature = Convert.ToHexString(signature.Value) }));
    }

    private static QrText Read(string text)
    {
        Assert.True(QrText.TryRead(text, out var qr));
        return qr;
    }

    private static (TssSignature Signature, byte[] Point) Sign(ECCurve curve, string algorithm, HashAlgorithmName hash)
    {
        using var signer = ECDsa.Create(curve);
        var time = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);
        var signature = Sign(signer, algorithm, hash, "unixTime", time, LogTime.Encodings("unixTime", time)[0]);
        return (signature, signature.Key.PublicKey);
    }

    private static TssSignature Sign(
        ECDsa signer, string algorithm, HashAlgorithmName hash, string format, DateTimeOffset time, byte[] encodedTime)
    {
        var q = signer.ExportParameters(false).Q;
        var key = new TssKey([4, .. q.X!, .. q.Y!], algorithm, format, Test: true);
        var data = new ProcessData("Kassenbeleg-V1", "Beleg^1.00_0.00_0.00_0.00_0.00^1.00:Bar");
        var log = new TransactionLog(TransactionLog.Finish, "TILL 1", data, 300, new LogSeal(
            Convert.FromHexString(key.SerialNumber), SignatureAlgorithm.Find(algorithm)!, 700, encodedTime));
        var value = signer.SignData(log.SignedBytes(), hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return new TssSignature("TILL 1", 300, 700, time, time, data, value, key);
    }
}
