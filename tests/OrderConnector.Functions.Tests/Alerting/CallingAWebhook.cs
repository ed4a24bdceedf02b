using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Texts;
using OrderConnector.Functions.Alerting;

namespace OrderConnector.Functions.Tests.Alerting;

/// <summary>Against a listener that asks what a receiver has to ask.</summary>
public sealed class CallingAWebhook : IAsyncLifetime
{
    private static readonly byte[] s_secret = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];

    private static readonly NoticeView s_notice = new(
        "n1", NoticeKind.Test, Language.German, "mitte", "Mitte", "Europe/Berlin", null, DateTimeOffset.UnixEpoch, null,
        null);

    private readonly List<(string Id, bool IsGenuine)> _heard = [];
    private WebApplication _receiver = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _receiver = builder.Build();
        _receiver.Run(HearAsync);
        await _receiver.StartAsync();
    }

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Theory]
    [InlineData("/200", NotifyResult.Sent, null)]
    [InlineData("/204", NotifyResult.Sent, null)]
    // A redirect is not followed: the signed body would go where nobody has chosen.
    [InlineData("/302", NotifyResult.Failed, null)]
    [InlineData("/410", NotifyResult.Refused, null)]
    [InlineData("/429", NotifyResult.Failed, 7)]
    [InlineData("/500", NotifyResult.Failed, null)]
    public async Task A_call_is_signed_and_its_answer_judged(string path, NotifyResult result, int? retryAfter)
    {
        var outcome = await CallAsync(_receiver.Urls.Single() + path);

        Assert.Equal((result, retryAfter), (outcome.Result, (int?)outcome.RetryAfter?.TotalSeconds));
        Assert.Equal(("n1", true), Assert.Single(_heard));
    }

    [Fact]
    public async Task Inside_the_own_network_nobody_is_called_unless_allowed()
    {
        var outcome = await CallAsync(_receiver.Urls.Single() + "/200", allowPrivate: false);

        Assert.Equal(NotifyResult.Failed, outcome.Result);
        Assert.Contains("Alerting:AllowPrivateWebhooks", outcome.Detail, StringComparison.Ordinal);
        Assert.Empty(_heard);
    }

    [Fact]
    public async Task Nobody_there_is_no_exception() =>
        Assert.Equal(NotifyResult.Failed, (await CallAsync("http://127.0.0.1:1/")).Result);

    private static async Task<NotifyOutcome> CallAsync(string address, bool allowPrivate = true)
    {
        using var notifier = new WebhookNotifier(
            new AlertingOptions { AllowPrivateWebhooks = allowPrivate }, TimeProvider.System);
        return await notifier.NotifyAsync(s_notice, new NotifyTarget(address, "siren", s_secret), default);
    }

    private async Task HearAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers;
        _heard.Add((headers["webhook-id"]!, StandardWebhook.IsGenuine(
            StandardWebhook.ShowSecret(s_secret), headers["webhook-id"]!, headers["webhook-timestamp"]!,
            headers["webhook-signature"]!, body.ToArray(), DateTimeOffset.UtcNow)));
        context.Response.StatusCode = int.Parse(context.Request.Path.Value![1..]);
        context.Response.Headers.Location = "/200";
        if (context.Response.StatusCode == 429)
        {
            context.Response.Headers.RetryAfter = "7";
        }
    }
}
