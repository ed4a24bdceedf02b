using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OrderConnector.PosAgent.Issuing;
using OrderConnector.Simulators.Compliance;
using OrderConnector.Simulators.Tills;

namespace OrderConnector.PosAgent.Tests.Issuing;

public sealed class HttpPosSinkTests : PosSinkCompliance
{
    private const string Secret = "till-secret";
    private SimulatedTill _till = null!;
    private HttpPosSink _sink = null!;

    protected override IPosSink Sink => _sink;

    protected override int KeptOrders => _till.Drawer.Orders.Count;

    protected override IReadOnlyList<TillFault> Faults { get; } =
        [TillFault.Away, TillFault.Refuses, TillFault.Hangs, TillFault.LosesTheAnswer];

    public override async Task InitializeAsync()
    {
        _till = await SimulatedTill.OpenAsync(Secret);
        _sink = To(_till.Url);
    }

    public override async Task DisposeAsync() => await _till.DisposeAsync();

    protected override byte[]? Kept(string orderId) => _till.Drawer.Orders.GetValueOrDefault(orderId);

    protected override void Break(TillFault fault, string orderId) => _till.Fault = fault;

    [Fact]
    public async Task A_known_order_that_is_answered_with_409_is_handed_over()
    {
        _till.AnswersKnownWithConflict = true;
        await _sink.HandOverAsync(Id(1), Document(1), CancellationToken.None);
        var again = await _sink.HandOverAsync(Id(1), Document(1), CancellationToken.None);

        Assert.Equal(HandOverOutcomeKind.HandedOver, again.Kind);
        Assert.Equal(2, _till.Drawer.Offers(Id(1)));
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_stands_in_no_detail()
    {
        var outcome = await To(_till.Url, "another-secret").HandOverAsync(Id(1), Document(1), CancellationToken.None);

        Assert.Equal(new HandOverOutcome(HandOverOutcomeKind.Refused, "The point of sale answered 401."), outcome);
    }

    [Fact]
    public async Task A_till_that_is_switched_off_is_unavailable_and_gets_the_order_when_it_is_back()
    {
        var url = _till.Url;
        await _till.DisposeAsync();
        var off = await _sink.HandOverAsync(Id(1), Document(1), CancellationToken.None);
        _till = await SimulatedTill.OpenAsync(Secret, url.Port, _till.Drawer);
        var on = await _sink.HandOverAsync(Id(1), Document(1), CancellationToken.None);

        Assert.Equal(HandOverOutcomeKind.Unavailable, off.Kind);
        Assert.Equal(HandOverOutcomeKind.HandedOver, on.Kind);
    }

    [Fact]
    public async Task A_time_out_really_hangs_up()
    {
        _till.Fault = TillFault.Hangs;
        var outcome = await _sink.HandOverAsync(Id(1), Document(1), CancellationToken.None);
        for (var waits = 0; waits < 100 && _till.Hanging > 0; waits++)
        {
            await Task.Delay(20);
        }

        Assert.Equal("The point of sale did not answer in time.", outcome.Detail);
        Assert.Equal(0, _till.Hanging);
    }

    [Theory]
    [InlineData(200, HandOverOutcomeKind.HandedOver)]
    [InlineData(202, HandOverOutcomeKind.HandedOver)]
    [InlineData(204, HandOverOutcomeKind.HandedOver)]
    [InlineData(302, HandOverOutcomeKind.Unavailable)]
    [InlineData(400, HandOverOutcomeKind.Refused)]
    [InlineData(404, HandOverOutcomeKind.Refused)]
    [InlineData(408, HandOverOutcomeKind.Unavailable)]
    [InlineData(409, HandOverOutcomeKind.Refused)]
    [InlineData(422, HandOverOutcomeKind.Refused)]
    [InlineData(425, HandOverOutcomeKind.Unavailable)]
    [InlineData(429, HandOverOutcomeKind.Unavailable)]
    [InlineData(500, HandOverOutcomeKind.Unavailable)]
    [InlineData(503, HandOverOutcomeKind.Unavailable)]
    public async Task Each_status_means_one_thing(int status, HandOverOutcomeKind expected)
    {
        await using var server = await AnsweringServer.StartAsync(call =>
        {
            call.Response.StatusCode = status;
            call.Response.Headers.Location = "http://127.0.0.1:9/elsewhere";
            return Task.CompletedTask;
        });

        Assert.Equal(expected, await Outcome(server));
    }

    [Theory]
    [InlineData("{\"orderId\":\"ORDER\"}", HandOverOutcomeKind.HandedOver)]
    [InlineData("{\"orderId\":\"8c0f0000000000000000000000000000\"}", HandOverOutcomeKind.Refused)]
    [InlineData("{\"orderId\":17}", HandOverOutcomeKind.Refused)]
    [InlineData("[]", HandOverOutcomeKind.Refused)]
    [InlineData("<html>", HandOverOutcomeKind.Refused)]
    public async Task A_409_counts_only_where_it_names_the_order(string body, HandOverOutcomeKind expected)
    {
        await using var server = await AnsweringServer.StartAsync(async call =>
        {
            call.Response.StatusCode = 409;
            await call.Response.WriteAsync(body.Replace("ORDER", Id(1), StringComparison.Ordinal));
        });

        Assert.Equal(expected, await Outcome(server));
    }

    [Fact]
    public async Task A_409_may_name_the_order_in_its_header()
    {
        await using var server = await AnsweringServer.StartAsync(call =>
        {
            call.Response.StatusCode = 409;
            call.Response.Headers["Idempotency-Key"] = call.Request.Headers["Idempotency-Key"];
            return Task.CompletedTask;
        });

        Assert.Equal(HandOverOutcomeKind.HandedOver, await Outcome(server));
    }

    [Fact]
    public async Task A_409_that_never_ends_is_read_no_further_than_needed()
    {
        var filler = Encoding.UTF8.GetBytes(new string('x', 8192));
        await using var server = await AnsweringServer.StartAsync(async call =>
        {
            call.Response.StatusCode = 409;
            while (!call.RequestAborted.IsCancellationRequested)
            {
                await call.Response.Body.WriteAsync(filler, call.RequestAborted);
            }
        });

        Assert.Equal(HandOverOutcomeKind.Refused, await Outcome(server));
    }

    [Theory]
    [InlineData("http://till.example/orders")]
    [InlineData("https://user:password@till.example/orders")]
    [InlineData("ftp://127.0.0.1/orders")]
    public void An_address_that_would_carry_data_in_the_open_is_refused(string url) =>
        Assert.Throws<ArgumentException>(() => To(new Uri(url)));

    [Theory]
    [InlineData("https://till.example/orders")]
    [InlineData("http://localhost:8080/orders")]
    [InlineData("http://[::1]:8080/orders")]
    public void An_address_that_is_safe_is_taken(string url) => Assert.True(HttpPosSink.IsSafe(new Uri(url)));

    private static HttpPosSink To(Uri url, string? secret = Secret) =>
        new(HttpPosSink.Transport(), url, secret, Timeout, TimeProvider.System);

    private static async Task<HandOverOutcomeKind> Outcome(AnsweringServer server) =>
        (await To(server.Url).HandOverAsync(Id(1), Document(1), CancellationToken.None)).Kind;
}
