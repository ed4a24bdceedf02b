using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrderConnector.Simulators.Processes;

/// <summary>Stands before Azurite and can hold back the messages that are put in: sent by the client, never there.</summary>
public sealed class QueueFront : IAsyncDisposable
{
    private static readonly string[] s_ofTheConnection = ["Host", "Transfer-Encoding", "Connection", "Keep-Alive"];

    private readonly AzuriteServer _azurite;
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private QueueFront(AzuriteServer azurite)
    {
        _azurite = azurite;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(ForwardAsync);
    }

    /// <summary>While true, a message that is put in hangs.</summary>
    public bool HoldsMessages { get; set; }

    /// <summary>Ends with the first message that was held back.</summary>
    public Task Held => _held.Task;

    /// <summary>Leads to the account through this front.</summary>
    public string ConnectionString => _azurite.ConnectionString.Replace(
        _azurite.Endpoint.GetLeftPart(UriPartial.Authority), _app.Urls.Single(), StringComparison.Ordinal);

    /// <summary>A new one, listening.</summary>
    public static async Task<QueueFront> StartAsync(AzuriteServer azurite)
    {
        var front = new QueueFront(azurite);
        await front._app.StartAsync();
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        if (HoldsMessages && context.Request.Method == "POST")
        {
            _held.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            context.Abort();
            return;
        }

        var target = new Uri(_azurite.Endpoint, context.Request.Path + context.Request.QueryString);
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), target);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        request.Content = new ByteArrayContent(body.ToArray());
        foreach (var (name, value) in context.Request.Headers.Where(header => !s_ofTheConnection.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value.AsEnumerable()))
            {
                request.Content.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, value.AsEnumerable());
            }
        }

        using var answer = await _http.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers)
            .Where(header => !s_ofTheConnection.Contains(header.Key)))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        if (answer.StatusCode is not HttpStatusCode.NoContent)
        {
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }
}
