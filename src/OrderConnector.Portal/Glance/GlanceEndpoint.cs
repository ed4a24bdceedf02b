using Microsoft.AspNetCore.Http;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Glance;

/// <summary>GET /portal: the branches at a glance.</summary>
public sealed class GlanceEndpoint(IPortalQueries queries, SignsOfLife signs)
{
    /// <summary>Shows the branches the reader may see.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, PageFrame frame)
    {
        var read = await queries.ReadGlanceAsync(frame.User!.Scope, frame.Now, context.RequestAborted);
        var seen = await signs.ReadAsync(read, context.RequestAborted);
        var incidents = await queries.ReadIncidentsAsync(frame.User.Scope, after: null, max: 1, context.RequestAborted);
        var branches = seen.Select(branch => BranchView.Of(branch, incidents.Open, frame.Now))
            .OrderByDescending(branch => branch.Worry)
            .ThenBy(branch => branch.Glance.Name, StringComparer.OrdinalIgnoreCase);
        return Pages.Show<GlancePage>(frame, new GlanceModel([.. branches]));
    }
}
