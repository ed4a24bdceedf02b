using Microsoft.AspNetCore.Http;
using OrderConnector.Portal.Access;
using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Incidents;

/// <summary>Pages and acts about incidents.</summary>
public sealed class IncidentEndpoints(IPortalQueries queries, IAlertActions actions)
{
    private const int PageLength = 50;
    private const int MostOrders = 200;
    private const int LongestNote = 500;

    /// <summary>GET /portal/incidents.</summary>
    public async Task<IResult> ListAsync(HttpContext context, PageFrame frame) => Pages.Show<IncidentsPage>(
        frame,
        await queries.ReadIncidentsAsync(
            frame.User!.Scope, IncidentKey.Read(context.Request.Query["after"]), PageLength, context.RequestAborted));

    /// <summary>GET /portal/incidents/{id}.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, PageFrame frame) =>
        await FindAsync(context, frame) is { } story
            ? Pages.Show<IncidentPage>(frame, story)
            : NotFound(frame);

    /// <summary>POST /portal/incidents/{id}: takes it over.</summary>
    public async Task<IResult> AcknowledgeAsync(HttpContext context, PageFrame frame)
    {
        if (await FindAsync(context, frame) is not { } story || !frame.User!.MayAct(story.Line.BranchId))
        {
            return NotFound(frame);
        }

        var note = context.Request.Form["note"].ToString().Trim();
        var outcome = await actions.AcknowledgeAsync(
            frame.User, story.Line, note.Length == 0 ? null : note[..Math.Min(note.Length, LongestNote)],
            context.RequestAborted);
        return Answer($"/portal/incidents/{story.Line.Id}", frame, outcome);
    }

    /// <summary>GET /a/{token}: shows what the link in a mail is for, and does nothing.</summary>
    public async Task<IResult> ShowLinkAsync(HttpContext context, PageFrame frame) =>
        await actions.FindLinkAsync(Token(context), context.RequestAborted) is { } link
            ? Pages.Show<LinkPage>(frame, link)
            : Pages.Show<RefusalPage>(frame, IncidentTexts.LinkGone, StatusCodes.Status404NotFound);

    /// <summary>POST /a/{token}: takes the incident over.</summary>
    public async Task<IResult> UseLinkAsync(HttpContext context, PageFrame frame) =>
        await actions.FindLinkAsync(Token(context), context.RequestAborted) is { } link
            ? Answer(
                $"/a/{Token(context)}", frame, await actions.AcknowledgeAsync(link, context.RequestAborted))
            : Pages.Show<RefusalPage>(frame, IncidentTexts.LinkGone, StatusCodes.Status404NotFound);

    private async Task<IncidentStory?> FindAsync(HttpContext context, PageFrame frame) =>
        await queries.FindIncidentAsync(
            (string)context.Request.RouteValues["id"]!, MostOrders, context.RequestAborted) is { } story
        && frame.User!.MaySee(story.Line.BranchId)
            ? story
            : null;

    private static IResult Answer(string path, PageFrame frame, Acknowledgement outcome) => outcome.IsDone
        ? SeeOther.Saying(path, NoticeKind.Good, IncidentTexts.NowYours[frame.Language])
        : SeeOther.Saying(path, NoticeKind.Warn, outcome.By is { } by
            ? $"{by} {IncidentTexts.WasFaster[frame.Language]}"
            : IncidentTexts.AlreadyOver[frame.Language]);

    private static IResult NotFound(PageFrame frame) =>
        Pages.Show<RefusalPage>(frame, IncidentTexts.NoSuch, StatusCodes.Status404NotFound);

    private static string Token(HttpContext context) => (string)context.Request.RouteValues["token"]!;
}
