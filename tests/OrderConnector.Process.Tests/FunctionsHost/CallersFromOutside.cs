using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OrderConnector.Functions.Delivering;
using OrderConnector.Simulators.FunctionsHost;

namespace OrderConnector.Process.Tests.FunctionsHost;

/// <summary>The names of functions stand in every log: knowing one must open nothing.</summary>
[Collection(Published.Collection)]
public sealed class CallersFromOutside(Published published) : IAsyncLifetime
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));
    private HostedBranch _branch = null!;

    public async Task InitializeAsync() => _branch = await HostedBranch.StartAsync(
        published, _limit.Token, ("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"));

    public async Task DisposeAsync()
    {
        await _branch.DisposeAsync();
        _limit.Dispose();
    }

    [LinuxFact]
    public async Task Find_no_function_under_its_name_and_cause_no_work()
    {
        var overdue = await PendingOrders.AddOverdueAsync(_branch, 1, _limit.Token);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = _branch.Host.Url };
        foreach (var function in published.Package.Functions.Values.Where(one => one.Kind != TriggerKind.Http))
        {
            foreach (var path in (string[])[$"/{function.Name}", $"/{function.Name}/", $"//{function.Name}",
                $"/{function.Name.ToUpperInvariant()}", $"/{function.Name}?x=1", $"/fn%2D{function.Name[3..]}"])
            {
                foreach (var forge in s_forgeries)
                {
                    using var request = Call(path, function);
                    forge(request);
                    using var answer = await http.SendAsync(request, _limit.Token);

                    Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                    Assert.Contains(
                        "/problems/not-found", await answer.Content.ReadAsStringAsync(_limit.Token),
                        StringComparison.Ordinal);
                }
            }
        }

        Assert.Equal(["awaitingPayment"], await PendingOrders.StatesAsync(_branch, overdue, _limit.Token));
        Assert.Empty(await PendingOrders.ReadSetAsideAsync(_branch, _limit.Token));
        // The same call of the host does its work, so that the test has not shown a door that leads nowhere.
        Assert.True((await _branch.Host.FireAsync("fn-minute", _limit.Token)).Succeeded);
        Assert.Equal(["expired"], await PendingOrders.StatesAsync(_branch, overdue, _limit.Token));
        _branch.AssertQuiet();
    }

    private static readonly Action<HttpRequestMessage>[] s_forgeries =
    [
        _ => { },
        request => request.Headers.UserAgent.ParseAdd("Azure-Functions-Host/4.1052.0"),
        request => request.Headers.Connection.ParseAdd("X-Forwarded-Proto, X-Forwarded-Host, x-ms-invocation-id"),
        request =>
        {
            foreach (var name in (string[])["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded",
                "X-Forwarded-Prefix", "X-Original-Proto", "X-Azure-Functions-InvocationId"])
            {
                request.Headers.TryAddWithoutValidation(name, "");
            }
        },
        request => request.Headers.TryAddWithoutValidation("X-Forwarded-For", "127.0.0.1, 127.0.0.1"),
    ];

    private static HttpRequestMessage Call(string path, FunctionSpec function) =>
        new(HttpMethod.Post, new Uri(path.StartsWith("//", StringComparison.Ordinal) ? "/." + path : path, UriKind.Relative))
        {
            Content = new StringContent(Event(function).ToJsonString(), Encoding.UTF8, "application/json"),
        };

    // What the function would take, were it the host's.
    private static JsonObject Event(FunctionSpec function)
    {
        var now = TimeProvider.System.GetUtcNow();
        var alarm = new TriggerMessage("1", new Alarm(AlarmKind.PaymentDeadline, now).Write(), 1, now);
        return function.Kind == TriggerKind.Timer
            ? Envelope.Timer(function.Binding, now)
            : Envelope.Queue(function.Binding, alarm, now);
    }
}
