using OrderConnector.Fiscal.Tss;

namespace OrderConnector.Fiscal.Tests.Tss;

public sealed class QrTextTests
{
    [Fact]
    public void The_worked_example_is_written_as_published()
    {
        Assert.Equal(421, WorkedExample.Qr.Length);
        Assert.Equal(WorkedExample.Qr, QrText.Write(WorkedExample.Signature));
    }

    [Fact]
    public void Semicolons_inside_the_signed_data_stay_there()
    {
        var data = new ProcessData("Bestellung-V1", "2;\"Pizza; groß\";9.90\r1;\"Cola\";2.50");

        Assert.True(QrText.TryRead(QrText.Write(WorkedExample.Signature with { Data = data }), out var read));

        Assert.Equal(data, read.Data);
        Assert.Equal(("SHOP-BER-01", 127, 256), (read.ClientId, read.TransactionNumber, read.SignatureCounter));
    }

    [Fact]
    public void Times_of_another_offset_are_read_as_the_same_moment()
    {
        var text = WorkedExample.Qr.Replace("11:22:35.000Z", "12:22:35+01:00", StringComparison.Ordinal);

        Assert.True(QrText.TryRead(text, out var read));
        Assert.Equal(WorkedExample.Signature.FinishedAt, read.FinishedAt);
    }

    [Theory]
    [InlineData("V0;", "V1;")]
    [InlineData(";127;", ";-127;")]
    [InlineData(";127;", ";99999999999999999999;")]
    [InlineData(";256;", ";x;")]
    [InlineData("2026-03-14T11:22:33.000Z", "14.03.2026")]
    [InlineData("2026-03-14T11:22:35.000Z", "")]
    [InlineData("unixTime;", "")]
    public void What_is_no_receipt_code_is_not_read(string part, string instead) => Assert.False(
        QrText.TryRead(WorkedExample.Qr.Replace(part, instead, StringComparison.Ordinal), out _));

    [Theory]
    [InlineData("SHOP-BER-01", true)]
    [InlineData("A '()+,-.:=?z9", true)]
    [InlineData("", false)]
    [InlineData(" A", false)]
    [InlineData("A ", false)]
    [InlineData("A/B", false)]
    [InlineData("A_B", false)]
    [InlineData("Ä", false)]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234567890", true)]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901", false)]
    public void A_serial_number_has_the_characters_a_tss_takes(string text, bool valid) =>
        Assert.Equal(valid, EasSerialNumber.IsValid(text));
}
