using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Delivering.Storage;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Functions.Tests.Delivering.Storage;

/// <summary>Messages that lie hidden until something is due.</summary>
public sealed class SettingAlarms(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [AzuriteFact]
    public async Task An_alarm_is_seen_when_it_is_due_and_not_before()
    {
        await using var queues = azurite.NewQueues();
        var queue = queues.Service.GetQueueClient("seen-alarms");
        var at = TimeProvider.System.GetUtcNow();
        await new AlarmClock(queue, TimeProvider.System).SetAsync(new Alarm(AlarmKind.PaymentDeadline, at));

        // The end of its ten seconds; those of the emulator's clock are whole.
        var taken = (await queue.ReceiveMessageAsync()).Value;
        while (taken is null)
        {
            Assert.True(TimeProvider.System.GetUtcNow() - at < TimeSpan.FromSeconds(30), "It did not come.");
            await Task.Delay(50);
            taken = (await queue.ReceiveMessageAsync()).Value;
        }

        Assert.True(TimeProvider.System.GetUtcNow() >= at, "It came too early.");
        var alarm = Alarm.Read(JsonDocument.Parse(Convert.FromBase64String(taken.MessageText)).RootElement)!;
        Assert.Equal(AlarmKind.PaymentDeadline, alarm.Kind);
        Assert.InRange(alarm.At - at, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [AzuriteFact]
    public async Task Alarms_of_the_same_ten_seconds_are_one()
    {
        await using var queues = azurite.NewQueues();
        var queue = queues.Service.GetQueueClient("same-alarms");
        var clock = new AlarmClock(queue, TimeProvider.System);
        var at = new DateTimeOffset(2126, 11, 20, 12, 0, 0, TimeSpan.Zero);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => clock.SetAsync(
            new Alarm(AlarmKind.PaymentDeadline, at.AddMilliseconds(i)))));
        await clock.SetAsync(new Alarm(AlarmKind.PaymentDeadline, at.AddSeconds(9)));
        Assert.Equal(1, await CountAsync(queue));

        await clock.SetAsync(new Alarm(AlarmKind.PaymentDeadline, at.AddSeconds(10)));
        Assert.Equal(2, await CountAsync(queue));
    }

    [AzuriteFact]
    public async Task One_that_could_not_be_set_is_set_with_the_next()
    {
        await using var server = await AzuriteServer.StartNewAsync();
        var account = StorageAccount.Open(new QueueOptions { ConnectionString = server.ConnectionString }, null);
        var clock = new AlarmClock(account.GetQueueClient("lost-alarms"), TimeProvider.System);
        var alarm = new Alarm(AlarmKind.PaymentDeadline, TimeProvider.System.GetUtcNow().AddHours(1));
        await server.StopAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => clock.SetAsync(alarm));
        await server.StartAsync();

        await clock.SetAsync(alarm);

        Assert.Equal(1, await CountAsync(account.GetQueueClient("lost-alarms")));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"alarm":"paymentDeadline"}""")]
    [InlineData("""{"alarm":"paymentDeadline","due":7}""")]
    [InlineData("""{"alarm":7,"due":"2026-11-20T12:00:00Z"}""")]
    [InlineData("""{"alarm":"PaymentDeadline","due":"2026-11-20T12:00:00Z"}""")]
    public void What_is_no_alarm_is_none(string text) =>
        Assert.Null(Alarm.Read(JsonDocument.Parse(Encoding.UTF8.GetBytes(text)).RootElement));

    [Theory]
    [InlineData("orders-alarms", true)]
    [InlineData("a1s", true)]
    [InlineData("al", false)]
    [InlineData("Orders", false)]
    [InlineData("orders--alarms", false)]
    [InlineData("-alarms", false)]
    [InlineData("a-name-that-leaves-no-room-for-the-poison-queue-of-its-own", false)]
    public void A_name_that_no_queue_can_have_stops_the_start(string name, bool isGood)
    {
        var options = new QueueOptions { AlarmQueue = name };

        Assert.Equal(isGood, new QueueOptionsRules().Validate(null, options).Succeeded);
    }

    private static async Task<int> CountAsync(QueueClient queue) =>
        (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;
}
