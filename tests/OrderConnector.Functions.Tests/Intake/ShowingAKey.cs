using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;
using OrderConnector.Simulators.World;

namespace OrderConnector.Functions.Tests.Intake;

public sealed class ShowingAKey : IAsyncLifetime
{
    private readonly SimulatedClock _clock = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private CloudUnderTest _cloud = null!;

    public async Task InitializeAsync() => _cloud = await CloudUnderTest.StartAsync(_clock);

    public async Task DisposeAsync() => await _cloud.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("ch_0000000000000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_key_nobody_gave_out_opens_nothing(string? key)
    {
        using var http = new HttpClient { BaseAddress = _cloud.Address };
        if (key is not null)
        {
            http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + key);
        }

        var refused = await http.ReadAsync($"{Calls.Orders}?externalId=a");

        Assert.Equal((401, "unauthorized"), (refused.Status, refused.Problem));
        Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task The_right_id_with_another_secret_opens_nothing()
    {
        var (own, other) = (_cloud.ChannelKey.Split('.'), _cloud.OtherChannelKey.Split('.'));
        using var http = _cloud.Client($"{own[0]}.{other[1]}");

        Assert.Equal(401, (await http.ReadAsync($"{Calls.Orders}?externalId=a")).Status);
    }

    [Theory]
    [InlineData("/api/v1/orders?externalId=a", KeyPurpose.Operator)]
    [InlineData("/api/v1/orders?externalId=a", KeyPurpose.Agent)]
    [InlineData("/api/v1/orders?externalId=a", KeyPurpose.Registration)]
    [InlineData("/api/v1/branches/berlin-mitte/numbers", KeyPurpose.Agent)]
    [InlineData("/agent/v1/master-data/1", KeyPurpose.Operator)]
    [InlineData("/agent/v1/master-data/1", KeyPurpose.Registration)]
    public async Task A_key_opens_only_what_it_was_made_for(string path, KeyPurpose purpose)
    {
        var key = await _cloud.AddKeyAsync("xx", purpose, "somebody", [CloudUnderTest.Branch]);
        using var http = _cloud.Client(key);

        Assert.Equal(401, (await http.ReadAsync(path)).Status);
    }

    [Fact]
    public async Task A_channels_key_does_not_open_the_number_register()
    {
        using var http = _cloud.Shop();

        Assert.Equal(401, (await http.ReadAsync("/api/v1/branches/berlin-mitte/numbers")).Status);
    }

    [Fact]
    public async Task A_key_ends_when_it_expires()
    {
        var end = _clock.GetUtcNow().AddDays(1);
        var key = await _cloud.AddKeyAsync("op", KeyPurpose.Operator, "guest", [], end);
        using var http = _cloud.Client(key);
        const string Path = "/api/v1/branches/berlin-mitte/numbers";

        Assert.Equal(200, (await http.ReadAsync(Path)).Status);
        _clock.Advance(TimeSpan.FromDays(1));
        var refused = await http.ReadAsync(Path);

        Assert.Equal((401, "key-expired"), (refused.Status, refused.Problem));
    }

    [Fact]
    public async Task A_new_key_opens_at_once_even_where_it_was_tried_before()
    {
        var key = Core.Keys.SecretKey.From("op", System.Security.Cryptography.RandomNumberGenerator.GetBytes(40));
        using var http = _cloud.Client(key.ToString());
        const string Path = "/api/v1/branches/berlin-mitte/numbers";
        Assert.Equal(401, (await http.ReadAsync(Path)).Status);

        await _cloud.Store.AddKeyAsync(
            new StoredKey(key.Id, key.Hash(), KeyPurpose.Operator, "new", [], 0, _clock.GetUtcNow(), null, null), default);

        Assert.Equal(200, (await http.ReadAsync(Path)).Status);
    }
}
