using OrderConnector.Core.Alerting;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Tests.Alerting;

/// <summary>The list, its filter, the number of the overview, the incident and the mail tell of the same orders.</summary>
public sealed class AgreeingOnWhatIsOverdue : IAsyncLifetime
{
    private AlertWorld _world = null!;

    private IPortalQueries Pages => _world.Store;

    public async Task InitializeAsync()
    {
        _world = await AlertWorld.OpenAsync();
        await _world.AddContactAsync("kitchen", 1);
        foreach (var (id, kind) in (List<(string, string)>)[("webshop", "native"), ("kiosk", "native"), ("wolt", "wolt")])
        {
            await _world.Store.AddChannelAsync(
                new Channel(id, kind, "auto", [AlertWorld.Branch]),
                new StoredKey(
                    "ch_" + id, new byte[32], KeyPurpose.Channel, id, [], 0, _world.Clock.GetUtcNow(), null, null),
                default);
        }

        Assert.True(await _world.Store.SetChannelAsync(
            "kiosk", null, TimeSpan.FromMinutes(8), _world.Act("channel.changed"), default));
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Everybody_is_told_the_same_at_every_moment()
    {
        var noon = _world.Clock.GetUtcNow();
        await _world.PostAsync("kiosk-now", "kiosk");
        await _world.PostAsync("shop-now");
        await _world.PostAsync("wolt-now", "wolt");
        await _world.PostAsync("wolt-later", "wolt", noon.AddHours(3));
        await _world.PostAsync("shop-later", dueAt: noon.AddMinutes(90));
        var stages = new List<string>();

        for (var turn = 0; turn < 80; turn++)
        {
            var told = _world.Mails.Sent.Count;
            await _world.PassAsync(0.5);
            var late = await ListAsync(OrderGroup.Overdue);

            Assert.Equal(late, await ListAsync(OrderGroup.Pending, onlyLate: true));
            Assert.Equal(late.Count, Assert.Single(await Pages.ReadGlanceAsync(
                null, _world.Clock.GetUtcNow(), default)).Overdue);
            Assert.All(_world.Mails.Sent.Skip(told), mail => Assert.Equal(
                late, mail.Notice.Incident!.Orders.Select(order => order.ExternalId).Order(StringComparer.Ordinal)));
            if (string.Join(' ', late) is { } stage && (stages.Count == 0 || stages[^1] != stage))
            {
                stages.Add(stage);
            }
        }

        Assert.Equal(
            [
                "", "wolt-now", "shop-now wolt-now", "kiosk-now shop-now wolt-now",
                "kiosk-now shop-now wolt-later wolt-now", "kiosk-now shop-later shop-now wolt-later wolt-now",
            ],
            stages);
        Assert.NotEmpty(_world.Mails.Sent);
    }

    private async Task<List<string>> ListAsync(OrderGroup group, bool onlyLate = false)
    {
        var now = _world.Clock.GetUtcNow();
        var list = await Pages.ReadOrdersAsync(
            new OrderQuery(null, null, null, group, null, OrderSort.Oldest, null, now, DeadlineRules.LeadOtherwise),
            default);
        return
        [
            .. list.Orders.Where(order => !onlyLate || order.IsLate(now, DeadlineRules.LeadOtherwise))
                .Select(order => order.ExternalId).Order(StringComparer.Ordinal),
        ];
    }
}
