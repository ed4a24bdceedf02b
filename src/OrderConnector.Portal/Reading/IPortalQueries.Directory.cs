using OrderConnector.Portal.Branches;
using OrderConnector.Portal.Channels;

namespace OrderConnector.Portal.Reading;

public partial interface IPortalQueries
{
    /// <summary>Branches by id.</summary>
    /// <param name="scope">Branches to see; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<BranchLine>> ReadBranchLinesAsync(
        IReadOnlyList<string>? scope, CancellationToken cancellationToken);

    /// <summary>Versions of a branch's seller data below a version, newest first.</summary>
    /// <param name="branchId">The branch.</param>
    /// <param name="below">Where the page before ended; null for the first.</param>
    /// <param name="max">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<SellerVersion>> ReadSellerVersionsAsync(
        string branchId, int? below, int max, CancellationToken cancellationToken);

    /// <summary>All channels, by id.</summary>
    Task<IReadOnlyList<ChannelLine>> ReadChannelLinesAsync(CancellationToken cancellationToken);

    /// <summary>Keys of one purpose, newest first; nothing of their secrets.</summary>
    /// <param name="use">What they open.</param>
    /// <param name="subject">Whose: a channel's id, an operator's name; null for everybody's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<KeyLine>> ReadKeyLinesAsync(
        KeyUse use, string? subject, CancellationToken cancellationToken);
}
