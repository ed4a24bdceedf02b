using OrderConnector.Core.Access;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Channels;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Portal.Acting;

/// <summary>
/// What people do about incidents, contacts and deadlines; each act is on the audit log with the change.
/// </summary>
public interface IAlertActions
{
    /// <summary>Takes an incident over.</summary>
    Task<Acknowledgement> AcknowledgeAsync(
        PortalUser user, IncidentLine incident, string? note, CancellationToken cancellationToken);

    /// <summary>The incident a link in a mail leads to; null where there is none such.</summary>
    Task<IncidentLink?> FindLinkAsync(string token, CancellationToken cancellationToken);

    /// <summary>Takes an incident over by the link in a mail.</summary>
    Task<Acknowledgement> AcknowledgeAsync(IncidentLink link, CancellationToken cancellationToken);

    /// <summary>Sets release and deadline of a channel. Administrators.</summary>
    Task<ActResult> SetChannelAsync(PortalUser by, ChannelLine channel, CancellationToken cancellationToken);

    /// <summary>Replaces what a branch has set of its alerts. Who may act on the branch.</summary>
    Task<ActResult> SetBranchAsync(
        PortalUser by, string branchId, ChosenAlertSettings chosen, CancellationToken cancellationToken);

    /// <summary>Adds a contact; its id is made here.</summary>
    Task<AddedContact> AddContactAsync(string actor, Contact draft, CancellationToken cancellationToken);

    /// <summary>Removes a contact; false where somebody was faster.</summary>
    Task<bool> RemoveContactAsync(string actor, Contact contact, CancellationToken cancellationToken);

    /// <summary>
    /// Sends a test through the outbox, at once; null where the contact was removed meanwhile. One that fails is tried
    /// again by the timer, like any notice.
    /// </summary>
    Task<ContactTest?> TestContactAsync(string actor, Contact contact, CancellationToken cancellationToken);
}

/// <summary>What became of an acknowledgement.</summary>
/// <param name="IsDone">This one did it; false where somebody was first, or it is over.</param>
/// <param name="By">Who took it over; null for nobody.</param>
public sealed record Acknowledgement(bool IsDone, string? By);

/// <summary>An incident as a link in a mail leads to it.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="ContactId">Whose link it is.</param>
/// <param name="ContactName">That contact's name.</param>
/// <param name="Language">What it reads.</param>
public sealed record IncidentLink(IncidentLine Incident, string ContactId, string ContactName, Language Language);

/// <summary>What became of adding a contact.</summary>
/// <param name="Contact">As it stands.</param>
/// <param name="Secret">"whsec_…", shown this once; null for a mail.</param>
/// <param name="Faults">Why it was not added; empty where it was.</param>
public sealed record AddedContact(Contact Contact, string? Secret, IReadOnlyList<Text> Faults);

/// <summary>How a test went.</summary>
/// <param name="IsSent">The other side took it.</param>
/// <param name="IsTriedAgain">It is tried again for a day.</param>
/// <param name="Detail">Plain words, without a secret.</param>
public sealed record ContactTest(bool IsSent, bool IsTriedAgain, string? Detail);
