using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Access;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Orders;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Orders;

/// <summary>The list of orders: pending ones first of all, and what the branch has not finished.</summary>
public sealed class OrdersEndpoints(IPortalQueries queries, AlertPace pace)
{
    private const int MostTyped = 200;

    /// <summary>GET /portal/orders.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, PageFrame frame)
    {
        var (user, aborted) = (frame.User!, context.RequestAborted);
        var asked = context.Request.Query;
        var search = asked["search"].ToString().Trim();
        var query = new OrderQuery(
            user.Scope, Chosen(asked["branch"]), Chosen(asked["channel"]), GroupOf(asked["group"]), null,
            SortOf(asked["sort"]), OrderPlace.Read(asked["after"]), frame.Now, pace.PreOrderLead);
        var list = search.Length > 0
            ? await SearchAsync(query, search, aborted)
            : await queries.ReadOrdersAsync(query, aborted);
        var branches = await queries.ReadBranchEmergenciesAsync(user.Scope, aborted);
        return Pages.Show<OrdersPage>(frame, new OrdersModel(
            query, search, list, branches, await queries.ReadChannelIdsAsync(user.Scope, aborted))
        {
            // Not by what the list holds now: an order that arrives while it is shown must find the button there.
            MayFlag = (search.Length > 0 || query.Group is OrderGroup.Pending or OrderGroup.Overdue)
                && branches.Any(branch => user.MayAct(branch.BranchId)),
        });
    }

    /// <summary>Whether a person may flag an order as transmitted by hand.</summary>
    public static bool MayFlag(PortalUser user, OrderRow order) =>
        order.State == OrderState.Queued && user.MayAct(order.BranchId);

    /// <summary>"pending", "overdue", "collected", "waiting".</summary>
    public static string ToWire(OrderGroup group) => group switch
    {
        OrderGroup.Pending => "pending",
        OrderGroup.Overdue => "overdue",
        OrderGroup.Collected => "collected",
        OrderGroup.Waiting => "waiting",
    };

    /// <summary>"oldest", "newest", "due", "total".</summary>
    public static string ToWire(OrderSort sort) => sort switch
    {
        OrderSort.Oldest => "oldest",
        OrderSort.Newest => "newest",
        OrderSort.Due => "due",
        OrderSort.Total => "total",
    };

    // What is exactly so comes first, of whatever state; then names among the pending.
    private async Task<OrderList> SearchAsync(OrderQuery query, string search, CancellationToken aborted)
    {
        if (search.Length > MostTyped)
        {
            return new OrderList([], null, false);
        }

        var exact = await queries.FindOrdersAsync(query.Scope, search, aborted);
        var named = await queries.ReadOrdersAsync(
            query with { Group = OrderGroup.Pending, CustomerName = search, After = null }, aborted);
        return named with
        {
            Orders = [.. exact.Concat(named.Orders).DistinctBy(order => order.Row)], Next = null,
        };
    }

    // A word that is none of ours shows what is needed most.
    private static OrderGroup GroupOf(string? name) =>
        Enum.GetValues<OrderGroup>().FirstOrDefault(group => ToWire(group) == name);

    private static OrderSort SortOf(string? name) =>
        Enum.GetValues<OrderSort>().FirstOrDefault(sort => ToWire(sort) == name);

    private static string? Chosen(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
