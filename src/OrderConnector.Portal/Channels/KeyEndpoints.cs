using Microsoft.AspNetCore.Http;
using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Forms;
using OrderConnector.Portal.Lists;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Channels;

/// <summary>Keys that enrol agents and keys of operators; and the end of any key.</summary>
public sealed class KeyEndpoints(IPortalQueries queries, IPortalActions actions)
{
    /// <summary>Where they are.</summary>
    public const string Path = "/portal/keys";

    private const int MostUses = 1000;
    private const int MostDays = 3650;

    /// <summary>GET /portal/keys.</summary>
    public async Task<IResult> ListAsync(HttpContext context, PageFrame frame) =>
        Pages.Show<KeysPage>(frame, await ReadAsync(context, frame));

    /// <summary>POST /portal/keys/registration.</summary>
    public async Task<IResult> AddRegistrationAsync(HttpContext context, PageFrame frame)
    {
        var typed = new TypedForm(context.Request.Form, new Faults());
        var form = new FormReader(typed.Form, typed.Faults);
        var known = await queries.ReadBranchLinesAsync(null, context.RequestAborted);
        var branches = BranchPicks.Read(form, known);
        var (uses, days) = ((int)form.Number("uses", 1, MostUses), (int)form.Number("days", 1, MostDays));
        if (typed.Faults.Any)
        {
            return Pages.Show<KeysPage>(
                frame, await ReadAsync(context, frame) with { NewRegistration = typed },
                StatusCodes.Status422UnprocessableEntity);
        }

        var made = await actions.AddRegistrationKeyAsync(
            frame.User!, branches, uses, days, MadeKey.FormOf(typed, actions), context.RequestAborted);
        return MadeKey.Show(frame, made, ChannelTexts.Registration, string.Join(", ", branches), Path, Path);
    }

    /// <summary>POST /portal/keys/operator.</summary>
    public async Task<IResult> AddOperatorAsync(HttpContext context, PageFrame frame)
    {
        var typed = new TypedForm(context.Request.Form, new Faults());
        var name = new FormReader(typed.Form, typed.Faults).Id("name");
        if (typed.Faults.Any)
        {
            return Pages.Show<KeysPage>(
                frame, await ReadAsync(context, frame) with { NewOperator = typed },
                StatusCodes.Status422UnprocessableEntity);
        }

        var made = await actions.AddOperatorKeyAsync(
            frame.User!, name, MadeKey.FormOf(typed, actions), context.RequestAborted);
        return MadeKey.Show(frame, made, ChannelTexts.Operator, name, Path, Path);
    }

    /// <summary>POST /portal/keys/{id}/revoke: ends a key of any of these kinds.</summary>
    public async Task<IResult> RevokeAsync(HttpContext context, PageFrame frame)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        var typed = new TypedForm(context.Request.Form, new Faults());
        var form = new FormReader(typed.Form, typed.Faults);
        var (reason, channel) = (form.Reason(), form.Optional("channel", FormReader.IdLength));
        if (typed.Faults.Any)
        {
            return await ShowAgainAsync(context, frame, new RevokingKey(id, typed), channel);
        }

        var result = await actions.RevokeKeyAsync(frame.User!, id, reason, context.RequestAborted);
        var back = channel is not null && FormReader.IsId(channel) ? ChannelEndpoints.PathOf(channel) : Path;
        return Told.Of(frame, result, back, ChannelTexts.Revoked, ChannelTexts.RevokedBefore);
    }

    private async Task<IResult> ShowAgainAsync(
        HttpContext context, PageFrame frame, RevokingKey revoking, string? channel)
    {
        if (channel is null)
        {
            return Pages.Show<KeysPage>(
                frame, await ReadAsync(context, frame) with { Revoking = revoking },
                StatusCodes.Status422UnprocessableEntity);
        }

        return await ChannelEndpoints.FindAsync(
            queries, actions, channel, frame.User!, context.RequestAborted) is { } model
            ? Pages.Show<ChannelPage>(
                frame, model with { Revoking = revoking }, StatusCodes.Status422UnprocessableEntity)
            : Answers.Missing(frame);
    }

    private async Task<KeysModel> ReadAsync(HttpContext context, PageFrame frame)
    {
        var (user, after, aborted) =
            (frame.User!, context.Request.Query["after"].ToString(), context.RequestAborted);
        var registration = (await queries.ReadKeyLinesAsync(KeyUse.Registration, null, aborted))
            .Where(key => user.Scope is null || key.Branches.All(user.MaySee));
        return new KeysModel(
            Slice.Of(registration, key => key.Id, after),
            user.Scope is null ? await queries.ReadKeyLinesAsync(KeyUse.Operator, null, aborted) : [],
            await queries.ReadBranchLinesAsync(user.Scope, aborted), after.Length == 0)
        {
            Form = actions.DrawBatch(),
        };
    }
}
