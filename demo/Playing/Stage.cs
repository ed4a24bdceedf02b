using System.Text.Json;
using System.Text.Json.Nodes;
using OrderConnector.Demo.Ordering;
using OrderConnector.Demo.Showing;
using OrderConnector.Demo.Starting;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Demo.Playing;

/// <summary>What an act can do: post, wait, look. A fault is noted and the play goes on, to find them all.</summary>
/// <param name="estate">What runs.</param>
/// <param name="board">What is shown.</param>
/// <param name="clock">Times the posts; cloud and demo share one machine clock.</param>
internal sealed class Stage(Estate estate, Board board, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly List<string> _faults = [];

    internal Estate Estate { get; } = estate;

    internal Board Board { get; } = board;

    /// <summary>What the register says of numbers that led to no signature: a line each.</summary>
    internal List<string> UnsignedNumbers { get; } = [];

    /// <summary>How long an act waits; what went wrong once is not waited for long again.</summary>
    internal TimeSpan Patience => TimeSpan.FromSeconds(Faults.Count == 0 ? 30 : 5);

    internal IReadOnlyList<string> Faults
    {
        get
        {
            lock (_lock)
            {
                return [.. _faults];
            }
        }
    }

    internal void Fault(string what)
    {
        lock (_lock)
        {
            _faults.Add(what);
        }
    }

    /// <summary>Notes a fault where something is not as it has to be.</summary>
    internal void Require(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            Fault(otherwise);
        }
    }

    /// <summary>Posts an order that has to be taken; its row is filled by the answer.</summary>
    internal async Task<OrderRow> PostAsync(DemoOrder order, CancellationToken cancellationToken)
    {
        var (row, answer) = await SendAsync(order, cancellationToken);
        Require(IsSuccess(answer), $"{order.ExternalId} was refused with {answer.Status}: {answer.Body}");
        return row;
    }

    /// <summary>Posts whatever has to come of it; the act judges the answer, whose note goes on the screen.</summary>
    internal Task<(OrderRow Row, ShopAnswer Answer)> SendAsync(
        DemoOrder order, CancellationToken cancellationToken, Func<ShopAnswer, string>? note = null)
    {
        var row = new OrderRow(order, clock.GetUtcNow());
        return SendAsync(row, PlacedAt(row), note, cancellationToken);
    }

    /// <summary>Posts under the external id and with the order time of an earlier post.</summary>
    internal Task<(OrderRow Row, ShopAnswer Answer)> RepeatAsync(
        DemoOrder order, OrderRow first, Func<ShopAnswer, string> note, CancellationToken cancellationToken) =>
        SendAsync(
            new OrderRow(order, clock.GetUtcNow()) { IsRepeat = true }, PlacedAt(first), note, cancellationToken);

    /// <summary>Voids a signed order; the counter order gets a row of its own.</summary>
    internal async Task<OrderRow> VoidAsync(
        OrderRow original, DemoOrder counter, JsonArray? lines, CancellationToken cancellationToken)
    {
        var row = new OrderRow(counter, clock.GetUtcNow());
        Board.Add(row);
        var answer = await Estate.Shop(counter.Channel)
            .VoidAsync(original.Id!, counter.ExternalId, "returned at the counter", lines, cancellationToken);
        Take(row, answer);
        Require(IsSuccess(answer), $"{counter.ExternalId} was refused with {answer.Status}: {answer.Body}");
        return row;
    }

    /// <summary>Tells how a checkout ended; the time to the signature runs from here.</summary>
    internal async Task PayAsync(OrderRow row, string outcome, CancellationToken cancellationToken)
    {
        Board.Change(row, changed => changed.SentAt = clock.GetUtcNow());
        var payments = outcome == "paid" ? OrderDocument.Payments(row.Order.Lines.Sum(line => line.Amount)) : [];
        var answer = await Estate.Shop(row.Order.Channel).PayAsync(row.Id!, outcome, payments, cancellationToken);
        Require(IsSuccess(answer), $"The payment of {row.Order.ExternalId} was answered with {answer.Status}.");
        Take(row, answer);
    }

    internal async Task CancelAsync(OrderRow row, string reason, CancellationToken cancellationToken)
    {
        var answer = await Estate.Shop(row.Order.Channel).CancelAsync(row.Id!, reason, cancellationToken);
        Require(IsSuccess(answer), $"Calling {row.Order.ExternalId} back was answered with {answer.Status}.");
        Take(row, answer);
    }

    /// <summary>Waits until all rows have come to an end; what did not is a fault, not a stop.</summary>
    internal async Task SettleAsync(IReadOnlyCollection<OrderRow> rows, CancellationToken cancellationToken)
    {
        var patience = Patience;
        await Waiting.TryUntilAsync(
            patience, () => Task.FromResult(rows.All(row => row.IsSettled)), cancellationToken);
        foreach (var row in rows.Where(row => !row.IsSettled))
        {
            Fault($"{row.Order.ExternalId} ({row.Order.What}) is still {row.State} after {patience.TotalSeconds} s.");
        }
    }

    /// <summary>Waits until a row has come to a state on its way.</summary>
    internal async Task ReachAsync(OrderRow row, string state, CancellationToken cancellationToken) => Require(
        await Waiting.TryUntilAsync(Patience, () => Task.FromResult(row.State == state), cancellationToken),
        $"{row.Order.ExternalId} never came to {state}; it is {row.State}.");

    /// <summary>Reads every open order again and again: what the screen shows is what the API says.</summary>
    internal async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (var row in Board.Rows.Where(row => row is { IsSettled: false, Id: not null }))
            {
                var answer = await Estate.Shop(row.Order.Channel)
                    .ReadAsync($"/api/v1/orders/{row.Id}", cancellationToken);
                if (IsSuccess(answer))
                {
                    Take(row, answer);
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(30), cancellationToken);
        }
    }

    private static bool IsSuccess(ShopAnswer answer) => answer.Status is >= 200 and < 300;

    private static DateTimeOffset PlacedAt(OrderRow row) => row.SentAt.ToOffset(TimeSpan.FromHours(1));

    private async Task<(OrderRow Row, ShopAnswer Answer)> SendAsync(
        OrderRow row, DateTimeOffset placedAt, Func<ShopAnswer, string>? note, CancellationToken cancellationToken)
    {
        Board.Add(row);
        var answer = await Estate.Shop(row.Order.Channel)
            .PostAsync(OrderDocument.Write(row.Order, placedAt), cancellationToken);
        Take(row, answer, note?.Invoke(answer));
        return (row, answer);
    }

    private void Take(OrderRow row, ShopAnswer answer, string? note = null) => Board.Change(row, changed =>
    {
        changed.Note = note ?? changed.Note;
        if (!IsSuccess(answer))
        {
            changed.State = changed.IsRepeat ? "conflict" : "refused";
            changed.Note ??= $"{answer.Status} {answer.Body.GetString("title")}";
            return;
        }

        var order = answer.Body;
        var since = order.GetProperty("stateSince").GetDateTimeOffset();
        if (changed.StateSince > since)
        {
            // An answer that was on its way while another call moved the order.
            return;
        }

        changed.Id = order.GetString("id");
        changed.Number = order.GetProperty("number").GetInt64();
        changed.StateSince = since;
        changed.ReceiptLink = order.GetProperty("links").GetString("receipt");
        changed.Fiscal = order.TryGetProperty("fiscal", out var fiscal) && fiscal.ValueKind == JsonValueKind.Object
            ? fiscal
            : null;
        changed.Note ??= changed.Fiscal?.GetString("reason");
        changed.State = changed.IsRepeat ? "known" : order.GetString("state") ?? "";
    });
}
