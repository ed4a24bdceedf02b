using OrderConnector.Core.Access;

namespace OrderConnector.Functions.Authenticating;

/// <summary>Who asks for a page.</summary>
/// <param name="User">Who is logged in; null for nobody.</param>
/// <param name="SessionId">The session; null where the platform says who it is, or nobody is.</param>
/// <param name="MustChange">A new password must be chosen before anything else.</param>
/// <param name="FormToken">What this browser's forms carry.</param>
/// <param name="Stranger">A name the platform vouches for, of whom we know nothing; null else.</param>
public sealed record Visitor(
    PortalUser? User, string? SessionId, bool MustChange, string FormToken, string? Stranger = null);
