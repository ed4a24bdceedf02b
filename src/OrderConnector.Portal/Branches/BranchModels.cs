using OrderConnector.Core.Agents;
using OrderConnector.Core.Alerting;
using OrderConnector.Portal.Agents;
using OrderConnector.Portal.Channels;
using OrderConnector.Portal.Forms;
using OrderConnector.Portal.Lists;

namespace OrderConnector.Portal.Branches;

/// <summary>What the list of branches shows.</summary>
/// <param name="Search">What is searched for.</param>
/// <param name="Slice">The branches found.</param>
/// <param name="IsFirst">The page is the first one.</param>
/// <param name="ChannelsOf">How many channels may post to a branch.</param>
/// <param name="Typed">A branch to be added, as typed; null where nobody typed.</param>
public sealed record BranchesModel(
    string Search, Slice<BranchLine> Slice, bool IsFirst, IReadOnlyDictionary<string, int> ChannelsOf,
    TypedForm? Typed);

/// <summary>What one branch's page shows.</summary>
/// <param name="Branch">The branch.</param>
/// <param name="Channels">Channels that may post to it.</param>
/// <param name="Agents">Its agents.</param>
/// <param name="Newest">What the form of seller data begins with; version 0 where there are none.</param>
/// <param name="Versions">Versions of its seller data, newest first.</param>
/// <param name="Next">The version below which more are; null at the end.</param>
public sealed record BranchModel(
    BranchLine Branch, IReadOnlyList<ChannelLine> Channels, IReadOnlyList<AgentLine> Agents, SellerData Newest,
    IReadOnlyList<SellerVersion> Versions, int? Next)
{
    /// <summary>Seller data as typed, with its faults; null where nobody typed.</summary>
    public TypedForm? Seller { get; init; }

    /// <summary>What the branch has set of its alerts.</summary>
    public required ChosenAlertSettings Alerts { get; init; }

    /// <summary>Alert settings as typed, with their faults; null where nobody typed.</summary>
    public TypedForm? AlertsTyped { get; init; }

    /// <summary>A new end of the range as typed; null where nobody typed.</summary>
    public TypedForm? Widen { get; init; }
}
