using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using OrderConnector.Simulators.FunctionsHost;

namespace OrderConnector.Process.Tests.FunctionsHost;

/// <summary>What the host's proxy does to a request must not be seen by shops.</summary>
[Collection(Published.Collection)]
public sealed class HttpThroughTheHost(Published published) : IAsyncLifetime
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));
    private HostedBranch _branch = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _branch = await HostedBranch.StartAsync(published, _limit.Token);
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            BaseAddress = _branch.Host.Url,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _branch.ChannelKey);
    }

    public async Task DisposeAsync()
    {
        _branch.AssertQuiet();
        _http.Dispose();
        await _branch.DisposeAsync();
        _limit.Dispose();
    }

    [LinuxFact]
    public async Task A_body_in_chunks_arrives_whole()
    {
        // Spaces make it long: 200,000 bytes of a valid document.
        var document = Encoding.UTF8.GetString(HostedBranch.Order("CHUNKS"));
        var padded = Encoding.UTF8.GetBytes(document + new string(' ', 200_000 - document.Length));

        var (status, _) = await PostAsync(new Chunks(padded));

        Assert.Equal(HttpStatusCode.Created, status);
    }

    [LinuxTheory]
    [InlineData(300_000, false)]
    [InlineData(300_000, true)]
    [InlineData(5_000_000, false)]
    [InlineData(5_000_000, true)]
    [InlineData(40_000_000, false)]
    [InlineData(40_000_000, true)]
    public async Task A_body_that_is_too_large_is_refused_in_our_words(int bytes, bool chunked)
    {
        var (status, problem) = await PostAsync(
            chunked ? new Chunks(new byte[bytes]) : new ByteArrayContent(new byte[bytes]));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "/problems/body-too-large"), (status, problem));
    }

    [LinuxFact]
    public async Task Who_sends_too_much_slowly_is_refused_in_our_words_too()
    {
        // Longer than the server would wait for the rest by itself: the proxy looks at the answer after the last byte.
        var (status, problem) = await PostAsync(new Chunks(new byte[300_000], TimeSpan.FromSeconds(7)));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "/problems/body-too-large"), (status, problem));
    }

    [LinuxTheory]
    [InlineData(300_000)]
    [InlineData(40_000_000)]
    public async Task Who_asks_before_sending_too_much_is_refused_in_our_words(int bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders")
        {
            Content = Json(new ByteArrayContent(new byte[bytes])),
        };
        request.Headers.ExpectContinue = true;
        using var answer = await _http.SendAsync(request, _limit.Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [LinuxFact]
    public async Task A_key_that_is_wrong_is_told_even_where_the_body_is_long()
    {
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "nobody");

        var (status, problem) = await PostAsync(new ByteArrayContent(new byte[2_000_000]));

        Assert.Equal((HttpStatusCode.Unauthorized, "/problems/unauthorized"), (status, problem));
    }

    [LinuxFact]
    public async Task A_query_with_a_key_twice_arrives_as_it_was()
    {
        using var shop = _branch.Shop();
        var posted = await shop.PostOrderAsync(HostedBranch.Order("TWICE"), _limit.Token);

        var once = await shop.GetAsync("/api/v1/orders?externalId=TWICE", _limit.Token);
        var twice = await shop.GetAsync("/api/v1/orders?externalId=OTHER&externalId=TWICE", _limit.Token);
        using var alone = await AskHandlerAsync("/api/v1/orders?externalId=OTHER&externalId=TWICE");

        Assert.Equal(posted.Id, once.Body.GetProperty("orders")[0].GetProperty("id").GetString());
        Assert.Equal((int)alone.StatusCode, twice.Status);
        Assert.Equal(await alone.Content.ReadAsStringAsync(_limit.Token), twice.Body.GetRawText());
    }

    [LinuxFact]
    public void An_address_that_belongs_to_the_host_is_none_of_ours() => Assert.DoesNotContain(
        OrderConnector.Functions.Hosting.Routes.All,
        route => route.Pattern.StartsWith("/admin", StringComparison.OrdinalIgnoreCase)
            || route.Pattern.StartsWith("/runtime", StringComparison.OrdinalIgnoreCase));

    [LinuxFact]
    public async Task The_front_page_is_ours_and_not_the_hosts_question()
    {
        using var answer = await _http.GetAsync("/", _limit.Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [LinuxFact]
    public async Task The_port_of_the_handler_is_open_to_this_machine_only()
    {
        var handler = await _branch.Host.HandlerAsync(_limit.Token);
        foreach (var address in await Dns.GetHostAddressesAsync(Dns.GetHostName(), AddressFamily.InterNetwork))
        {
            if (!IPAddress.IsLoopback(address))
            {
                using var socket = new TcpClient();
                await Assert.ThrowsAnyAsync<SocketException>(
                    () => socket.ConnectAsync(address, handler.Url.Port, _limit.Token).AsTask());
            }
        }
    }

    private async Task<HttpResponseMessage> AskHandlerAsync(string path)
    {
        var handler = await _branch.Host.HandlerAsync(_limit.Token);
        return await _http.GetAsync(new Uri(handler.Url, path), _limit.Token);
    }

    private async Task<(HttpStatusCode Status, string? Problem)> PostAsync(HttpContent content)
    {
        using var answer = await _http.PostAsync("/api/v1/orders", Json(content), _limit.Token);
        var body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(_limit.Token)).RootElement;
        return (answer.StatusCode, body.TryGetProperty("type", out var type) ? type.GetString() : null);
    }

    private static HttpContent Json(HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    /// <summary>A body that does not tell its length, and may pause before its end.</summary>
    private sealed class Chunks(byte[] bytes, TimeSpan pause = default) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var last = bytes.Length - 1;
            for (var at = 0; at < last; at += 7_000)
            {
                await stream.WriteAsync(bytes.AsMemory(at, Math.Min(7_000, last - at)));
            }

            await stream.FlushAsync();
            await Task.Delay(pause);
            await stream.WriteAsync(bytes.AsMemory(last));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
