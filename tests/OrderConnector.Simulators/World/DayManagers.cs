using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Administering;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Emergencies;

namespace OrderConnector.Simulators.World;

/// <summary>
/// Managers in a seeded day: they look at a page of pending orders, flag from it when it has grown old, take flags
/// back, match them, and switch emergency operation, all as the portal does it. After each act the store must say what
/// they were told, and a refusal must have changed nothing.
/// </summary>
public sealed partial class DayManagers(DayWorld world, Random random)
{
    private static readonly Person s_maria = Person.Operator("user:maria");

    private readonly HashSet<string> _seen = [];
    private readonly List<FlagRequest> _forms = [];
    private IReadOnlyList<OrderId> _page = [];
    private bool _emergency;
    private int _slips;

    /// <summary>What they were told.</summary>
    public FlagBook Book { get; } = new();

    /// <summary>What happened to them, by name: a day in which nothing did proves nothing.</summary>
    public IReadOnlySet<string> Seen => _seen;

    /// <summary>One act of one of them.</summary>
    public async Task ActAsync()
    {
        await (random.Next(12) switch
        {
            < 3 => LookAsync(),
            < 6 => FlagAsync(),
            6 => SendAgainAsync(),
            7 => UnflagAsync(Any(Book.Standing.Keys)),
            8 => random.Next(3) == 0 ? UnflagAsync(Any(world.Accepted.Keys)) : SendAgainAsync(),
            9 => MatchAsync(Any(random.Next(4) switch
            {
                0 => world.Accepted.Keys,
                1 => Book.Standing.Keys,
                _ => Book.ToDo,
            })),
            10 => UnmatchAsync(Any(Book.Standing.Keys)),
            _ => SwitchAsync(),
        });
        await TheWorkListIsComplete();
    }

    /// <summary>The line is back: some of what waits was never entered, some is matched, some forgotten.</summary>
    public async Task TidyUpAsync()
    {
        foreach (var id in Book.ToDo.ToList())
        {
            await (random.Next(3) switch
            {
                0 => UnflagAsync(id),
                1 => MatchAsync(id),
                _ => Task.CompletedTask,
            });
        }

        await TheWorkListIsComplete();
    }

    private async Task FlagAsync()
    {
        var picked = _page.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).ToList();
        if (picked.Count == 0 || random.Next(6) == 0)
        {
            picked = [.. new[] { Any(world.Accepted.Keys) }.OfType<OrderId>()];
        }

        var kind = random.Next(4) == 0 ? SlipKind.TillReceipt : SlipKind.PaperSlip;
        var form = new FlagRequest(
            world.Cloud.Desk.DrawBatch(), [.. picked.Select(id => new OrderToFlag(id, NextSlip()))], kind, false,
            "line down");

        // Between the desk's look at the orders and its write the branch goes on, at times: the write decides.
        var overtaken = random.Next(2) == 0;
        Dictionary<OrderId, Traces> looked = [], written = [];
        var desk = world.Cloud.OvertakenDesk(nameof(IEmergencyStore.FlagAsync), async () =>
        {
            looked = await TracesAsync(picked);
            await (overtaken ? CollectAndConfirmAsync() : Task.CompletedTask);
            written = await TracesAsync(picked);
        });
        var outcomes = await desk.FlagAsync(s_maria, form, CancellationToken.None);
        Must(outcomes.Select(outcome => outcome.Id).SequenceEqual(picked), "each order has its answer");
        foreach (var (id, result) in outcomes.Select(outcome => (outcome.Id, outcome.Result)))
        {
            _seen.Add(_page.Contains(id) ? $"flag: {result}, seen waiting" : $"flag: {result}");
            Must(
                result == FlagResult.Flagged == (written[id].State == OrderState.Queued),
                $"what waits is flagged and nothing else: {id} was {written[id].State} and is {result}");
            if (result == FlagResult.Flagged)
            {
                Book.Flagged(id, matched: kind == SlipKind.TillReceipt);
                continue;
            }

            await NothingChanged(id, written[id], $"a flag that was refused ({result})");
            if (looked[id].State == OrderState.Queued)
            {
                _seen.Add("flag: overtaken in the very call");
            }
        }

        var flagged = outcomes.Where(outcome => outcome.Result == FlagResult.Flagged).Select(one => one.Id).ToHashSet();
        _forms.Add(form with { Orders = [.. form.Orders.Where(order => flagged.Contains(order.Id))] });
    }

    // The answer was lost, or the button pressed twice: whatever became of the orders meanwhile, it acted once. What it
    // was refused is not asked again, which would be an act of its own.
    private async Task SendAgainAsync()
    {
        if (_forms.Count == 0)
        {
            return;
        }

        var form = _forms[random.Next(_forms.Count)];

        var before = await TracesAsync(form.Orders.Select(order => order.Id));
        foreach (var outcome in await world.Cloud.Desk.FlagAsync(s_maria, form, CancellationToken.None))
        {
            var stands = Book.Standing.ContainsKey(outcome.Id);
            _seen.Add(stands ? "sent again: flagged still" : "sent again: taken back meanwhile");
            await NothingChanged(outcome.Id, before[outcome.Id], "a form that was sent again");
        }
    }

    private async Task UnflagAsync(OrderId? order)
    {
        if (order is not { } id)
        {
            return;
        }

        var before = await TracesAsync(id);
        var flag = Book.Standing.GetValueOrDefault(id);
        var result = await world.Cloud.Desk.UnflagAsync(s_maria, id, "not entered", CancellationToken.None);
        _seen.Add($"unflag: {result}");
        var right = flag is null ? UnflagResult.NotFlagged
            : flag.IsMatched ? UnflagResult.Matched : UnflagResult.Withdrawn;
        Must(result == right, $"taking back the flag of {id} is {right}, not {result}");
        if (result == UnflagResult.Withdrawn)
        {
            Book.Withdrawn(id, world.Branch.Journal.Head.Sequence);
        }
        else
        {
            await NothingChanged(id, before, $"a withdrawal that was refused ({result})");
        }
    }

    private async Task MatchAsync(OrderId? order)
    {
        if (order is not { } id)
        {
            return;
        }

        var before = await TracesAsync(id);
        var wrong = random.Next(4) == 0;
        var flag = Book.Standing.GetValueOrDefault(id);
        var right = flag is null ? MatchResult.NotFlagged
            : flag.IsMatched ? MatchResult.AlreadyMatched
            : wrong ? MatchResult.TotalDiffers : MatchResult.Matched;
        var request = new MatchRequest(
            [new OrderToMatch(id, NextSlip(), null, before.TotalCents + (wrong ? 1 : 0))], MatchSource.ByHand, false,
            AcceptsDifference: false);
        var outcome = (await world.Cloud.Desk.MatchAsync(s_maria, request, CancellationToken.None)).Single();
        _seen.Add($"match: {outcome.Result}");
        Must(outcome.Result == right, $"matching {id} is {right}, not {outcome.Result}");
        if (right == MatchResult.Matched)
        {
            Book.Matched(id, matched: true);
        }
        else
        {
            await NothingChanged(id, before, $"a match that was refused ({right})");
        }
    }

    private async Task UnmatchAsync(OrderId? order)
    {
        if (order is not { } id)
        {
            return;
        }

        var right = Book.Standing[id].IsMatched ? UnmatchResult.Undone : UnmatchResult.NotMatched;
        var result = await world.Cloud.Desk.UnmatchAsync(s_maria, id, "wrong receipt", CancellationToken.None);
        _seen.Add($"unmatch: {result}");
        Must(result == right, $"undoing the match of {id} is {right}, not {result}");
        Book.Matched(id, matched: false);
    }

    private async Task SwitchAsync()
    {
        var (desk, begin) = (world.Cloud.Desk, random.Next(2) == 0);
        var result = begin
            ? await desk.BeginAsync(s_maria, DayWorld.BranchId, "line down", CancellationToken.None)
            : await desk.EndAsync(s_maria, DayWorld.BranchId, "line is back", CancellationToken.None);
        var right = begin == _emergency ? EmergencyResult.AlreadySo : EmergencyResult.Done;
        _seen.Add($"{(begin ? "begin" : "end")}: {result}");
        Must(result == right, $"switching emergency operation is {right}, not {result}");
        _emergency = begin;
        var running = await Pages.ReadRunningEmergenciesAsync(null, CancellationToken.None);
        Must(running.Count == 1 == _emergency, "the pages tell of emergency operation while it runs");
    }
}
