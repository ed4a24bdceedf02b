using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Alerting;

/// <summary>Judges orders that wait: which are late, and what became of those that incidents list.</summary>
internal static class OrderRules
{
    /// <summary>
    /// More are not listed at once: each is a row, and the transaction must stay short. The rest comes with the next
    /// turns, into the same incident.
    /// </summary>
    public const int MostListed = 500;

    /// <summary>When an order is late under a kind.</summary>
    public static DateTimeOffset OverdueAt(
        AlertKind kind, WatchedOrder order, AlertSettings settings, AlertPace pace) => kind switch
        {
            AlertKind.HeldOrders => order.Since + settings.HeldAfter,
            AlertKind.ReleaseOverdue => order.Since + settings.ReleaseAfter,
            _ => DeadlineRules.OverdueAt(order, pace.PreOrderLead),
        };

    /// <summary>Whether a listed order still waits for what the incident is about.</summary>
    public static bool StillWaits(AlertKind kind, ListedOrder order) => kind switch
    {
        AlertKind.OrderOverdue => order.State == OrderState.Queued,
        AlertKind.HeldOrders => order.State is OrderState.Held or OrderState.SetAside,
        AlertKind.ReleaseOverdue => order.State == OrderState.Collected && order.Waiting,
        _ => false,
    };

    /// <summary>What became of a listed order that waits no more.</summary>
    public static Settlement Settle(AlertKind kind, ListedOrder order, DateTimeOffset now) => new(
        kind, order.Row, order.State,
        // Released, it stands where it stood: when that was is not told, and no more than one turn ago.
        kind == AlertKind.ReleaseOverdue && order.State == OrderState.Collected ? now : order.StateSince);

    /// <summary>What is found of one kind that lists orders.</summary>
    /// <param name="late">Orders of this kind and branch past their deadline.</param>
    /// <param name="incident">The open incident; null for none.</param>
    public static Finding Find(AlertKind kind, IReadOnlyList<OverdueOrder> late, OpenIncident? incident) => new(
        late.Count > 0 || (incident?.Open.Any(order => StillWaits(kind, order)) ?? false),
        late,
        late.Count > 0 ? late.Min(order => order.Since) : null);
}
