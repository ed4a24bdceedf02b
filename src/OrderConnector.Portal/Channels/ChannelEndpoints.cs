using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Access;
using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Forms;
using OrderConnector.Portal.Lists;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Channels;

/// <summary>Channels: where orders come from, and the keys they show.</summary>
public sealed class ChannelEndpoints(IPortalQueries queries, IPortalActions actions, IAlertActions rules)
{
    /// <summary>Where they are.</summary>
    public const string Path = "/portal/channels";

    /// <summary>GET /portal/channels.</summary>
    public Task<IResult> ListAsync(HttpContext context, PageFrame frame) => ListAsync(context, frame, typed: null);

    /// <summary>POST /portal/channels: adds one; its key is on the page that answers and nowhere else.</summary>
    public async Task<IResult> AddAsync(HttpContext context, PageFrame frame)
    {
        var typed = new TypedForm(context.Request.Form, new Faults());
        var form = new FormReader(typed.Form, typed.Faults);
        var branches = await queries.ReadBranchLinesAsync(null, context.RequestAborted);
        var channel = new ChannelLine(
            form.Id("id"), "native", form.Typed("release"), BranchPicks.Read(form, branches));
        typed.Faults.Unless(ChannelLine.Releases.Contains(channel.Release), "release", ChannelTexts.ReleaseFault);
        if (typed.Faults.Any)
        {
            return await ListAsync(context, frame, typed);
        }

        var made = await actions.AddChannelAsync(frame.User!, channel, context.RequestAborted);
        if (made.Result == ActResult.Gone)
        {
            typed.Faults.Add("id", ChannelTexts.Taken);
            return await ListAsync(context, frame, typed);
        }

        return MadeKey.Show(frame, made, ChannelTexts.Title, channel.Id, PathOf(channel.Id), Path);
    }

    /// <summary>GET /portal/channels/{id}.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, PageFrame frame) =>
        await FindAsync(queries, actions, IdOf(context), frame.User!, context.RequestAborted) is { } model
            ? Pages.Show<ChannelPage>(frame, model)
            : Answers.Missing(frame);

    /// <summary>POST /portal/channels/{id}: sets release and deadline.</summary>
    public async Task<IResult> SetAsync(HttpContext context, PageFrame frame)
    {
        if (await FindAsync(queries, actions, IdOf(context), frame.User!, context.RequestAborted) is not { } model)
        {
            return Answers.Missing(frame);
        }

        var typed = new TypedForm(context.Request.Form, new Faults());
        var form = new FormReader(typed.Form, typed.Faults);
        var set = model.Channel with { Release = form.Typed("release"), OverdueAfter = form.Deadline("overdueAfter") };
        typed.Faults.Unless(ChannelLine.Releases.Contains(set.Release), "release", ChannelTexts.ReleaseFault);
        if (typed.Faults.Any)
        {
            return Pages.Show<ChannelPage>(
                frame, model with { Typed = typed }, StatusCodes.Status422UnprocessableEntity);
        }

        // What is so already stays so, and is no act.
        var result = set == model.Channel
            ? ActResult.Done
            : await rules.SetChannelAsync(frame.User!, set, context.RequestAborted);
        return Told.Of(frame, result, PathOf(set.Id), ChannelTexts.Changed, FormTexts.NotFoundDetail);
    }

    /// <summary>POST /portal/channels/{id}/keys: makes one more key.</summary>
    public async Task<IResult> AddKeyAsync(HttpContext context, PageFrame frame)
    {
        var id = IdOf(context);
        var form = MadeKey.FormOf(new TypedForm(context.Request.Form, new Faults()), actions);
        var made = await actions.AddChannelKeyAsync(frame.User!, id, form, context.RequestAborted);
        return MadeKey.Show(frame, made, ChannelTexts.Title, id, PathOf(id), PathOf(id));
    }

    /// <summary>The page of one channel.</summary>
    public static string PathOf(string channelId) => $"{Path}/{channelId}";

    /// <summary>A channel as a person may see it; null where it serves none of the person's branches.</summary>
    internal static async Task<ChannelModel?> FindAsync(
        IPortalQueries queries, IPortalActions actions, string id, PortalUser user,
        CancellationToken cancellationToken) =>
        Seen(await queries.ReadChannelLinesAsync(cancellationToken), user)
            .FirstOrDefault(one => one.Id == id) is { } channel
            ? new ChannelModel(
                channel, await queries.ReadKeyLinesAsync(KeyUse.Channel, id, cancellationToken), Revoking: null)
            {
                Form = actions.DrawBatch(),
            }
            : null;

    private async Task<IResult> ListAsync(HttpContext context, PageFrame frame, TypedForm? typed)
    {
        var query = context.Request.Query;
        var (search, after, user) = (query["q"].ToString().Trim(), query["after"].ToString(), frame.User!);
        var channels = Seen(await queries.ReadChannelLinesAsync(context.RequestAborted), user);
        var slice = Slice.Of(
            channels.Where(channel => Slice.Finds(search, channel.Id)), channel => channel.Id, after);
        var branches = user.Role == PortalRole.Administrator
            ? await queries.ReadBranchLinesAsync(null, context.RequestAborted)
            : [];
        return Pages.Show<ChannelsPage>(
            frame, new ChannelsModel(slice, search, after.Length == 0, branches, typed),
            typed is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static IEnumerable<ChannelLine> Seen(IEnumerable<ChannelLine> channels, PortalUser user) =>
        user.Scope is null
            ? channels
            : channels
                .Select(channel => channel with { Branches = [.. channel.Branches.Where(user.MaySee)] })
                .Where(channel => channel.Branches.Count > 0);

    private static string IdOf(HttpContext context) => (string)context.Request.RouteValues["id"]!;
}
