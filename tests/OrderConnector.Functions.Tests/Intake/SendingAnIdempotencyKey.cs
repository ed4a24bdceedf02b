using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Intake;

public sealed class SendingAnIdempotencyKey : IAsyncLifetime
{
    private const string Header = "Idempotency-Key";
    private CloudUnderTest _cloud = null!;
    private HttpClient _shop = null!;

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync();
        _shop = _cloud.Shop();
    }

    public async Task DisposeAsync()
    {
        _shop.Dispose();
        await _cloud.DisposeAsync();
    }

    [Theory]
    [InlineData("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", "8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("8e03978e-40d5-43dd-bc93-6894a57f9324", "8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("\"a \\\"b\\\" \\\\\"", "a \"b\" \\")]
    [InlineData("\"a\";foo=1", "a")]
    [InlineData("  \"a\"  ", "a")]
    [InlineData("\"a", null)]
    [InlineData("\"a\"b", null)]
    [InlineData("\"a\\b\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("", null)]
    [InlineData("ä", null)]
    public void A_key_is_read_quoted_or_bare(string header, string? key) =>
        Assert.Equal(key, IdempotencyHeader.Parse(header));

    [Fact]
    public void A_key_has_at_most_255_characters()
    {
        Assert.NotNull(IdempotencyHeader.Parse(new string('k', 255)));
        Assert.Null(IdempotencyHeader.Parse(new string('k', 256)));
    }

    [Fact]
    public async Task The_same_key_with_the_same_order_finds_the_order()
    {
        var first = await _shop.PostAsync(Calls.Orders, Calls.Order("A-1"), (Header, "\"k-1\""));
        var order = Calls.Order("A-1");
        var again = await _shop.PostAsync(Calls.Orders, order, (Header, "\"k-2\""));
        var repeat = await _shop.PostAsync(Calls.Orders, order, (Header, "\"k-2\""));

        Assert.Equal(201, first.Status);
        Assert.Equal((200, 200), (again.Status, repeat.Status));
        Assert.Equal(first["id"], repeat["id"]);
    }

    [Fact]
    public async Task The_same_key_with_another_order_is_422_and_stores_nothing()
    {
        await _shop.PostAsync(Calls.Orders, Calls.Order("A-1"), (Header, "\"k-1\""));

        var refused = await _shop.PostAsync(Calls.Orders, Calls.Order("A-2"), (Header, "k-1"));

        Assert.Equal((422, "idempotency-key-reused"), (refused.Status, refused.Problem));
        var found = await _shop.ReadAsync($"{Calls.Orders}?externalId=A-2");
        Assert.Empty(found.Json.GetProperty("orders").EnumerateArray());
    }

    [Fact]
    public async Task Keys_of_two_channels_do_not_meet()
    {
        using var kiosk = _cloud.Client(_cloud.OtherChannelKey);
        await _shop.PostAsync(Calls.Orders, Calls.Order("A-1"), (Header, "\"k-1\""));

        Assert.Equal(201, (await kiosk.PostAsync(Calls.Orders, Calls.Order("A-2"), (Header, "\"k-1\""))).Status);
    }

    [Fact]
    public async Task A_malformed_order_is_400_before_its_key_is_looked_at()
    {
        await _shop.PostAsync(Calls.Orders, Calls.Order("A-1"), (Header, "\"k-1\""));

        Assert.Equal(400, (await _shop.PostTextAsync(Calls.Orders, "{}", headers: (Header, "\"k-1\""))).Status);
    }

    [Fact]
    public async Task A_reused_key_is_422_before_the_external_id_is_409()
    {
        await _shop.PostAsync(Calls.Orders, Calls.Order("A-1"), (Header, "\"k-1\""));
        var other = Calls.Order("A-1");
        other["note"] = "changed";

        Assert.Equal(422, (await _shop.PostAsync(Calls.Orders, other, (Header, "\"k-1\""))).Status);
        Assert.Equal(409, (await _shop.PostAsync(Calls.Orders, other, (Header, "\"k-2\""))).Status);
    }

    [Fact]
    public async Task A_key_that_cannot_be_read_is_400()
    {
        var refused = await _shop.PostAsync(Calls.Orders, Calls.Order("A-1"), (Header, "\"open"));

        Assert.Equal((400, "idempotency-key-malformed"), (refused.Status, refused.Problem));
    }
}
