using System.Net;

namespace OrderConnector.PosAgent.Showing;

/// <summary>What the page is told once.</summary>
/// <param name="EndPoint">Where it is served; port 0 takes a free one.</param>
/// <param name="Portal">The managers' portal, which works without this machine.</param>
/// <param name="Help">Whom staff call; null where nobody is named.</param>
/// <param name="Run">Made at each start of the process: a page of an older one knows that it is old.</param>
public sealed record StaffPageSetting(IPEndPoint EndPoint, Uri Portal, string? Help, string Run);
