using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using OrderConnector.Core.Agents;

namespace OrderConnector.PosAgent.Collecting;

/// <summary>The cloud over HTTPS. Single calls only: who calls again, and when, is decided by the loops.</summary>
/// <param name="client">Has the cloud's address and no time-out of its own.</param>
/// <param name="secret">The agent's bearer secret.</param>
/// <param name="time">The clock of the time-outs.</param>
public sealed class HttpCloud(HttpClient client, string secret, TimeProvider time) : ICloud
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public Task<CloudOutcome<CollectAnswer>> CollectAsync(
        CollectRequest request, CancellationToken cancellationToken) => CallAsync<CollectAnswer>(
            () => Post("agent/v1/collect", request), s_patience + TimeSpan.FromSeconds(request.WaitSeconds),
            cancellationToken);

    /// <inheritdoc />
    public Task<CloudOutcome<ConfirmAnswer>> ConfirmAsync(
        ConfirmRequest request, CancellationToken cancellationToken) =>
        CallAsync<ConfirmAnswer>(() => Post("agent/v1/confirm", request), s_patience, cancellationToken);

    /// <inheritdoc />
    public Task<CloudOutcome<ReportsAnswer>> ReportAsync(
        ReportsRequest request, CancellationToken cancellationToken) =>
        CallAsync<ReportsAnswer>(() => Post("agent/v1/reports", request), s_patience, cancellationToken);

    /// <inheritdoc />
    public Task<CloudOutcome<SellerData>> ReadSellerDataAsync(int version, CancellationToken cancellationToken) =>
        CallAsync<SellerData>(
            () => new HttpRequestMessage(HttpMethod.Get, $"agent/v1/master-data/{version}"), s_patience,
            cancellationToken);

    /// <inheritdoc />
    public Task<CloudOutcome<VoidAnswer>> VoidAsync(
        string orderId, StaffVoidRequest request, CancellationToken cancellationToken) => CallAsync<VoidAnswer>(
            () => Post($"agent/v1/orders/{Uri.EscapeDataString(orderId)}/void", request), s_patience,
            cancellationToken);

    /// <summary>Enrols; needs no secret. May be repeated.</summary>
    public static Task<CloudOutcome<EnrolAnswer>> EnrolAsync(
        HttpClient client, EnrolRequest request, TimeProvider time, CancellationToken cancellationToken) =>
        new HttpCloud(client, "", time).CallAsync<EnrolAnswer>(
            () => Post("agent/v1/enrol", request), s_patience, cancellationToken);

    private static HttpRequestMessage Post<T>(string path, T body) =>
        new(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: WireJson.Options) };

    private async Task<CloudOutcome<T>> CallAsync<T>(
        Func<HttpRequestMessage> write, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var alarm = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, alarm.Token);
        using var request = write();
        if (secret.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        }

        try
        {
            using var response = await client.SendAsync(request, either.Token);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadFromJsonAsync<T>(WireJson.Options, either.Token) is { } answer
                    ? new CloudOutcome<T>.Done(answer)
                    : new CloudOutcome<T>.Unavailable("The answer is empty.", null)
                : await RefusalAsync<T>(response, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CloudOutcome<T>.Unavailable($"No answer within {patience.TotalSeconds} s.", null);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return new CloudOutcome<T>.Unavailable(fault.Message, null);
        }
        catch (JsonException)
        {
            // A captive portal, a proxy's page: whatever answered, it was not the cloud.
            return new CloudOutcome<T>.Unavailable("The answer is not the cloud's.", null);
        }
    }

    private async Task<CloudOutcome<T>> RefusalAsync<T>(
        HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (status is < 400 or >= 500 || response.StatusCode is HttpStatusCode.RequestTimeout
            or HttpStatusCode.TooManyRequests or (HttpStatusCode)425)
        {
            return new CloudOutcome<T>.Unavailable($"HTTP {status}", RetryAfter(response));
        }

        var problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? await response.Content.ReadFromJsonAsync<Problem>(WireJson.Options, cancellationToken)
            : null;
        return new CloudOutcome<T>.Refused(
            status, problem?.Type?.Split('/')[^1] ?? "", problem?.Detail ?? $"HTTP {status}", problem?.Sequences);
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };

    private sealed record Problem(string? Type, string? Detail, IReadOnlyList<long>? Sequences);
}
