using OrderConnector.Core.Access;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Shell;

/// <summary>One entry of the menu.</summary>
/// <param name="Path">Where it leads.</param>
/// <param name="Text">What it is called.</param>
/// <param name="Least">The least role it is shown to.</param>
public sealed record MenuItem(string Path, Text Text, PortalRole Least = PortalRole.Auditor)
{
    /// <summary>Whether it is shown to a role; an auditor reads everything.</summary>
    public bool IsFor(PortalRole role) => role == PortalRole.Auditor || role >= Least;
}

/// <summary>Entries that belong together.</summary>
/// <param name="Title">What they have in common.</param>
/// <param name="Items">The entries.</param>
public sealed record MenuGroup(Text Title, IReadOnlyList<MenuItem> Items);

/// <summary>The menu.</summary>
public static class MenuItems
{
    /// <summary>All of it, from what is needed most often to what is set once.</summary>
    public static IReadOnlyList<MenuGroup> Groups { get; } =
    [
        new(ShellTexts.Running,
        [
            new("/portal", ShellTexts.Today),
            new("/portal/orders", ShellTexts.Orders),
            new("/portal/held", ShellTexts.Held),
            new("/portal/emergency", ShellTexts.Emergency),
            new("/portal/incidents", ShellTexts.Incidents),
        ]),
        new(ShellTexts.Proof,
        [
            new("/portal/register", ShellTexts.Register),
            new("/portal/audit", ShellTexts.Audit),
        ]),
        new(ShellTexts.SetUp,
        [
            new("/portal/branches", ShellTexts.Branches),
            new("/portal/channels", ShellTexts.Channels),
            new("/portal/agents", ShellTexts.Agents),
            new("/portal/contacts", ShellTexts.Contacts),
            new("/portal/users", ShellTexts.Users, PortalRole.Administrator),
        ]),
    ];

    /// <summary>The entry a page stands under: the one whose path begins the page's, the longest such.</summary>
    public static MenuItem? Current(string path) => Groups.SelectMany(group => group.Items)
        .Where(item => path == item.Path
            || (item.Path != "/portal" && path.StartsWith(item.Path + "/", StringComparison.Ordinal)))
        .MaxBy(item => item.Path.Length);
}
