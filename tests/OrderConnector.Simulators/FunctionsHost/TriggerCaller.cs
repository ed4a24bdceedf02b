using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrderConnector.Simulators.FunctionsHost;

/// <summary>Calls a trigger as the host does, without a key, and judges the answer as the host does.</summary>
internal static class TriggerCaller
{
    // The host follows redirects here; a handler that answers with one is refused, for it must not.
    private static readonly HttpClient s_http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseProxy = false, UseCookies = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    internal static async Task<InvocationOutcome> CallAsync(
        HandlerProcess handler, string function, JsonObject envelope, TimeSpan limit,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(handler.Url, function))
        {
            Content = new StringContent(envelope.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
        request.Headers.Add("X-Azure-Functions-HostVersion", "4.1052.0");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Azure-Functions-Host", "4.1052.0"));
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(limit);
        try
        {
            using var answer = await s_http.SendAsync(request, time.Token);
            return Judge(answer, await answer.Content.ReadAsStringAsync(time.Token));
        }
        catch (HttpRequestException exception)
        {
            return InvocationOutcome.Failed(exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // All that was under way in the handler is lost with it, as under the host.
            await handler.KillAsync();
            return InvocationOutcome.Failed($"It took longer than {limit}; the handler was killed.");
        }
    }

    private static InvocationOutcome Judge(HttpResponseMessage answer, string body) =>
        !answer.IsSuccessStatusCode ? InvocationOutcome.Failed($"It answered {(int)answer.StatusCode}: {body}")
        : answer.Content.Headers.ContentType?.MediaType != "application/json"
            ? InvocationOutcome.Failed($"It answered in {answer.Content.Headers.ContentType}.")
        : !IsObject(body) ? InvocationOutcome.Failed($"The host would wait for ever after \"{body}\".")
        : InvocationOutcome.Done;

    private static bool IsObject(string body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
