using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Forms;
using OrderConnector.Portal.Lists;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Held;

/// <summary>Orders and messages that wait for a person's decision.</summary>
public sealed class HeldEndpoints(IPortalQueries queries, IPortalActions actions)
{
    /// <summary>Where they are.</summary>
    public const string Path = "/portal/held";

    /// <summary>GET /portal/held.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, PageFrame frame) =>
        Pages.Show<HeldPage>(frame, await ReadAsync(context, frame));

    /// <summary>POST /portal/held/{id}: decides on one order.</summary>
    public async Task<IResult> DecideAsync(HttpContext context, PageFrame frame)
    {
        var (user, aborted) = (frame.User!, context.RequestAborted);
        var named = ((string)context.Request.RouteValues["id"]!).ToLowerInvariant();
        var order = OrderId.TryParse(named, out var id) ? await queries.FindOrderToDecideAsync(id, aborted) : null;
        if (order is null || !user.MaySee(order.BranchId))
        {
            return Answers.Missing(frame);
        }

        var typed = new TypedForm(context.Request.Form, new Faults());
        var form = new FormReader(typed.Form, typed.Faults);
        var (from, to) = (OrderStateNames.FromWire(form.Typed("from")), OrderStateNames.FromWire(form.Typed("to")));
        typed.Faults.Unless(
            from is OrderState.Held or OrderState.SetAside && to is OrderState.Queued or OrderState.Rejected, "to",
            HeldTexts.DecisionFault);
        // Who releases says enough by doing so; who refuses, or tries again, says why.
        var reason = from == OrderState.Held && to == OrderState.Queued
            ? form.Optional("reason", FormReader.ReasonLength) ?? HeldTexts.UsualRelease
            : form.Reason();
        if (typed.Faults.Any)
        {
            return Pages.Show<HeldPage>(
                frame,
                await ReadAsync(context, frame) with { Typed = typed, TypedKey = $"{id.Value}-{form.Typed("to")}" },
                StatusCodes.Status422UnprocessableEntity);
        }

        var decided = await actions.DecideOrderAsync(user, id, from!.Value, to!.Value, reason, aborted);
        return Tell(frame, order, from.Value, to.Value, decided);
    }

    /// <summary>POST /portal/held/messages/{id}: decides on one message.</summary>
    public async Task<IResult> DecideStrayAsync(HttpContext context, PageFrame frame)
    {
        var typed = new TypedForm(context.Request.Form, new Faults());
        var form = new FormReader(typed.Form, typed.Faults);
        var decision = form.Typed("decision") switch
        {
            "replay" => StrayDecision.Replay,
            "drop" => StrayDecision.Drop,
            _ => (StrayDecision?)null,
        };
        typed.Faults.Unless(decision is not null, "decision", HeldTexts.DecisionFault);
        var reason = decision == StrayDecision.Drop ? form.Reason() : null;
        if (!long.TryParse(
            (string)context.Request.RouteValues["id"]!, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return Answers.Missing(frame);
        }

        if (typed.Faults.Any)
        {
            return Pages.Show<HeldPage>(
                frame, await ReadAsync(context, frame) with { Typed = typed, TypedKey = $"stray-{id}" },
                StatusCodes.Status422UnprocessableEntity);
        }

        var result = await actions.DecideStrayAsync(
            frame.User!, id, decision!.Value, reason, context.RequestAborted);
        return Told.Of(
            frame, result, Path, decision == StrayDecision.Drop ? HeldTexts.Dropped : HeldTexts.Replayed,
            HeldTexts.StrayGone);
    }

    private static IResult Tell(
        PageFrame frame, OrderToDecide order, OrderState from, OrderState to, OrderDecided decided)
    {
        var done = to == OrderState.Rejected ? HeldTexts.Rejected
            : from == OrderState.Held ? HeldTexts.Released
            : HeldTexts.OfferedAgain;
        var number = order.Number.ToString(CultureInfo.InvariantCulture);
        var state = OrderStateTexts.Of(decided.State ?? order.State);
        return Told.Of(
            frame, decided.Result, Path, FormReader.Filled(done, number),
            new Text(
                FormReader.Filled(HeldTexts.Elsewhere, number, state.German).German,
                FormReader.Filled(HeldTexts.Elsewhere, number, state.English).English));
    }

    private async Task<HeldModel> ReadAsync(HttpContext context, PageFrame frame)
    {
        var (scope, aborted) = (frame.User!.Scope, context.RequestAborted);
        long Place(string name) => long.TryParse(
            context.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : 0;
        var places = new HeldPlaces(Place("held"), Place("aside"), Place("stray"));
        return new HeldModel(
            await queries.ReadHeldOrdersAsync(scope, places.Held, Slice.PageSize, aborted),
            await queries.ReadSetAsideOrdersAsync(scope, places.SetAside, Slice.PageSize, aborted),
            await queries.ReadStrayMessagesAsync(scope, places.Strays, Slice.PageSize, aborted), places);
    }
}
