using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Orders;
using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Emergencies;
using OrderConnector.Portal.Forms;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Orders;

/// <summary>Flags chosen orders as transmitted by hand: first what is needed for it, then what became of it.</summary>
public sealed class FlagEndpoints(IPortalQueries queries, IPortalActions actions)
{
    /// <summary>Where chosen orders go.</summary>
    public const string Path = "/portal/orders/flag";

    /// <summary>GET /portal/orders/flag?order=…&amp;order=…: asks for reason and slips.</summary>
    public async Task<IResult> AskAsync(HttpContext context, PageFrame frame)
    {
        var orders = await ReadAsync(frame, context.Request.Query["order"]!, context.RequestAborted);
        return orders.Count == 0
            ? SeeOther.Saying(OrdersModel.Path, NoticeKind.Warn, FlagTexts.NoneChosen[frame.Language])
            : Pages.Show<FlagPage>(frame, new FlagForm(actions.DrawBatch(), orders));
    }

    /// <summary>POST /portal/orders/flag: flags, and tells of each order what became of it.</summary>
    public async Task<IResult> FlagAsync(HttpContext context, PageFrame frame)
    {
        var aborted = context.RequestAborted;
        var typed = await context.Request.ReadFormAsync(aborted);
        var orders = await ReadAsync(frame, typed["order"]!, aborted);
        if (orders.Count == 0)
        {
            return SeeOther.Saying(OrdersModel.Path, NoticeKind.Warn, FlagTexts.NoneChosen[frame.Language]);
        }

        var form = Read(typed, orders);
        if (form.Faults.Count > 0)
        {
            return Pages.Show<FlagPage>(frame, form, StatusCodes.Status422UnprocessableEntity);
        }

        var request = new FlagRequest(
            form.Batch, [.. orders.Select(order => new OrderToFlag(order.Id, form.SlipOf(order)!))], form.Kind,
            form.IsShared, form.Reason);
        var outcomes = await actions.FlagAsync(frame.User!, request, aborted);
        return Pages.Show<FlagOutcomePage>(frame, new FlagOutcomes(orders, outcomes, form.Kind));
    }

    // Only what this person may act on is shown; the act checks it again.
    private async Task<IReadOnlyList<OrderRow>> ReadAsync(
        PageFrame frame, IEnumerable<string> named, CancellationToken aborted)
    {
        var ids = named.Distinct(StringComparer.Ordinal).Take(FlagRequest.MostOrders)
            .Where(text => OrderId.TryParse(text, out _)).Select(text => new OrderId(text)).ToList();
        var orders = await queries.ReadOrdersAsync(ids, aborted);
        return [.. orders.Where(order => frame.User!.MayAct(order.BranchId))];
    }

    private FlagForm Read(IFormCollection typed, IReadOnlyList<OrderRow> orders)
    {
        var batch = typed["batch"].ToString();
        var form = new FlagForm(OrderId.TryParse(batch, out _) ? batch : actions.DrawBatch(), orders)
        {
            Slip = typed["slip"].ToString().Trim(),
            Slips = orders.ToDictionary(order => order.Id, order => typed["slip." + order.Id].ToString().Trim()),
            Kind = SlipKindNames.FromWire(typed["kind"]) ?? SlipKind.PaperSlip,
            IsShared = typed["shared"] == "1",
            Reason = typed["reason"].ToString().Trim(),
        };
        return form with { Faults = form.Check(FormReader.ReasonLength) };
    }
}
