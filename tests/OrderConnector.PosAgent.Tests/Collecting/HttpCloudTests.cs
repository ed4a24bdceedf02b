using System.Net;
using System.Text;
using OrderConnector.Core.Agents;
using OrderConnector.PosAgent.Collecting;

namespace OrderConnector.PosAgent.Tests.Collecting;

public sealed class HttpCloudTests
{
    private static readonly ConfirmRequest s_request = new(["l1"]);

    [Fact]
    public async Task A_call_carries_the_secret_and_brings_the_answer()
    {
        var line = new Line(_ => Json(HttpStatusCode.OK, """{"confirmations":[{"lease":"l1","verdict":"yours"}]}"""));

        var outcome = await Cloud(line).ConfirmAsync(s_request, default);

        var done = Assert.IsType<CloudOutcome<ConfirmAnswer>.Done>(outcome);
        Assert.Equal(new Confirmation("l1", "yours", null), Assert.Single(done.Value.Confirmations));
        Assert.Equal("Bearer s3cret", line.Last!.Headers.Authorization!.ToString());
        Assert.Equal("https://cloud.example/base/agent/v1/confirm", line.Last.RequestUri!.AbsoluteUri);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(409)]
    [InlineData(413)]
    public async Task A_no_of_the_cloud_is_a_refusal_with_its_name(int status)
    {
        var line = new Line(_ => Json(
            (HttpStatusCode)status, """{"type":"/problems/not-owned","detail":"no","sequences":[7,9]}""",
            "application/problem+json"));

        var outcome = await Cloud(line).ConfirmAsync(s_request, default);

        var refused = Assert.IsType<CloudOutcome<ConfirmAnswer>.Refused>(outcome);
        Assert.Equal((status, "not-owned", "no"), (refused.Status, refused.Type, refused.Detail));
        Assert.Equal([7L, 9L], refused.Sequences);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(302)]
    public async Task Everything_that_may_pass_is_tried_again(int status)
    {
        var line = new Line(_ =>
        {
            var answer = Json((HttpStatusCode)status, "{}");
            answer.Headers.Add("Retry-After", "7");
            return answer;
        });

        var outcome = await Cloud(line).ConfirmAsync(s_request, default);

        var unavailable = Assert.IsType<CloudOutcome<ConfirmAnswer>.Unavailable>(outcome);
        Assert.Equal(TimeSpan.FromSeconds(7), unavailable.RetryAfter);
    }

    [Fact]
    public async Task A_page_of_somebody_else_is_no_answer() => Assert.IsType<CloudOutcome<ConfirmAnswer>.Unavailable>(
        await Cloud(new Line(_ => Json(HttpStatusCode.OK, "<html>Log in</html>"))).ConfirmAsync(s_request, default));

    [Fact]
    public async Task A_broken_line_is_no_answer() => Assert.IsType<CloudOutcome<ConfirmAnswer>.Unavailable>(
        await Cloud(new Line(_ => throw new HttpRequestException("reset"))).ConfirmAsync(s_request, default));

    [Fact]
    public async Task Whoever_stops_the_agent_stops_the_call()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Cloud(new Line(_ => Json(HttpStatusCode.OK, "{}"))).ConfirmAsync(s_request, stop.Token));
    }

    [Theory]
    [InlineData("https://cloud.example", "https://cloud.example/")]
    [InlineData("https://cloud.example/base/", "https://cloud.example/base/")]
    [InlineData("http://127.0.0.1:7071", "http://127.0.0.1:7071/")]
    [InlineData("http://localhost:7071", "http://localhost:7071/")]
    [InlineData("http://[::1]:7071", "http://[::1]:7071/")]
    public void A_cloud_is_https_or_on_this_machine(string text, string address) =>
        Assert.Equal(address, CloudAddress.Read(text).Address!.AbsoluteUri);

    [Theory]
    [InlineData("http://cloud.example", "must be https")]
    [InlineData("http://192.168.1.5:7071", "must be https")]
    [InlineData("ftp://cloud.example", "no address")]
    [InlineData("cloud.example", "no address")]
    [InlineData("", "no address")]
    public void Any_other_address_is_refused(string text, string reason)
    {
        var (address, fault) = CloudAddress.Read(text);

        Assert.Null(address);
        Assert.Contains(reason, fault, StringComparison.Ordinal);
    }

    private static HttpCloud Cloud(Line line) => new(
        new HttpClient(line) { BaseAddress = new Uri("https://cloud.example/base/") }, "s3cret", TimeProvider.System);

    private static HttpResponseMessage Json(HttpStatusCode status, string text, string type = "application/json") =>
        new(status) { Content = new StringContent(text, Encoding.UTF8, type) };

    private sealed class Line(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public HttpRequestMessage? Last { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Last = request;
            return Task.FromResult(answer(request));
        }
    }
}
