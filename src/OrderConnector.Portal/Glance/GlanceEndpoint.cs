using Microsoft.AspNetCore.Http;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Glance;

/// <summary>
/// When an agent of a branch was last seen waiting, where the store is not told; null where none was.
/// </summary>
public delegate Task<DateTimeOffset?> SeenWaiting(string branchId, CancellationToken cancellationToken);

/// <summary>GET /portal: the branches at a glance.</summary>
public sealed class GlanceEndpoint(IPortalQueries queries, SeenWaiting seenWaiting)
{
    /// <summary>Shows the branches the reader may see.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, PageFrame frame)
    {
        var read = await queries.ReadGlanceAsync(frame.User!.Scope, frame.Now, context.RequestAborted);
        var seen = await Task.WhenAll(read.Select(branch => SeeAsync(branch, context.RequestAborted)));
        var incidents = await queries.ReadIncidentsAsync(frame.User.Scope, after: null, max: 1, context.RequestAborted);
        var branches = seen.Select(branch => BranchView.Of(branch, incidents.Open, frame.Now))
            .OrderByDescending(branch => branch.Worry)
            .ThenBy(branch => branch.Glance.Name, StringComparer.OrdinalIgnoreCase);
        return Pages.Show<GlancePage>(frame, new GlanceModel([.. branches]));
    }

    // An agent that rests at a queue outside the store is written down there and not here.
    private async Task<BranchGlance> SeeAsync(BranchGlance branch, CancellationToken cancellationToken)
    {
        if (branch.Agents.MaxBy(agent => agent.SeenAt ?? DateTimeOffset.MinValue) is not { } last
            || await seenWaiting(branch.Id, cancellationToken) is not { } seen || last.SeenAt >= seen)
        {
            return branch;
        }

        return branch with
        {
            Agents = [.. branch.Agents.Select(agent => agent == last ? agent with { SeenAt = seen } : agent)],
        };
    }
}
