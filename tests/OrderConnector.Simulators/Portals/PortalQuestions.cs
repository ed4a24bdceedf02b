namespace OrderConnector.Simulators.Portals;

/// <summary>What people ask of pages that list things: filtered, sorted, searched; the costly ways to ask.</summary>
public static class PortalQuestions
{
    /// <summary>Addresses, each of a page of <see cref="PortalPages"/>.</summary>
    public static IReadOnlyList<string> Of(PortalExamples examples) =>
    [
        .. from order in (string[])["group=pending", "group=overdue", "group=collected", "group=waiting"]
           from sort in (string[])["oldest", "newest", "due", "total"]
           select $"/portal/orders?{order}&sort={sort}",
        $"/portal/orders?branch={examples.Branch}",
        $"/portal/orders?channel={examples.Channel}",
        "/portal/orders?channel=nobody",
        "/portal/orders?search=nobody-of-this-name",
        "/portal/orders?search=40000123",
        $"/portal/orders?search={examples.Order}",
        .. from fate in (string[])["", "notSigned", "gaps", "open", "held", "lostByRestore"]
           select $"/portal/register?branch={examples.Branch}&fate={fate}&from=40000000",
        $"/portal/register?branch={examples.Branch}&since=2026-01-01&until=2026-12-31",
        "/portal/audit?actor=user:person-7",
        "/portal/audit?action=order.flagged",
        "/portal/audit?subject=it-77",
        $"/portal/audit?branch={examples.Branch}",
        $"/portal/audit?actor=user:person-7&branch={examples.Branch}&action=order.flagged",
        "/portal/audit?action=nobody.didThis&from=2026-01-01&to=2026-12-31",
        "/portal/branches?q=nobody",
        "/portal/agents?q=nobody",
    ];
}
