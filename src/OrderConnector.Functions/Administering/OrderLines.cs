using System.Globalization;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Administering;

/// <summary>An order in one line for an operator: nothing of the customer.</summary>
public static class OrderLines
{
    /// <summary>Number, branch, channel, external id, state, since when, why.</summary>
    public static string Of(StoredOrder order) => string.Create(
        CultureInfo.InvariantCulture,
        $"{order.Number}  {order.BranchId}  {order.Channel}  {order.ExternalId}  {order.State.ToWire()}  "
        + $"{order.StateSince.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}  {order.StateReason}").TrimEnd();
}
