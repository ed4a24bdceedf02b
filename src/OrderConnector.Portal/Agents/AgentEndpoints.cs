using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Forms;
using OrderConnector.Portal.Lists;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Agents;

/// <summary>Agents: how they stand, and what becomes of one that is lost and of its orders.</summary>
public sealed class AgentEndpoints(IPortalQueries queries, IPortalActions actions, SignsOfLife signs)
{
    /// <summary>Where they are.</summary>
    public const string Path = "/portal/agents";

    /// <summary>GET /portal/agents.</summary>
    public async Task<IResult> ListAsync(HttpContext context, PageFrame frame)
    {
        var query = context.Request.Query;
        var (search, after) = (query["q"].ToString().Trim(), query["after"].ToString());
        var agents = await queries.ReadAgentLinesAsync(frame.User!.Scope, context.RequestAborted);
        var slice = Slice.Of(
            agents.Where(agent => Slice.Finds(search, agent.Id, agent.BranchId, agent.EasSerialNumber, agent.Version)),
            agent => agent.Id, after);
        slice = slice with { Items = await signs.ReadAsync(slice.Items, context.RequestAborted) };
        return Pages.Show<AgentsPage>(frame, new AgentsModel(search, slice, after.Length == 0));
    }

    /// <summary>GET /portal/agents/{id}.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, PageFrame frame) =>
        await FindAsync(context, frame) is { } model ? Pages.Show<AgentPage>(frame, model) : Answers.Missing(frame);

    /// <summary>POST /portal/agents/{id}/revoke: ends it for good.</summary>
    public async Task<IResult> RevokeAsync(HttpContext context, PageFrame frame)
    {
        if (await FindAsync(context, frame) is not { } model)
        {
            return Answers.Missing(frame);
        }

        var typed = new TypedForm(context.Request.Form, new Faults());
        var reason = new FormReader(typed.Form, typed.Faults).Reason();
        if (typed.Faults.Any)
        {
            return Pages.Show<AgentPage>(
                frame, model with { Revoking = typed }, StatusCodes.Status422UnprocessableEntity);
        }

        var id = model.Agent.Line.Id;
        var result = await actions.RevokeAgentAsync(frame.User!, id, reason, context.RequestAborted);
        return Told.Of(frame, result, PathOf(id), AgentTexts.RevokeDone, AgentTexts.RevokedBefore);
    }

    /// <summary>POST /portal/agents/{id}/orders: a new way for what a revoked agent had collected.</summary>
    public async Task<IResult> ReassignAsync(HttpContext context, PageFrame frame)
    {
        if (await FindAsync(context, frame) is not { } model)
        {
            return Answers.Missing(frame);
        }

        var typed = new TypedForm(context.Request.Form, new Faults());
        var form = new FormReader(typed.Form, typed.Faults);
        var to = OrderStateNames.FromWire(form.Typed("to"));
        typed.Faults.Unless(
            to is OrderState.Queued or OrderState.TransmittedManually, "to", AgentTexts.DecideFault);
        var isAll = form.Typed("which") == "all";
        List<OrderId> chosen =
            [.. form.All("order").Where(text => OrderId.TryParse(text, out _)).Select(text => new OrderId(text))];
        typed.Faults.Unless(isAll || chosen.Count is > 0 and <= Slice.PageSize, "which", AgentTexts.ChooseFault);
        var reason = form.Reason();
        if (typed.Faults.Any)
        {
            return Pages.Show<AgentPage>(
                frame, model with { Deciding = typed }, StatusCodes.Status422UnprocessableEntity);
        }

        var id = model.Agent.Line.Id;
        var done = await actions.ReassignOrdersAsync(
            frame.User!, id, to!.Value, isAll ? null : chosen, reason, context.RequestAborted);
        return done is { Result: ActResult.Done, Count: 0 }
            ? Answers.Refused(frame, PathOf(id), AgentTexts.DecidedElsewhere)
            : Told.Of(
                frame, done.Result, PathOf(id), FormReader.Filled(AgentTexts.Decided, done.Count),
                AgentTexts.NotRevoked);
    }

    /// <summary>The page of one agent.</summary>
    public static string PathOf(string agentId) => $"{Path}/{Uri.EscapeDataString(agentId)}";

    private async Task<AgentModel?> FindAsync(HttpContext context, PageFrame frame)
    {
        var (id, aborted) = ((string)context.Request.RouteValues["id"]!, context.RequestAborted);
        var after = long.TryParse(
            context.Request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : 0;
        if (await queries.FindAgentDetailAsync(id, aborted) is not { } agent
            || !frame.User!.MaySee(agent.Line.BranchId))
        {
            return null;
        }

        var branch = await queries.ReadBranchLinesAsync([agent.Line.BranchId], aborted);
        var line = (await signs.ReadAsync([agent.Line], aborted))[0];
        return new AgentModel(
            agent with { Line = line }, branch is [var one] ? BranchClock.Of(one.TimeZone) : BranchClock.OfGermany,
            await queries.ReadCollectedOrdersAsync(id, after, Slice.PageSize, aborted), after == 0);
    }
}
