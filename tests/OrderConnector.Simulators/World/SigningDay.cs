using OrderConnector.Core.Orders;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Simulators.World;

/// <summary>
/// A day that is all about signing: orders come one after the other, the branch works at once, and now and then its
/// power fails in the middle of it. Nothing but the TSS goes wrong, until the evening.
/// </summary>
public sealed class SigningDay(DayWorld world, Random random)
{
    private static readonly string[] s_kinds = [.. DayOrders.Lines.Keys];

    private int _posted;

    public async Task PlayAsync(int orders)
    {
        while (_posted < orders)
        {
            for (var together = random.Next(1, 4); together > 0; together--)
            {
                await PostAsync();
            }

            await world.WorkAsync(random.Next(6, 30));
            if (random.Next(8) == 0)
            {
                await world.RestartBranchAsync();
            }
        }

        // With faults still, then without: what is left open must be found and ended.
        await world.WorkAsync(rounds: 40);
        world.HealTss();
        await world.SettleAsync();
    }

    private async Task PostAsync()
    {
        var kind = s_kinds[random.Next(s_kinds.Length)];
        var document = DayOrders.Document(
            $"signing-{++_posted}", DayWorld.BranchId, world.Clock.GetUtcNow(), "prepaid", "pickup",
            DayOrders.Lines[kind]);
        if (await world.PostAsync(world.Shop, document) is not CallOutcome<Standing>.Done)
        {
            throw new InvalidOperationException($"A good order ({kind}) was refused.");
        }
    }
}
