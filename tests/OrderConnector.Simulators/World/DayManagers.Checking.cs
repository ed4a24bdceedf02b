using System.Text.Json;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Simulators.World;

// What managers look at, and what must be there.
public sealed partial class DayManagers
{
    private const int Everything = 10_000;

    private IPortalQueries Pages => (IPortalQueries)world.Cloud.Disk;

    /// <summary>What the day's end shows that is not as they were told.</summary>
    public async Task<IReadOnlyList<string>> FindFaultsAsync()
    {
        var entries = world.Branch.Journal.Read(1, int.MaxValue);
        var faults = Book.FaultsOf(entries).ToList();
        faults.AddRange(Book.Standing.Keys.Where(id => world.Till.Drawer.Orders.ContainsKey(id.Value))
            .Select(id => $"The till got {id}, which is flagged."));
        var log = await ((IAuditStore)world.Cloud.Disk).ReadAuditChainAsync(0, Everything, CancellationToken.None);
        var walk = new AuditWalk();
        faults.AddRange(log.Select(walk.Take).OfType<AuditFault>().Select(fault => $"The audit log breaks: {fault}."));
        var flags = log.Count(entry => entry.Act.Action == "order.flagged");
        if (flags != Book.Count)
        {
            faults.Add($"The audit log has {flags} flags, the managers set {Book.Count}.");
        }

        _seen.UnionWith(entries.Where(entry => entry.Fact.Kind is JournalKind.Dropped)
            .Select(entry => $"dropped: {JournalData.Read<DroppedData>(entry.Fact).Reason}"));
        if (entries.Any(entry => entry.Fact.Kind is JournalKind.Signed && Book.WasWithdrawn(entry.Fact.OrderId)))
        {
            _seen.Add("signed after its flag was taken back");
        }

        return faults;
    }

    private async Task LookAsync()
    {
        var query = new OrderQuery(
            null, DayWorld.BranchId, null, OrderGroup.Pending, null, OrderSort.Newest, null, world.Clock.GetUtcNow(),
            DeadlineRules.LeadOtherwise);
        var page = await Pages.ReadOrdersAsync(query, CancellationToken.None);
        _page = [.. page.Orders.Where(row => row.State == OrderState.Queued).Select(row => row.Id)];
        Must(!_page.Any(Book.Standing.ContainsKey), "nothing that is flagged is shown as waiting");
    }

    private async Task TheWorkListIsComplete()
    {
        var list = await Pages.ReadWorkListAsync(DayWorld.BranchId, 0, Everything, CancellationToken.None);
        var shown = list.Flags.Select(flag => flag.OrderId).ToHashSet();
        Must(
            shown.Count == list.Flags.Count && shown.SetEquals(Book.ToDo),
            $"the work list has {string.Join(", ", Book.ToDo)} and not {string.Join(", ", shown)}");
    }

    private async Task CollectAndConfirmAsync()
    {
        for (var round = 0; round < 3; round++)
        {
            await world.StepAsync(world.Branch.Flow.Loops.ToList().IndexOf(world.Branch.Flow.CollectLoop));
            await world.StepAsync(world.Branch.Flow.Loops.ToList().IndexOf(world.Branch.Flow.ConfirmLoop));
        }
    }

    private async Task NothingChanged(OrderId id, Traces before, string what)
    {
        var after = await TracesAsync(id);
        Must(after == before, $"{what} changes nothing, but of {id}\n{before}\ncame\n{after}");
    }

    private async Task<Dictionary<OrderId, Traces>> TracesAsync(IEnumerable<OrderId> ids)
    {
        Dictionary<OrderId, Traces> traces = [];
        foreach (var id in ids)
        {
            traces[id] = await TracesAsync(id);
        }

        return traces;
    }

    // Everything the cloud keeps about an order that an act of a manager might touch.
    private async Task<Traces> TracesAsync(OrderId id)
    {
        var order = (await world.Cloud.Disk.FindAsync(id, CancellationToken.None))!;
        var rest = JsonSerializer.Serialize(new
        {
            Moves = await world.Cloud.Disk.ReadEventsAsync(id, CancellationToken.None),
            Flags = await Pages.ReadFlagsAsync(id, CancellationToken.None),
            Acts = await Pages.ReadActsOnAsync(id.Value, Everything, CancellationToken.None),
        });
        return new Traces(order.State, order.TotalCents, rest);
    }

    private OrderId? Any(IEnumerable<OrderId> ids)
    {
        var list = ids.ToList();
        return list.Count == 0 ? null : list[random.Next(list.Count)];
    }

    private string NextSlip() => FormattableString.Invariant($"B {++_slips}");

    private static void Must(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"It must be that {what}.");
        }
    }

    private sealed record Traces(OrderState State, long TotalCents, string Rest);
}
