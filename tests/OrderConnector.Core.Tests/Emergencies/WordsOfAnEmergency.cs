using OrderConnector.Core.Emergencies;

namespace OrderConnector.Core.Tests.Emergencies;

public sealed class WordsOfAnEmergency
{
    [Fact]
    public void Procedures_and_slips_are_written_and_read_by_name()
    {
        Assert.Equal(
            ["flagByHand", "collectLater"],
            Enum.GetValues<EmergencyProcedure>().Select(procedure => procedure.ToWire()));
        Assert.Equal(EmergencyProcedure.CollectLater, EmergencyProcedureNames.FromWire("collectLater"));
        Assert.Null(EmergencyProcedureNames.FromWire("CollectLater"));
        Assert.Equal(["paperSlip", "tillReceipt"], Enum.GetValues<SlipKind>().Select(kind => kind.ToWire()));
        Assert.Equal(SlipKind.TillReceipt, SlipKindNames.FromWire("tillReceipt"));
        Assert.Null(SlipKindNames.FromWire(null));
    }

    [Theory]
    [InlineData("17", "17")]
    [InlineData("  B 17/2 ", "B 17/2")]
    [InlineData("", null)]
    [InlineData("   ", null)]
    [InlineData(null, null)]
    [InlineData("a\nb", null)]
    public void A_slips_number_is_what_is_printed_on_it(string? text, string? number) =>
        Assert.Equal(number, SlipNumber.Read(text));

    [Fact]
    public void A_number_of_sixty_characters_is_the_longest()
    {
        Assert.NotNull(SlipNumber.Read(new string('9', SlipNumber.MaxLength)));
        Assert.Null(SlipNumber.Read(new string('9', SlipNumber.MaxLength + 1)));
    }
}
