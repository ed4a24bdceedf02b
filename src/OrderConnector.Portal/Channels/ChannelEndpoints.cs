using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Access;
using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Forms;
using OrderConnector.Portal.Lists;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Channels;

/// <summary>Channels: where orders come from, and the keys they show.</summary>
public sealed class ChannelEndpoints(IPortalQueries queries, IPortalActions actions)
{
    /// <summary>Where they are.</summary>
    public const string Path = "/portal/channels";

    private static readonly string[] s_releases = ["auto", "held"];

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
        typed.Faults.Unless(s_releases.Contains(channel.Release), "release", ChannelTexts.ReleaseFault);
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
        await FindAsync(queries, IdOf(context), frame.User!, context.RequestAborted) is { } model
            ? Pages.Show<ChannelPage>(frame, model)
            : Answers.Missing(frame);

    /// <summary>POST /portal/channels/{id}/keys: makes one more key.</summary>
    public async Task<IResult> AddKeyAsync(HttpContext context, PageFrame frame)
    {
        var id = IdOf(context);
        var made = await actions.AddChannelKeyAsync(frame.User!, id, context.RequestAborted);
        return MadeKey.Show(frame, made, ChannelTexts.Title, id, PathOf(id), PathOf(id));
    }

    /// <summary>The page of one channel.</summary>
    public static string PathOf(string channelId) => $"{Path}/{channelId}";

    /// <summary>A channel as a person may see it; null where it serves none of the person's branches.</summary>
    internal static async Task<ChannelModel?> FindAsync(
        IPortalQueries queries, string id, PortalUser user, CancellationToken cancellationToken) =>
        Seen(await queries.ReadChannelLinesAsync(cancellationToken), user)
            .FirstOrDefault(one => one.Id == id) is { } channel
            ? new ChannelModel(
                channel, await queries.ReadKeyLinesAsync(KeyUse.Channel, id, cancellationToken), Revoking: null)
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
