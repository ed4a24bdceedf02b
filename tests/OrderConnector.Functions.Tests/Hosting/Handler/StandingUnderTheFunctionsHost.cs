using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrderConnector.Functions.Hosting;
using OrderConnector.Functions.Hosting.Handler;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Hosting.Handler;

/// <summary>What the published process shows under a host is shown here without one, as far as one process can.</summary>
public sealed class StandingUnderTheFunctionsHost
{
    private const string Envelope = """{"Data":{"timer":{"IsPastDue":false}},"Metadata":{}}""";
    private const string Allowed = "Hosting:AllowEmbeddedStore=true";

    [Fact]
    public async Task The_timers_inside_are_silent_and_the_hosts_call_does_their_work()
    {
        await using var cloud = await StartAsync();

        var inside = cloud.Services.GetServices<IHostedService>().Where(service => service is Timers or RepeatedWork);
        var (status, type, body) = await CallAsync(cloud, "fn-minute");

        Assert.Empty(inside);
        Assert.Equal((HttpStatusCode.OK, "application/json", "{}"), (status, type, body));
    }

    [Theory]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded-Host", "shop.example")]
    [InlineData("x-ms-invocation-id", "2c0c6d0e-4d6f-4bb0-8d2a-3e0f5ad3a7a1")]
    public async Task A_call_that_came_through_the_proxy_reaches_no_trigger(string header, string value)
    {
        await using var cloud = await StartAsync();

        var (status, type, _) = await CallAsync(cloud, "fn-minute", (header, value));

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (status, type));
    }

    [Fact]
    public async Task Work_that_fails_is_told_to_the_host_so_that_it_is_on_its_record()
    {
        await using var cloud = await StartAsync(
            FailingStore.Over(nameof(IOrderStore.ExpireAsync), () => new SqliteException("disk I/O error", 10)));

        var (status, type, _) = await CallAsync(cloud, "fn-minute");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (status, type));
    }

    [Fact]
    public async Task What_is_no_envelope_is_refused()
    {
        await using var cloud = await StartAsync();
        using var http = cloud.Client(null);

        using var answer = await http.PostAsync("/fn-minute", new StringContent("null", Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Alone_there_is_no_trigger_at_all()
    {
        await using var cloud = await CloudUnderTest.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await CallAsync(cloud, "fn-minute")).Status);
    }

    [Fact]
    public async Task A_store_that_would_go_with_the_instance_stops_the_start()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(
            () => CloudUnderTest.StartAsync(null, null, Port()));

        Assert.Contains("Hosting:AllowEmbeddedStore", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_none_stops_the_start() => await Assert.ThrowsAsync<FormatException>(
        () => CloudUnderTest.StartAsync(null, null, "FUNCTIONS_CUSTOMHANDLER_PORT=x", Allowed));

    [Fact]
    public async Task It_listens_where_the_host_calls_and_nowhere_else()
    {
        await using var cloud = await StartAsync();

        Assert.Equal("127.0.0.1", cloud.Address.Host);
        Assert.Single(cloud.App.Urls);
    }

    private static Task<CloudUnderTest> StartAsync(Action<IServiceCollection>? change = null) =>
        CloudUnderTest.StartAsync(null, change, Port(), Allowed);

    private static string Port()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return FormattableString.Invariant(
            $"FUNCTIONS_CUSTOMHANDLER_PORT={((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    private static async Task<(HttpStatusCode Status, string? Type, string Body)> CallAsync(
        CloudUnderTest cloud, string function, params (string Name, string Value)[] headers)
    {
        using var http = cloud.Client(null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/" + function)
        {
            Content = new StringContent(Envelope, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }
}
