using System.Text;
using Azure.Storage.Queues;
using OrderConnector.Functions.Delivering;
using OrderConnector.Simulators.FunctionsHost;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Process.Tests.FunctionsHost;

/// <summary>The queue functions on a real storage queue, and posts that set alarms in it.</summary>
[Collection(Published.Collection)]
public sealed class AlarmsInAzurite(Published published) : IAsyncLifetime
{
    private const string Alarms = "orders-alarms";
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));
    private AzuriteServer _azurite = null!;
    private HostedBranch _branch = null!;
    private QueueServiceClient _service = null!;

    public async Task InitializeAsync()
    {
        if (HostedCloud.Missing is not null)
        {
            return;
        }

        _azurite = await AzuriteServer.StartNewAsync(_limit.Token);
        _service = new QueueServiceClient(_azurite.ConnectionString);
        _branch = await HostedBranch.StartAsync(
            published, _limit.Token, ("Queue__Provider", "AzureStorage"),
            ("Queue__ConnectionString", _azurite.ConnectionString));
    }

    public async Task DisposeAsync()
    {
        if (_branch is not null)
        {
            await _branch.DisposeAsync();
            await _azurite.DisposeAsync();
        }

        _limit.Dispose();
    }

    [AzuriteFact]
    public async Task A_checkout_sets_one_and_a_paid_order_none()
    {
        using var shop = _branch.Shop();
        Assert.Equal(201, (await shop.PostOrderAsync(HostedBranch.Order("PAID"), _limit.Token)).Status);
        Assert.False(await _service.GetQueueClient(Alarms).ExistsAsync(_limit.Token));

        Assert.Equal(201, (await shop.PostOrderAsync(HostedBranch.Order("OPEN", "pending"), _limit.Token)).Status);

        Assert.Equal(1, await CountAsync(Alarms));
        // Half an hour ahead: nobody sees it yet.
        Assert.Null(await Queue(Alarms).TakeAsync(_limit.Token));
        _branch.AssertQuiet();
    }

    [AzuriteFact]
    public async Task One_that_goes_off_ends_what_is_due_and_one_that_is_none_is_set_aside()
    {
        var overdue = await PendingOrders.AddOverdueAsync(_branch, 1, _limit.Token);
        await SendAsync(new Alarm(AlarmKind.PaymentDeadline, TimeProvider.System.GetUtcNow()).Write());
        await SendAsync("hello");
        var (queue, poison) = (Queue(Alarms), Queue(Alarms + "-poison"));

        var outcomes = await _branch.Host.WorkOffAsync("fn-alarm", queue, _limit.Token);
        Assert.Equal((1, 5), (outcomes.Count(one => one.Succeeded), outcomes.Count(one => !one.Succeeded)));
        Assert.True(Assert.Single(await _branch.Host.WorkOffAsync("fn-alarm-poison", poison, _limit.Token)).Succeeded);

        Assert.Equal(["expired"], await PendingOrders.StatesAsync(_branch, overdue, _limit.Token));
        Assert.Equal([(Alarms, "hello")], await PendingOrders.ReadSetAsideAsync(_branch, _limit.Token));
        Assert.Equal(0, await CountAsync(Alarms + "-poison"));
        _branch.AssertQuiet();
    }

    // Tries follow one another at once: the rules are those of host.json but for the pause between them.
    private StorageTriggerQueue Queue(string name) => new(
        _service, name, published.Package.Settings.Queues with { VisibilityTimeout = TimeSpan.Zero });

    private async Task SendAsync(string text)
    {
        var queue = _service.GetQueueClient(Alarms);
        await queue.CreateIfNotExistsAsync(cancellationToken: _limit.Token);
        await queue.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), _limit.Token);
    }

    private async Task<int> CountAsync(string name) =>
        (await _service.GetQueueClient(name).GetPropertiesAsync(_limit.Token)).Value.ApproximateMessagesCount;
}
