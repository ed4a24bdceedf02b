using System.Security.Cryptography;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.Fiscal.Tests.Tss;

public sealed class LogMessageTests
{
    private static readonly SignatureAlgorithm s_sha256 = SignatureAlgorithm.Find("ecdsa-plain-SHA256")!;
    private static readonly DateTimeOffset s_time = new(2026, 11, 20, 11, 1, 22, TimeSpan.Zero);

    [Fact]
    public void The_key_of_the_worked_example_follows_from_its_sentence()
    {
        var point = DeterministicEcdsa.PublicPoint(WorkedExample.PrivateKey);

        Assert.Equal(WorkedExample.PublicKey, Convert.ToBase64String(point));
        Assert.Equal(WorkedExample.SerialNumber, WorkedExample.Signature.Key.SerialNumber);
    }

    [Fact]
    public void The_finish_message_is_signed_byte_for_byte_as_published()
    {
        var bytes = WorkedExample.Finish.SignedBytes();

        Assert.Equal(168, bytes.Length);
        Assert.Equal(WorkedExample.FinishBytes, Convert.ToHexStringLower(bytes));
        Assert.Equal(WorkedExample.FinishHash, Convert.ToHexStringLower(SHA384.HashData(bytes)));
        Assert.Equal(
            WorkedExample.FinishSignature,
            Convert.ToBase64String(DeterministicEcdsa.Sign(bytes, WorkedExample.PrivateKey)));
    }

    [Fact]
    public void The_start_message_carries_empty_type_and_data_and_is_signed_as_published()
    {
        var bytes = WorkedExample.Start.SignedBytes();

        Assert.Equal(110, bytes.Length);
        Assert.Contains("8200830085017f0420", Convert.ToHexStringLower(bytes), StringComparison.Ordinal);
        Assert.EndsWith("020200ff020469b544f9", Convert.ToHexStringLower(bytes), StringComparison.Ordinal);
        Assert.Equal(
            WorkedExample.StartSignature,
            Convert.ToBase64String(DeterministicEcdsa.Sign(bytes, WorkedExample.PrivateKey)));
    }

    [Fact]
    public void The_whole_message_is_a_sequence_with_the_signature_at_its_end()
    {
        var file = WorkedExample.Finish.WithSignature(Convert.FromBase64String(WorkedExample.FinishSignature));

        Assert.Equal(270, file.Length);
        Assert.StartsWith("3082010a", Convert.ToHexStringLower(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(127, "85017f")]
    [InlineData(128, "85020080")]
    [InlineData(223, "850200df")]
    [InlineData(44131, "850300ac63")]
    public void Numbers_are_signed_integers_with_a_leading_zero_where_needed(long number, string encoded)
    {
        var log = WorkedExample.Finish with { TransactionNumber = number };

        Assert.Contains(encoded + "0420", Convert.ToHexStringLower(log.SignedBytes()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_is_read_as_it_was_written()
    {
        var file = WorkedExample.Start.WithSignature(Convert.FromBase64String(WorkedExample.StartSignature));

        Assert.True(SignedLogMessage.TryRead(file, out var read));
        var log = Assert.IsType<TransactionLog>(read.Message);
        Assert.Equal(WorkedExample.Start.ClientId, log.ClientId);
        Assert.Equal(127, log.TransactionNumber);
        Assert.Equal(TransactionLog.NoData, log.Data);
        Assert.Equal(255, log.Seal.SignatureCounter);
        Assert.Equal(new DateTimeOffset(2026, 3, 14, 11, 22, 33, TimeSpan.Zero), log.Seal.Time);
        Assert.Equal(WorkedExample.Start.SignedBytes(), log.SignedBytes());
    }

    [Fact]
    public void A_system_log_is_read_as_it_was_written()
    {
        var written = new SystemLog("initialize", [1, 2], LogSeal.AtUnixTime(new byte[32], s_sha256, 1, s_time));

        Assert.True(SignedLogMessage.TryRead(written.WithSignature(new byte[64]), out var read));
        var log = Assert.IsType<SystemLog>(read.Message);
        Assert.Equal(("initialize", 1), (log.Operation, log.Seal.SignatureCounter));
        Assert.Equal(new byte[] { 1, 2 }, log.Data);
        Assert.Equal(new byte[64], read.Signature);
    }

    [Theory]
    [InlineData("unixTime", 1)]
    [InlineData("utcTime", 2)]
    [InlineData("utcTimeWithSeconds", 1)]
    [InlineData("generalizedTime", 1)]
    [InlineData("generalizedTimeWithMilliseconds", 2)]
    public void Every_form_of_log_time_is_read_back_as_the_same_moment(string format, int forms)
    {
        var encodings = LogTime.Encodings(format, s_time);

        Assert.Equal(forms, encodings.Count);
        var read = LogTime.Read(encodings[0]);
        Assert.Equal(s_time, read);
        Assert.Equal(s_time, new LogSeal(new byte[32], s_sha256, 1, encodings[0]).Time);
        var whole = WorkedExample.Finish with { Seal = WorkedExample.Finish.Seal with { EncodedTime = encodings[^1] } };
        Assert.True(SignedLogMessage.TryRead(whole.WithSignature(new byte[96]), out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0500")]
    [InlineData("02")]
    [InlineData("0201ff")]
    [InlineData("0209010000000000000000")]
    [InlineData("170131")]
    [InlineData("180131")]
    public void What_is_no_log_time_is_not_read(string hex) => Assert.Null(LogTime.Read(Convert.FromHexString(hex)));

    [Fact]
    public void A_seal_without_a_readable_time_is_a_bug_of_the_caller() => Assert.Throws<InvalidOperationException>(
        () => new LogSeal(new byte[32], s_sha256, 1, [5, 0]).Time);

    [Fact]
    public void A_message_with_any_byte_cut_off_or_added_is_not_read()
    {
        var file = WorkedExample.Finish.WithSignature(Convert.FromBase64String(WorkedExample.FinishSignature));

        Assert.All(Enumerable.Range(0, file.Length), length => Assert.False(
            SignedLogMessage.TryRead(file.AsMemory(0, length), out _)));
        Assert.False(SignedLogMessage.TryRead(new byte[] { 0x30, 0 }, out _));
        Assert.False(SignedLogMessage.TryRead((byte[])[.. file, 0], out _));
    }

    [Fact]
    public void A_message_with_a_byte_changed_is_refused_or_says_something_else()
    {
        var file = WorkedExample.Finish.WithSignature(Convert.FromBase64String(WorkedExample.FinishSignature));
        for (var i = 0; i < file.Length; i++)
        {
            byte[] changed = [.. file[..i], (byte)(file[i] ^ 0x81), .. file[(i + 1)..]];

            Assert.True(
                !SignedLogMessage.TryRead(changed, out var read)
                || read.Message.WithSignature(read.Signature).AsSpan().SequenceEqual(changed));
        }
    }

    [Fact]
    public void An_algorithm_is_found_by_name_and_by_number()
    {
        Assert.Equal("0.4.0.127.0.7.1.1.4.1.3", s_sha256.Oid);
        Assert.Same(s_sha256, SignatureAlgorithm.FindByOid("0.4.0.127.0.7.1.1.4.1.3"));
        Assert.Null(SignatureAlgorithm.Find("ecdsa-plain-sha256"));
        Assert.Null(SignatureAlgorithm.FindByOid("1.2.840.10045.4.3.2"));
    }
}
