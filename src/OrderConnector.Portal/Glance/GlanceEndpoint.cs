using Microsoft.AspNetCore.Http;
using OrderConnector.Portal.Lists;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Glance;

/// <summary>GET /portal: the branches at a glance.</summary>
public sealed class GlanceEndpoint(IPortalQueries queries, SignsOfLife signs)
{
    /// <summary>Where they are.</summary>
    public const string Path = "/portal";

    /// <summary>Shows the branches the reader may see, fifty at a time: a card is rich, a chain may be long.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, PageFrame frame)
    {
        var read = await queries.ReadGlanceAsync(frame.User!.Scope, frame.Now, context.RequestAborted);
        var seen = await signs.ReadAsync(read, context.RequestAborted);
        var incidents = await queries.ReadIncidentsAsync(frame.User.Scope, after: null, max: 1, context.RequestAborted);
        var (search, after) = (context.Request.Query["q"].ToString().Trim(), context.Request.Query["after"].ToString());
        var branches = seen.Where(branch => Slice.Finds(search, branch.Id, branch.Name))
            .Select(branch => BranchView.Of(branch, incidents.Open, frame.Now))
            .OrderByDescending(branch => branch.Worry)
            .ThenBy(branch => branch.Glance.Name, StringComparer.OrdinalIgnoreCase);
        var slice = Slice.Of(branches, branch => branch.Glance.Id, after);
        return Pages.Show<GlancePage>(frame, new GlanceModel(slice.Items)
        {
            Next = slice.Next, IsFirst = after.Length == 0, Search = search, AreMany = seen.Count > Slice.PageSize,
        });
    }
}
