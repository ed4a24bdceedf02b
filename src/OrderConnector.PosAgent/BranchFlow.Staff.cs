using OrderConnector.Core;
using OrderConnector.Core.Agents;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent;

/// <summary>An order that is not at the end of its road, as staff see it.</summary>
/// <param name="Number">Order number.</param>
/// <param name="OrderId">Its id.</param>
/// <param name="Channel">Where it came from.</param>
/// <param name="Total">Its total; null where the order cannot be read.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Since">Since when.</param>
/// <param name="DueAt">When it is wanted; null is at once.</param>
/// <param name="Remark">What holds it up; null where nothing does.</param>
public sealed record OpenOrder(
    long Number, string OrderId, string Channel, Money? Total, OrderStage Stage, DateTimeOffset Since,
    DateTimeOffset? DueAt, string? Remark);

/// <summary>The TSS as the branch sees it.</summary>
/// <param name="State">"ok", "outage" or "unknown".</param>
/// <param name="Outage">The outage under way; null where there is none.</param>
/// <param name="Key">The key that signed last; null before the first signature.</param>
/// <param name="AwaitingSignature">Orders released and not signed yet.</param>
/// <param name="UnsettledTransactions">Transactions of orders sold unsigned whose end is not known.</param>
/// <param name="Warnings">What will become trouble, "code: detail".</param>
public sealed record TssView(
    string State, TssOutage? Outage, PinnedKey? Key, int AwaitingSignature, int UnsettledTransactions,
    IReadOnlyList<string> Warnings);

/// <summary>What became of a wish of the staff.</summary>
/// <param name="Kind">The case.</param>
/// <param name="Detail">Plain words.</param>
/// <param name="CounterOrder">The counter order, where one was made.</param>
public sealed record StaffOutcome(StaffOutcomeKind Kind, string Detail, VoidAnswer? CounterOrder = null);

/// <summary>The cases of a wish of the staff.</summary>
public enum StaffOutcomeKind
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>No order of this number is known here.</summary>
    UnknownOrder,

    /// <summary>The order stands where this cannot be done; the detail says where.</summary>
    NotNow,

    /// <summary>The cloud does not answer: try again.</summary>
    CloudUnavailable,

    /// <summary>The cloud says no; the detail says why.</summary>
    CloudRefused,
}

/// <summary>What staff may do. One wish at a time: release and reject of one order must not cross.</summary>
public sealed partial class BranchFlow
{
    private readonly SemaphoreSlim _staff = new(1, 1);

    /// <summary>What is open, in the order of the numbers.</summary>
    public IReadOnlyList<OpenOrder> ListOrders() => _memory.Look(state => state.Open.Values
        .OrderBy(order => order.Header.Number)
        .Select(order => new OpenOrder(
            order.Header.Number, order.OrderId, order.Header.Channel, order.Header.Total, order.Stage,
            order.StageSince, order.Header.DueAt, RemarkOn(order, state)))
        .ToList());

    /// <summary>All the journal knows of the order that carries a number, open or closed; null for none.</summary>
    public OrderProgress? FindOrder(long number) =>
        _ports.Journal.FindOrders(number) is [.., var orderId] ? _memory.Recall(orderId) : null;

    /// <summary>How the TSS is.</summary>
    public TssView LookAtTss() => _memory.Look(state => new TssView(
        HealthNow(state).Tss, state.Tss.Outages.FirstOrDefault(), state.Tss.Keys is [.., var key] ? key : null,
        state.CountAt(OrderStage.Released) + state.CountAt(OrderStage.Intended) + state.CountAt(OrderStage.Started),
        state.Tss.Loose.Count, WarningsNow(state) ?? []));

    /// <summary>Releases a waiting order.</summary>
    /// <param name="number">Order number.</param>
    /// <param name="actor">Who: "staff:…".</param>
    /// <param name="cancellationToken">Ends the try.</param>
    public Task<StaffOutcome> ReleaseAsync(long number, string actor, CancellationToken cancellationToken) =>
        DecideAsync(number, JournalKind.Released, actor, null, cancellationToken);

    /// <summary>Refuses a waiting order.</summary>
    /// <param name="number">Order number.</param>
    /// <param name="actor">Who: "staff:…".</param>
    /// <param name="reason">Why; required, no personal data.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    public Task<StaffOutcome> RejectAsync(
        long number, string actor, string reason, CancellationToken cancellationToken) =>
        DecideAsync(number, JournalKind.Rejected, actor, reason, cancellationToken);

    /// <summary>Asks the cloud for a counter order; it comes by the way of every order.</summary>
    /// <param name="number">Number of the order to void.</param>
    /// <param name="actor">Who: "staff:…".</param>
    /// <param name="requestId">Names the wish, so that a repeat is known; 1 to 60 characters.</param>
    /// <param name="reason">Why; required.</param>
    /// <param name="lines">Null voids all that is left.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    public async Task<StaffOutcome> VoidAsync(
        long number, string actor, string requestId, string reason, IReadOnlyList<VoidLine>? lines,
        CancellationToken cancellationToken)
    {
        if (FindOrder(number) is not { } order)
        {
            return Unknown(number);
        }

        if (order.Fiscal is null)
        {
            return NotNow($"Order {number} is {order.Stage}; only what is sold can be voided.");
        }

        if (_stopReason is { } stopped)
        {
            return NotNow(stopped);
        }

        // Before the call: who asked is on record even where the answer is lost.
        await AppendAsync(cancellationToken, JournalData.Fact(
            JournalKind.VoidAsked, order.OrderId, Now, new VoidAskedData(actor, reason, requestId, lines)));
        var outcome = await _ports.Cloud.VoidAsync(
            order.OrderId, new StaffVoidRequest($"staff-{requestId}", reason, lines, actor), cancellationToken);
        return outcome.Match(
            answer => new StaffOutcome(
                StaffOutcomeKind.Done, $"Order {number} is voided by order {answer.Number}.", answer),
            refused => new StaffOutcome(StaffOutcomeKind.CloudRefused, refused.Detail),
            unavailable => new StaffOutcome(StaffOutcomeKind.CloudUnavailable, unavailable.Detail));
    }

    /// <summary>
    /// Erases the personal data of an order that has come to the end of its road; the act is on record.
    /// </summary>
    /// <param name="number">Order number.</param>
    /// <param name="elsewhere">Ids of orders of this number whose data lie in closed journals.</param>
    /// <param name="actor">Who: "staff:…".</param>
    /// <param name="reason">Why; required, no personal data.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    public Task<StaffOutcome> EraseAsync(
        long number, IReadOnlyList<string> elsewhere, string actor, string reason,
        CancellationToken cancellationToken) => OneAtATimeAsync(async () =>
        {
            var order = FindOrder(number);
            if (order is null && elsewhere.Count == 0)
            {
                return Unknown(number);
            }

            if (order is not null && !OrderStages.IsClosed(order.Stage))
            {
                return NotNow($"Order {number} is {order.Stage}; its customer is still needed.");
            }

            string[] ids = order?.Personal is null ? [.. elsewhere] : [.. elsewhere.Append(order.OrderId).Distinct()];
            await AppendAsync(
                cancellationToken, [.. ids.Select(id => Note(JournalKind.PersonalErased, id, actor, reason))]);
            ids.ToList().ForEach(_site.Sales.Forget);
            return Done(ids.Length > 0
                ? $"The personal data of order {number} are erased."
                : $"Order {number} has no personal data any more.");
        }, cancellationToken);

    private Task<StaffOutcome> DecideAsync(
        long number, JournalKind kind, string actor, string? reason, CancellationToken cancellationToken) =>
        OneAtATimeAsync(async () =>
        {
            if (FindOrder(number) is not { } order)
            {
                return Unknown(number);
            }

            if (order.Stage is not OrderStage.Waiting)
            {
                return NotNow($"Order {number} is {order.Stage}; only a waiting one is decided on.");
            }

            await AppendAsync(cancellationToken, Note(kind, order.OrderId, actor, reason));
            return Done($"Order {number} is {kind}.");
        }, cancellationToken);

    private async Task<StaffOutcome> OneAtATimeAsync(
        Func<Task<StaffOutcome>> wish, CancellationToken cancellationToken)
    {
        await _staff.WaitAsync(cancellationToken);
        try
        {
            return _stopReason is { } stopped ? NotNow(stopped) : await wish();
        }
        finally
        {
            _staff.Release();
        }
    }

    private static StaffOutcome Done(string detail) => new(StaffOutcomeKind.Done, detail);

    private static StaffOutcome NotNow(string detail) => new(StaffOutcomeKind.NotNow, detail);

    private static StaffOutcome Unknown(long number) =>
        new(StaffOutcomeKind.UnknownOrder, $"This branch knows no order {number}.");

    private static string? RemarkOn(OrderProgress order, BranchState state) => order switch
    {
        { Stage: OrderStage.Released } when !state.Sellers.ContainsKey(order.Header.SellerDataVersion) =>
            "waits for the seller data",
        { Stage: OrderStage.Issued, HandOverRefused: true } => "refused by the point of sale",
        { Stage: OrderStage.Issued } => "waits for the point of sale",
        { Stage: OrderStage.Waiting } => "waits for staff",
        _ => null,
    };
}
