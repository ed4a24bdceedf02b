using System.Text;
using System.Text.Json.Nodes;
using OrderConnector.Core.Orders;
using OrderConnector.Functions;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Simulators.World;

/// <summary>
/// The shop of a chain: calls whichever instance the load balancer picks, repeats what was not answered, and is
/// overtaken, now and then, between the instance's look into the store and its write.
/// </summary>
public sealed class ChainShop(ChainWorld world, Random random)
{
    private static readonly string[] s_kinds = [.. DayOrders.Lines.Keys];
    private static readonly byte[] s_cancel = """{"reason":"changed my mind"}"""u8.ToArray();
    private int _posted;

    /// <summary>How many calls were overtaken.</summary>
    public int Overtaken { get; private set; }

    /// <summary>Posts an order, and schedules what its customer does later.</summary>
    public async Task PostAsync(ChainBranch branch)
    {
        var mode = random.Next(10) switch { 0 => "pending", < 4 => "onSite", _ => "prepaid" };
        var kind = mode == "prepaid" ? s_kinds[random.Next(s_kinds.Length)] : "mixed";
        var document = DayOrders.Document(
            $"chain-{_posted++}", branch.Id, world.Clock.GetUtcNow(), mode, "pickup", DayOrders.Lines[kind]);
        ShopCall post = intake => intake.PostAsync(world.Shop, document, null, CancellationToken.None);

        // Another instance stores the same order first: this one must recognise it.
        var order = Taken(await InsistAsync(post, nameof(IOrderStore.AddAsync), () => InsistAsync(post)));
        if (random.Next(10) == 0)
        {
            // The answer was lost: the shop sends again, and gets the number it was given.
            Taken(await InsistAsync(post));
        }

        var later = world.Clock.GetUtcNow() + (TimeSpan.FromMinutes(2) * random.NextDouble());
        if (mode == "pending")
        {
            world.Schedule(later, () => PayAsync(order));
        }

        switch (random.Next(20))
        {
            case 0:
                world.Schedule(later, () => CancelAsync(order, branch));
                break;
            case 1:
                world.Schedule(later, () => VoidAsync(order));
                break;
            default:
                break;
        }
    }

    private Task PayAsync(StoredOrder order)
    {
        var paid = Payment(order, "paid");
        var other = random.Next(3) == 0 ? Payment(order, "aborted") : paid;
        // A webhook and the shop's own call tell of the same payment, at times not the same.
        return InsistAsync(
            intake => intake.PayAsync(world.Shop, order.Id, paid, CancellationToken.None),
            nameof(IOrderStore.MoveAsync),
            () => InsistAsync(intake => intake.PayAsync(world.Shop, order.Id, other, CancellationToken.None)));
    }

    // The branch collects and signs the order just before it is called back: the one who is first has it.
    private Task CancelAsync(StoredOrder order, ChainBranch branch) => InsistAsync(
        intake => intake.CancelAsync(world.Shop, order.Id, s_cancel, CancellationToken.None),
        nameof(IOrderStore.MoveAsync), branch.WorkAsync);

    // Two voids planned on the same remainder: together they must not take back more than was sold.
    private Task VoidAsync(StoredOrder order)
    {
        return InsistAsync(Void("a"), nameof(IOrderStore.AddAsync), () => InsistAsync(Void("b")));

        ShopCall Void(string which) => intake => intake.VoidAsync(
            world.Shop, order.Id,
            Encoding.UTF8.GetBytes(new JsonObject
            {
                ["externalId"] = $"{which}-{order.ExternalId}", ["reason"] = "rush",
            }.ToJsonString()),
            null, CancellationToken.None);
    }

    private async Task<CallOutcome<Standing>> InsistAsync(ShopCall call, string? method = null, Func<Task>? meanwhile = null)
    {
        var overtaken = method is not null && random.Next(4) == 0;
        while (true)
        {
            try
            {
                var instance = world.AnyInstance();
                var outcome = await call(
                    overtaken ? instance.OvertakenIntake(method!, () => OvertakeAsync(meanwhile!)) : instance.Intake);
                if (outcome is CallOutcome<Standing>.Done { Value.Order: var order })
                {
                    world.Branches[order.BranchId].Accept(order);
                }

                return outcome;
            }
            catch (SimulatedCrashException)
            {
                await world.RestartTheDeadAsync();
                overtaken = false;
            }
        }
    }

    private Task OvertakeAsync(Func<Task> meanwhile)
    {
        Overtaken++;
        return meanwhile();
    }

    private static StoredOrder Taken(CallOutcome<Standing> outcome) => outcome.Match(
        done => done.Order,
        problem => throw new InvalidOperationException($"A good order was refused: {problem.Type.Name}."));

    private static byte[] Payment(StoredOrder order, string outcome)
    {
        var call = new JsonObject { ["outcome"] = outcome };
        if (outcome == "paid")
        {
            call["payments"] = new JsonArray(new JsonObject
            {
                ["type"] = "creditCard", ["name"] = "Karte", ["amount"] = order.TotalCents / 100m, ["reference"] = "K",
            });
        }

        return Encoding.UTF8.GetBytes(call.ToJsonString());
    }

    private delegate Task<CallOutcome<Standing>> ShopCall(IntakeFlow intake);
}
