using OrderConnector.Core.Texts;

namespace OrderConnector.Core.Access;

/// <summary>A person who is logged in to the portal.</summary>
/// <param name="Name">Unique, as typed at the log in.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Branches">A manager's own branches; empty for the other roles, which see all.</param>
/// <param name="Language">What it reads.</param>
public sealed record PortalUser(
    string Name, string DisplayName, PortalRole Role, IReadOnlyList<string> Branches, Language Language)
{
    /// <summary>How the person stands in the records: "user:anna".</summary>
    public string Actor => "user:" + Name;

    /// <summary>The branches to read, null for all of them.</summary>
    public IReadOnlyList<string>? Scope => Role switch
    {
        PortalRole.Auditor or PortalRole.Administrator => null,
        PortalRole.Manager => Branches,
    };

    /// <summary>Whether a branch's orders may be shown.</summary>
    public bool MaySee(string branchId) => Scope is not { } scope || scope.Contains(branchId, StringComparer.Ordinal);

    /// <summary>Whether anything of a branch may be changed.</summary>
    public bool MayAct(string branchId) => Role switch
    {
        PortalRole.Auditor => false,
        PortalRole.Manager => Branches.Contains(branchId, StringComparer.Ordinal),
        PortalRole.Administrator => true,
    };
}
