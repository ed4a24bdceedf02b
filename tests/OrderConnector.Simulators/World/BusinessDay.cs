using System.Text.Json.Nodes;
using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Administering;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Emergencies;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Simulators.World;

/// <summary>
/// A small business day with orders of every kind, some 25, and with what each must have become at its end.
/// </summary>
public sealed class BusinessDay(DayWorld world)
{
    private readonly Dictionary<OrderId, OrderState[]> _expected = [];
    private int _posted;

    /// <summary>What each order must be at the end of the day.</summary>
    public IReadOnlyDictionary<OrderId, OrderState[]> Expected => _expected;

    public async Task PlayAsync()
    {
        foreach (var kind in DayOrders.Lines.Keys)
        {
            await TakeAsync(world.Shop, kind, "prepaid", "pickup");
            await WorkAsync();
        }

        await TakeAsync(world.Shop, "modifiers", "onSite", "delivery");
        await TakeAsync(world.Shop, "weighed", "onSite", "dineIn");
        await RepeatAsync();
        await CheckoutsAsync();
        await CallBackAsync();
        await EmergencyAsync();
        await ReleaseAsync();
        await VoidAsync();
        await world.SettleAsync();
        await EndAsync();
    }

    private async Task EndAsync()
    {
        if (world.Sites.Any(site => site.Closings is not null))
        {
            // Into the next morning: the day is over, and its TSS is told.
            world.Clock.Advance(TimeSpan.FromHours(20));
            await world.SettleAsync();
            Must(world.Sites.All(site => site.Closings is null or 1), "a day that is over is closed");
        }
    }

    private async Task<StoredOrder> TakeAsync(
        Channel channel, string kind, string payment, string fulfilment, params OrderState[] expected)
    {
        var outcome = await world.PostAsync(channel, Document($"{kind}-{++_posted}", kind, payment, fulfilment));
        var order = Done(outcome);
        _expected[order.Id] = expected.Length == 0 ? [OrderState.Signed] : expected;
        return order;
    }

    private byte[] Document(string externalId, string kind, string payment, string fulfilment) => DayOrders.Document(
        externalId, DayWorld.BranchId, world.Clock.GetUtcNow(), payment, fulfilment, DayOrders.Lines[kind]);

    // The same order twice is one order; other content under its id is refused.
    private async Task RepeatAsync()
    {
        var first = Done(await world.PostAsync(world.Shop, Document("twice", "discount", "prepaid", "pickup")));
        var again = Done(await world.PostAsync(world.Shop, Document("twice", "discount", "prepaid", "pickup")));
        Must(first.Number == again.Number, "a repeat keeps its number");
        var other = await world.PostAsync(world.Shop, Document("twice", "delivery", "prepaid", "pickup"));
        Must(Status(other) == 409, "other content under the same id is a conflict");
        _expected[first.Id] = [OrderState.Signed];
    }

    private async Task CheckoutsAsync()
    {
        var paid = await TakeAsync(world.Shop, "mixed", "pending", "pickup");
        Done(await world.PayAsync(world.Shop, paid.Id, Paid(paid)));
        var aborted = await TakeAsync(world.Shop, "mixed", "pending", "pickup", OrderState.Aborted);
        Done(await world.PayAsync(world.Shop, aborted.Id, """{"outcome":"aborted"}"""));
        var failed = await TakeAsync(world.Shop, "discount", "pending", "pickup", OrderState.Aborted);
        Done(await world.PayAsync(world.Shop, failed.Id, """{"outcome":"failed"}"""));
        var expired = await TakeAsync(world.Shop, "weighed", "pending", "pickup", OrderState.Expired);
        var late = await TakeAsync(world.Shop, "delivery", "pending", "pickup");
        // Half an hour would end the patience with an uncertain TSS: nothing may be under way.
        await world.SettleAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(31));
        await world.ExpireAsync();
        // A timer that was killed runs again a minute later.
        await world.ExpireAsync();
        Must((await world.Cloud.Disk.FindAsync(expired.Id, CancellationToken.None))!.State == OrderState.Expired,
            "an unpaid checkout expires");
        Done(await world.PayAsync(world.Shop, late.Id, Paid(late)));
        await WorkAsync();
    }

    // Where the branch was not faster: it does not work between the two calls.
    private async Task CallBackAsync()
    {
        await world.SettleAsync();
        var cancelled = await TakeAsync(world.Shop, "mixed", "prepaid", "pickup", OrderState.Cancelled);
        Done(await world.CancelAsync(world.Shop, cancelled.Id));
        await WorkAsync();
    }

    // The line is down between the two: the branch does not work. A manager whose cloud died sends the same form again.
    private async Task EmergencyAsync()
    {
        await world.SettleAsync();
        var kept = await TakeAsync(world.Shop, "mixed", "prepaid", "pickup", OrderState.TransmittedManually);
        var back = await TakeAsync(world.Shop, "discount", "prepaid", "pickup");
        var maria = Person.Operator("user:maria");
        var flag = new FlagRequest(
            new string('e', 32), [new OrderToFlag(kept.Id, "B 1"), new OrderToFlag(back.Id, "B 2")],
            SlipKind.PaperSlip, false, "line down");
        var flagged = await world.InsistAsync(cloud => cloud.Desk.FlagAsync(maria, flag, CancellationToken.None));
        Must(flagged.All(one => one.Result == FlagResult.Flagged), "what waits is flagged");
        var unflagged = await world.InsistAsync(
            cloud => cloud.Desk.UnflagAsync(maria, back.Id, "not entered", CancellationToken.None));
        // It was done before the cloud died, and the answer was lost.
        Must(unflagged is UnflagResult.Withdrawn or UnflagResult.NotFlagged, "a flag is taken back");
        var match = new MatchRequest(
            [new OrderToMatch(kept.Id, "K 9", null, kept.TotalCents)], MatchSource.ByHand, false, false);
        var matched = await world.InsistAsync(cloud => cloud.Desk.MatchAsync(maria, match, CancellationToken.None));
        Must(
            matched[0].Result is MatchResult.Matched or MatchResult.AlreadyMatched, "a flagged order is matched");
        var open = await ((IPortalQueries)world.Cloud.Disk).ReadWorkListAsync(
            DayWorld.BranchId, 0, 10, CancellationToken.None);
        Must(open.Flags.Count == 0, "nothing stays on the work list");
        var late = await world.InsistAsync(
            cloud => cloud.Desk.UnflagAsync(maria, kept.Id, "too late", CancellationToken.None));
        Must(late == UnflagResult.Matched, "what the till has booked is never offered again");
        await WorkAsync();
    }

    private async Task ReleaseAsync()
    {
        var released = await TakeAsync(world.Kiosk, "discount", "prepaid", "kiosk");
        var rejected = await TakeAsync(world.Kiosk, "delivery", "prepaid", "kiosk", OrderState.Rejected);
        await DecideAsync(released, () => world.ReleaseAsync(released.Number));
        await DecideAsync(rejected, () => world.RejectAsync(rejected.Number));
        await WorkAsync();
    }

    // Staff can only decide on what has come: a death may have held the order up.
    private async Task DecideAsync(StoredOrder order, Func<Task<bool>> decide)
    {
        for (var patience = 10; patience > 0; patience--)
        {
            await world.SettleAsync();
            if (await decide() || await HasEndedAsync(order))
            {
                return;
            }
        }

        Must(holds: false, $"staff can decide on order {order.Number}");
    }

    // Decided in the life before: the death took only the answer.
    private async Task<bool> HasEndedAsync(StoredOrder order) =>
        (await world.Cloud.Disk.FindAsync(order.Id, CancellationToken.None))!.State
            is OrderState.Signed or OrderState.Rejected;

    private async Task VoidAsync()
    {
        await world.SettleAsync();
        var partly = await TakeAsync(world.Shop, "mixed", "prepaid", "pickup");
        var slip = await TakeAsync(world.Shop, "modifiers", "onSite", "pickup");
        await world.SettleAsync();
        await VoidAsync(partly, """{"externalId":"v-1","reason":"spilled","lines":[{"line":0,"quantity":1}]}""");
        await VoidAsync(partly, """{"externalId":"v-2","reason":"the rest"}""");
        await VoidAsync(slip, """{"externalId":"v-3","reason":"not fetched"}""");
    }

    private async Task VoidAsync(StoredOrder original, string json)
    {
        var counter = Done(await world.VoidAsync(world.Shop, original.Id, json));
        Must(counter.TotalCents < 0 && counter.Voids == original.Id, "a counter order is negative and names its order");
        _expected[counter.Id] = [OrderState.Signed];
    }

    private async Task WorkAsync()
    {
        for (var loop = 0; loop < world.Branch.Flow.Loops.Count; loop++)
        {
            await world.StepAsync(loop);
        }
    }

    private static string Paid(StoredOrder order) => new JsonObject
    {
        ["outcome"] = "paid",
        ["payments"] = new JsonArray(new JsonObject
        {
            ["type"] = "creditCard", ["name"] = "Karte", ["amount"] = order.TotalCents / 100m, ["reference"] = "K-7",
        }),
    }.ToJsonString();

    private static StoredOrder Done(CallOutcome<Standing> outcome) => outcome.Match(
        done => done.Order,
        problem => throw new InvalidOperationException(
            $"{problem.Type.Name}: {problem.Detail} {string.Join(", ", problem.Errors.Select(e => e.Pointer + " " + e.Code))}"));

    private static int Status(CallOutcome<Standing> outcome) => outcome.Match(_ => 200, problem => problem.Type.Status);

    private static void Must(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"It must be that {what}.");
        }
    }
}
