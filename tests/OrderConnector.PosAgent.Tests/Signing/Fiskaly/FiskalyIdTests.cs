using OrderConnector.PosAgent.Signing.Fiskaly;

namespace OrderConnector.PosAgent.Tests.Signing.Fiskaly;

public sealed class FiskalyIdTests
{
    private const string Tss = "6f0d2f5c-6c0b-4b43-9a2d-1f5f3c1e7a10";
    private const string OtherTss = "7f0d2f5c-6c0b-4b43-9a2d-1f5f3c1e7a10";
    private static readonly string s_reference = new('a', 32);
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_receipt_has_the_same_id_for_ever() => Assert.Equal(
        "967b3c45-e9aa-4b13-bb24-045830571cfd", FiskalyId.OfTransaction(Tss, s_reference, attempt: 0));

    [Fact]
    public void Every_id_has_the_form_of_a_version_4_uuid()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var id = FiskalyId.OfTransaction(Tss, s_reference, attempt);

            Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id);
        }
    }

    /// <summary>Two shops may share channel and order number; fiskaly knows only one system-wide name space.</summary>
    [Fact]
    public void Whatever_makes_a_difference_makes_another_id()
    {
        string[] ids =
        [
            FiskalyId.OfTransaction(Tss, s_reference, 0),
            FiskalyId.OfTransaction(Tss, s_reference, 1),
            FiskalyId.OfTransaction(Tss, new string('b', 32), 0),
            FiskalyId.OfTransaction(OtherTss, s_reference, 0),
            FiskalyId.OfExport(Tss, 1, 2, s_now),
            FiskalyId.OfExport(Tss, 1, 3, s_now),
            FiskalyId.OfExport(Tss, 0, 2, s_now),
            FiskalyId.OfExport(Tss, 1, 2, s_now.AddMilliseconds(1)),
            FiskalyId.OfExport(OtherTss, 1, 2, s_now),
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }
}
