using OrderConnector.Core.Access;
using OrderConnector.Portal.Contacts;
using OrderConnector.Portal.Incidents;

namespace OrderConnector.Functions.Hosting;

/// <summary>The routes of incidents and contacts.</summary>
public static class AlertRoutes
{
    public static readonly Route ListIncidents = new(
        "GET", "/portal/incidents", Caller.Portal, "Lists incidents");
    public static readonly Route ShowIncident = new(
        "GET", "/portal/incidents/{id}", Caller.Portal, "Shows an incident");
    public static readonly Route TakeIncident = new(
        "POST", "/portal/incidents/{id}", Caller.Portal, "Takes an incident over", PortalRole.Manager);
    public static readonly Route ShowContacts = new("GET", "/portal/contacts", Caller.Portal, "Lists contacts");
    public static readonly Route AddContact = new(
        "POST", "/portal/contacts", Caller.Portal, "Adds a contact", PortalRole.Manager);
    public static readonly Route RemoveContact = new(
        "POST", "/portal/contacts/{id}/remove", Caller.Portal, "Removes a contact", PortalRole.Manager);
    public static readonly Route TestContact = new(
        "POST", "/portal/contacts/{id}/test", Caller.Portal, "Sends a test to a contact", PortalRole.Manager);
    public static readonly Route ShowLink = new(
        "GET", "/a/{token}", Caller.LinkHolder, "Shows the incident a mail tells of");
    public static readonly Route UseLink = new(
        "POST", "/a/{token}", Caller.LinkHolder, "Takes over the incident a mail tells of");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Route> All { get; } =
    [
        ListIncidents, ShowIncident, TakeIncident, ShowContacts, AddContact, RemoveContact, TestContact, ShowLink,
        UseLink,
    ];

    /// <summary>Maps them.</summary>
    public static void MapAlerts(this WebApplication app)
    {
        var incidents = app.Services.GetRequiredService<IncidentEndpoints>();
        app.MapPortal(ListIncidents, incidents.ListAsync);
        app.MapPortal(ShowIncident, incidents.ShowAsync);
        app.MapPortal(TakeIncident, incidents.AcknowledgeAsync);
        app.MapPortalOpen(ShowLink, incidents.ShowLinkAsync);
        app.MapPortalOpen(UseLink, incidents.UseLinkAsync);
        var contacts = app.Services.GetRequiredService<ContactEndpoints>();
        app.MapPortal(ShowContacts, contacts.ShowAsync);
        app.MapPortal(AddContact, contacts.AddAsync);
        app.MapPortal(RemoveContact, contacts.RemoveAsync);
        app.MapPortal(TestContact, contacts.TestAsync);
    }
}
