using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Alerting;
using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Forms;
using OrderConnector.Portal.Lists;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Branches;

/// <summary>Branches: their numbers, and who sells there.</summary>
public sealed class BranchEndpoints(
    IPortalQueries queries, IPortalActions actions, IAlertActions rules, SignsOfLife signs)
{
    /// <summary>Where they are.</summary>
    public const string Path = "/portal/branches";

    private const int MostVersions = 20;
    private const int MostAgents = 20;

    /// <summary>GET /portal/branches.</summary>
    public Task<IResult> ListAsync(HttpContext context, PageFrame frame) => ListAsync(context, frame, typed: null);

    /// <summary>POST /portal/branches: adds one.</summary>
    public async Task<IResult> AddAsync(HttpContext context, PageFrame frame)
    {
        var typed = new TypedForm(context.Request.Form, new Faults());
        var draft = BranchDraft.Read(new FormReader(typed.Form, typed.Faults));
        if (typed.Faults.Any)
        {
            return await ListAsync(context, frame, typed);
        }

        var result = await actions.AddBranchAsync(frame.User!, draft, context.RequestAborted);
        if (result == ActResult.Gone)
        {
            typed.Faults.Add("id", BranchTexts.Taken);
            return await ListAsync(context, frame, typed);
        }

        return Told.Of(frame, result, PathOf(draft.Id), BranchTexts.Added, BranchTexts.Taken);
    }

    /// <summary>GET /portal/branches/{id}.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, PageFrame frame) =>
        await FindAsync(context, frame) is { } model
            ? Pages.Show<BranchPage>(frame, model)
            : Answers.Missing(frame);

    /// <summary>POST /portal/branches/{id}/seller: stores a new version of who sells.</summary>
    public async Task<IResult> StoreSellerAsync(HttpContext context, PageFrame frame)
    {
        if (await FindAsync(context, frame) is not { } model)
        {
            return Answers.Missing(frame);
        }

        var typed = new TypedForm(context.Request.Form, new Faults());
        var data = SellerDraft.Read(new FormReader(typed.Form, typed.Faults), model.Branch.Id);
        var result = typed.Faults.Any
            ? ActResult.Gone
            : await actions.StoreSellerAsync(frame.User!, data, context.RequestAborted);
        if (result != ActResult.Gone)
        {
            return Told.Of(
                frame, result, PathOf(model.Branch.Id), BranchTexts.Stored, BranchTexts.StoredElsewhere);
        }

        if (!typed.Faults.Any)
        {
            typed.Faults.Add("version", BranchTexts.StoredElsewhere);
        }

        return Pages.Show<BranchPage>(
            frame, model with { Seller = typed }, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>POST /portal/branches/{id}/numbers: moves the end of its numbers up.</summary>
    public async Task<IResult> WidenAsync(HttpContext context, PageFrame frame)
    {
        if (await FindAsync(context, frame) is not { } model)
        {
            return Answers.Missing(frame);
        }

        var typed = new TypedForm(context.Request.Form, new Faults());
        var last = new FormReader(typed.Form, typed.Faults).Number("last", 1, BranchDraft.MostNumber);
        var isAbove = last > model.Branch.LastNumber;
        var result = typed.Faults.Any || !isAbove
            ? ActResult.Gone
            : await actions.WidenRangeAsync(frame.User!, model.Branch.Id, last, context.RequestAborted);
        if (result != ActResult.Gone)
        {
            return Told.Of(frame, result, PathOf(model.Branch.Id), BranchTexts.Widened, FormTexts.NotFoundDetail);
        }

        typed.Faults.Add("last", FormReader.Filled(BranchTexts.WidenFault, model.Branch.LastNumber));
        return Pages.Show<BranchPage>(frame, model with { Widen = typed }, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>POST /portal/branches/{id}/alerts: sets when something there is an alert.</summary>
    public async Task<IResult> SetAlertsAsync(HttpContext context, PageFrame frame)
    {
        if (await FindAsync(context, frame) is not { } model)
        {
            return Answers.Missing(frame);
        }

        var typed = new TypedForm(context.Request.Form, new Faults());
        var chosen = AlertDraft.Read(new FormReader(typed.Form, typed.Faults));
        if (typed.Faults.Any)
        {
            return Pages.Show<BranchPage>(
                frame, model with { AlertsTyped = typed }, StatusCodes.Status422UnprocessableEntity);
        }

        // What is so already stays so, and is no act.
        var result = chosen == model.Alerts
            ? ActResult.Done
            : await rules.SetBranchAsync(frame.User!, model.Branch.Id, chosen, context.RequestAborted);
        return Told.Of(
            frame, result, PathOf(model.Branch.Id), AlertSettingTexts.Saved, FormTexts.NotFoundDetail);
    }

    /// <summary>The page of one branch.</summary>
    public static string PathOf(string branchId) => $"{Path}/{branchId}";

    private async Task<IResult> ListAsync(HttpContext context, PageFrame frame, TypedForm? typed)
    {
        var query = context.Request.Query;
        var (search, after) = (query["q"].ToString().Trim(), query["after"].ToString());
        var branches = await queries.ReadBranchLinesAsync(frame.User!.Scope, context.RequestAborted);
        var slice = Slice.Of(
            branches.Where(branch => Slice.Finds(search, branch.Id, branch.Name)), branch => branch.Id, after);
        var shown = slice.Items.Select(branch => branch.Id).ToHashSet(StringComparer.Ordinal);
        var channels = (await queries.ReadChannelLinesAsync(context.RequestAborted))
            .SelectMany(channel => channel.Branches.Distinct().Where(shown.Contains))
            .CountBy(branch => branch)
            .ToDictionary(StringComparer.Ordinal);
        return Pages.Show<BranchesPage>(
            frame, new BranchesModel(search, slice, after.Length == 0, channels, typed),
            typed is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<BranchModel?> FindAsync(HttpContext context, PageFrame frame)
    {
        var (id, aborted) = ((string)context.Request.RouteValues["id"]!, context.RequestAborted);
        if (!frame.User!.MaySee(id)
            || (await queries.ReadBranchLinesAsync([id], aborted)) is not [var branch])
        {
            return null;
        }

        var below = int.TryParse(
            context.Request.Query["below"], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : (int?)null;
        var versions = await queries.ReadSellerVersionsAsync(id, below, MostVersions + 1, aborted);
        var agents = (await queries.ReadAgentLinesAsync([id], aborted)).OrderBy(agent => agent.RevokedAt);
        return new BranchModel(
            branch,
            [.. (await queries.ReadChannelLinesAsync(aborted)).Where(channel => channel.Branches.Contains(id))],
            await signs.ReadAsync([.. agents.Take(MostAgents)], aborted),
            (await queries.ReadSellerVersionsAsync(id, null, 1, aborted)) is [var newest]
                ? newest.Data
                : new SellerData(0, id, branch.Name, null, null, null, null, "DEU", null, null, branch.TimeZone),
            [.. versions.Take(MostVersions)],
            versions.Count > MostVersions ? versions[MostVersions - 1].Data.Version : null)
        {
            Alerts = await queries.FindBranchAlertsAsync(id, aborted) ?? new ChosenAlertSettings(),
        };
    }
}
