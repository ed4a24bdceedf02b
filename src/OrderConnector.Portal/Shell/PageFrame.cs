using OrderConnector.Core.Access;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Shell;

/// <summary>What surrounds every page: who reads it, how, and what its forms carry.</summary>
/// <param name="User">Who is logged in; null before.</param>
/// <param name="Language">The language shown.</param>
/// <param name="Theme">Light or dark.</param>
/// <param name="Path">The page's own path, to mark it in the menu and to come back to.</param>
/// <param name="FormField">Name of the hidden field that proves that a form is ours.</param>
/// <param name="FormToken">Its value.</param>
public sealed record PageFrame(
    PortalUser? User, Language Language, Theme Theme, string Path, string FormField, string FormToken);
