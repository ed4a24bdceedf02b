using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Access;
using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Forms;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Emergencies;

/// <summary>Emergency operation: the branches, and one branch with its switch, work list and history.</summary>
public sealed class EmergencyEndpoints(IPortalQueries queries, IPortalActions actions)
{
    private const int PageLength = 25;
    private const int HistoryLength = 20;

    /// <summary>GET /portal/emergency.</summary>
    public async Task<IResult> ShowAllAsync(HttpContext context, PageFrame frame) =>
        Pages.Show<EmergencyPage>(
            frame,
            new EmergencyModel(
                await queries.ReadBranchEmergenciesAsync(frame.User!.Scope, context.RequestAborted)));

    /// <summary>GET /portal/emergency/{branchId}.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, PageFrame frame)
    {
        if (await FindAsync(context, frame) is not { } branch)
        {
            return Missing(frame);
        }

        var aborted = context.RequestAborted;
        var after = long.TryParse(
            context.Request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : 0;
        return Pages.Show<BranchEmergencyPage>(frame, new BranchEmergencyModel(
            branch, await queries.ReadWorkListAsync(branch.BranchId, after, PageLength, aborted),
            await queries.ReadEmergenciesAsync(branch.BranchId, HistoryLength, aborted))
        {
            MayAct = frame.User!.MayAct(branch.BranchId),
        });
    }

    /// <summary>POST /portal/emergency/{branchId}/begin.</summary>
    public Task<IResult> BeginAsync(HttpContext context, PageFrame frame) => ChangeAsync(
        context, frame, EmergencyNotices.Begun,
        (branch, reason, _) => actions.BeginEmergencyAsync(frame.User!, branch, reason, context.RequestAborted));

    /// <summary>POST /portal/emergency/{branchId}/end.</summary>
    public Task<IResult> EndAsync(HttpContext context, PageFrame frame) => ChangeAsync(
        context, frame, EmergencyNotices.Ended,
        (branch, reason, _) => actions.EndEmergencyAsync(frame.User!, branch, reason, context.RequestAborted));

    /// <summary>POST /portal/emergency/{branchId}/procedure.</summary>
    public Task<IResult> SetAsync(HttpContext context, PageFrame frame) => ChangeAsync(
        context, frame, EmergencyNotices.Set,
        (branch, reason, form) => EmergencyProcedureNames.FromWire(form["procedure"]) is { } procedure
            ? actions.SetProcedureAsync(frame.User!, branch, procedure, reason, context.RequestAborted)
            : Task.FromResult(EmergencyResult.AlreadySo));

    private async Task<IResult> ChangeAsync(
        HttpContext context, PageFrame frame, Text done,
        Func<string, string, IFormCollection, Task<EmergencyResult>> change)
    {
        if (await FindAsync(context, frame) is not { } branch)
        {
            return Missing(frame);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var path = EmergencyModel.PathOf(branch.BranchId);
        if (ReasonOf(form) is not { } reason)
        {
            return SeeOther.Saying(path, NoticeKind.Bad, EmergencyNotices.ReasonMissing[frame.Language]);
        }

        return await change(branch.BranchId, reason, form) switch
        {
            EmergencyResult.Done => SeeOther.Saying(path, NoticeKind.Good, done[frame.Language]),
            EmergencyResult.AlreadySo =>
                SeeOther.Saying(path, NoticeKind.Info, EmergencyNotices.AlreadySo[frame.Language]),
            EmergencyResult.Unknown => Missing(frame),
        };
    }

    /// <summary>A reason as typed; null where it is missing, too long or not printable.</summary>
    internal static string? ReasonOf(IFormCollection form)
    {
        var reason = form["reason"].ToString().Trim();
        return reason.Length is > 0 and <= FormReader.ReasonLength && !reason.Any(char.IsControl) ? reason : null;
    }

    /// <summary>404: there is no such thing, or none this person may see.</summary>
    internal static IResult Missing(PageFrame frame) =>
        Pages.Show<RefusalPage>(frame, EmergencyNotices.Missing, StatusCodes.Status404NotFound);

    private Task<BranchEmergency?> FindAsync(HttpContext context, PageFrame frame) =>
        FindAsync(queries, frame, (string)context.Request.RouteValues["branchId"]!, context.RequestAborted);

    /// <summary>A branch that the reader may see; null for a foreign one as for none at all.</summary>
    internal static async Task<BranchEmergency?> FindAsync(
        IPortalQueries queries, PageFrame frame, string branchId, CancellationToken aborted) =>
        (await queries.ReadBranchEmergenciesAsync(frame.User!.Scope, aborted))
        .FirstOrDefault(branch => branch.BranchId == branchId);
}
