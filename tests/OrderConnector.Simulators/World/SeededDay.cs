using System.Text.Json.Nodes;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;
using OrderConnector.Simulators.Tills;

namespace OrderConnector.Simulators.World;

/// <summary>
/// A day in which a seeded generator picks who acts next: shops, loops of the agent, staff, timers, power cuts, a till
/// that fails, managers. Same seed, same day.
/// </summary>
public sealed class SeededDay(DayWorld world, Random random)
{
    private static readonly string[] s_kinds = [.. DayOrders.Lines.Keys];
    private static readonly string[] s_modes = ["prepaid", "prepaid", "onSite", "pending"];
    private static readonly TillFault[] s_tillFaults =
        [TillFault.None, TillFault.None, TillFault.Away, TillFault.LosesTheAnswer];

    /// <summary>Who flags orders meanwhile.</summary>
    public DayManagers Managers { get; } = new(world, random);

    private readonly List<(string ExternalId, byte[] Document, StoredOrder Order)> _orders = [];

    /// <summary>Lets so many things happen, then heals everything and comes to rest.</summary>
    public async Task PlayAsync(int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            await ActAsync();
        }

        world.Till.Fault = TillFault.None;
        world.HealTss();
        await EndCheckoutsAsync();
        await Managers.TidyUpAsync();
        for (var evening = 0; evening < 3; evening++)
        {
            await world.SettleAsync();
            await ReleaseAllAsync();
        }

        await world.SettleAsync();
    }

    private async Task ActAsync()
    {
        switch (random.Next(44))
        {
            case < 5:
                await PostAsync();
                break;
            case 5:
                await RepeatAsync();
                break;
            case 6 or 7:
                await OneOfThem(order => world.PayAsync(Of(order), order.Id, Payment(order)));
                break;
            case 8:
                await OneOfThem(order => world.CancelAsync(Of(order), order.Id));
                break;
            case 9:
                await OneOfThem(order => world.VoidAsync(Of(order), order.Id, VoidCall()));
                break;
            case 10:
                await world.ExpireAsync();
                break;
            case 11:
                await ReleaseAllAsync();
                break;
            case 12:
                await world.RestartCloudAsync();
                break;
            case 13:
                await world.RestartBranchAsync();
                break;
            case 14:
                world.Till.Fault = s_tillFaults[random.Next(s_tillFaults.Length)];
                break;
            case < 18:
                await Managers.ActAsync();
                break;
            case < 24:
                // Far enough, now and then, for a lease to run out between collect and confirm.
                world.Clock.Advance(TimeSpan.FromSeconds(random.Next(1, random.Next(4) == 0 ? 300 : 20)));
                break;
            default:
                await world.StepAsync(random.Next(world.Branch.Flow.Loops.Count));
                break;
        }
    }

    private async Task PostAsync()
    {
        var externalId = $"seeded-{_orders.Count}";
        var kind = s_kinds[random.Next(s_kinds.Length)];
        var mode = s_modes[random.Next(s_modes.Length)];
        var document = DayOrders.Document(
            externalId, DayWorld.BranchId, world.Clock.GetUtcNow(), mode, "pickup", DayOrders.Lines[kind]);
        var channel = random.Next(4) == 0 ? world.Kiosk : world.Shop;
        var outcome = await world.PostAsync(channel, document);
        if (outcome is CallOutcome<Standing>.Done done)
        {
            _orders.Add((externalId, document, done.Value.Order));
        }
        else if (mode != "onSite")
        {
            throw new InvalidOperationException($"A good order ({kind}, {mode}) was refused.");
        }
    }

    private async Task RepeatAsync()
    {
        if (_orders.Count == 0)
        {
            return;
        }

        var (_, document, order) = _orders[random.Next(_orders.Count)];
        var again = await world.PostAsync(Of(order), document);
        if (again is not CallOutcome<Standing>.Done { Value: { New: false } known } || known.Order.Number != order.Number)
        {
            throw new InvalidOperationException($"The repeat of order {order.Number} was not recognised.");
        }
    }

    // Whatever comes of it: the checkers look at the traces.
    private async Task OneOfThem(Func<StoredOrder, Task> act)
    {
        if (_orders.Count > 0)
        {
            await act(_orders[random.Next(_orders.Count)].Order);
        }
    }

    private async Task ReleaseAllAsync()
    {
        foreach (var (_, _, order) in _orders.Where(o => o.Order.Channel == world.Kiosk.Id))
        {
            await (random.Next(5) == 0 ? world.RejectAsync(order.Number) : world.ReleaseAsync(order.Number));
        }
    }

    private async Task EndCheckoutsAsync()
    {
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.ExpireAsync();
    }

    private Channel Of(StoredOrder order) => order.Channel == world.Kiosk.Id ? world.Kiosk : world.Shop;

    private string VoidCall()
    {
        var call = new JsonObject { ["externalId"] = $"v-{random.Next(1000)}", ["reason"] = "seeded" };
        if (random.Next(2) == 0)
        {
            call["lines"] = new JsonArray(new JsonObject { ["line"] = 0, ["quantity"] = 1 });
        }

        return call.ToJsonString();
    }

    private string Payment(StoredOrder order) => random.Next(3) switch
    {
        0 => """{"outcome":"aborted"}""",
        1 => """{"outcome":"failed"}""",
        _ => new JsonObject
        {
            ["outcome"] = "paid",
            ["payments"] = order.TotalCents == 0 ? new JsonArray() : new JsonArray(new JsonObject
            {
                ["type"] = "creditCard", ["name"] = "Karte", ["amount"] = order.TotalCents / 100m, ["reference"] = "K",
            }),
        }.ToJsonString(),
    };
}
