using System.Globalization;
using OrderConnector.Core.Access;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Texts;
using OrderConnector.Functions.Alerting;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Channels;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Administering;

/// <summary>Looks after contacts, deadlines and incidents: what the command line and the portal do alike.</summary>
public sealed class AlertKeeper(
    IAlertStore store, NoticeSender sender, IDeliveryQueue queue, DirectoryMark mark, TimeProvider clock,
    RandomBytes random)
    : IAlertActions
{
    /// <inheritdoc />
    public async Task<AddedContact> AddContactAsync(
        string actor, Contact draft, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var contact = draft with { Id = AlertIds.Contact(draft.BranchId, draft.Address, now) };
        var faults = ContactRules.FindFaults(contact);
        if (faults.Count > 0)
        {
            return new AddedContact(contact, null, faults);
        }

        var secret = contact.Kind == ContactKind.Webhook ? new byte[StandardWebhook.SecretLength] : null;
        random(secret);
        // An incident nobody was told of yet is told to the new contact in the next turn.
        await queue.ExpectWorkAsync(cancellationToken);
        return await store.AddContactAsync(contact, secret, Of(contact, actor, "contact.added", now), cancellationToken)
            ? new AddedContact(contact, secret is null ? null : StandardWebhook.ShowSecret(secret), [])
            : new AddedContact(contact, null, [new Text(
                $"Es gibt keine Filiale {contact.BranchId}.", $"There is no branch {contact.BranchId}.")]);
    }

    /// <summary>A contact that was not removed; null where there is none such.</summary>
    public async Task<Contact?> FindContactAsync(string id, CancellationToken cancellationToken) =>
        (await store.ReadContactsAsync(null, cancellationToken)).FirstOrDefault(contact => contact.Id == id);

    /// <inheritdoc />
    public Task<bool> RemoveContactAsync(string actor, Contact contact, CancellationToken cancellationToken) =>
        store.RemoveContactAsync(
            contact.Id, Of(contact, actor, "contact.removed", clock.GetUtcNow()), cancellationToken);

    /// <inheritdoc />
    public async Task<ContactTest?> TestContactAsync(
        string actor, Contact contact, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var notice = new NewNotice(
            AlertIds.Notice("test", contact.Id, NoticeKind.Test, now.ToUnixTimeMilliseconds()), null, contact.Id,
            NoticeKind.Test, now);
        await queue.ExpectWorkAsync(cancellationToken);
        if (!await store.AddTestNoticeAsync(
            notice, Of(contact, actor, "contact.tested", now), cancellationToken))
        {
            return null;
        }

        if (await sender.TryAsync(notice.Id, cancellationToken) is { } outcome)
        {
            return new ContactTest(
                outcome.Result == NotifyResult.Sent, outcome.Result != NotifyResult.Refused, outcome.Detail);
        }

        // The timer was faster: what it came to is on record, or it is still at it.
        var state = await store.FindNoticeStateAsync(notice.Id, cancellationToken);
        return new ContactTest(
            IsSent: state?.Outcome == AttemptOutcome.Sent.ToWire(), IsTriedAgain: state?.Outcome is null,
            state is { Outcome: not null } or { Detail: not null } ? state.Detail : "Another process is at it.");
    }

    /// <inheritdoc />
    public async Task<ActResult> SetChannelAsync(
        PortalUser by, ChannelLine channel, CancellationToken cancellationToken) =>
        by.Role != PortalRole.Administrator ? ActResult.NotAllowed
            : !await mark.TryChangeAsync(cancellationToken) ? ActResult.Away
            : await SetChannelAsync(by.Actor, channel, cancellationToken) ? ActResult.Done
            : ActResult.Unknown;

    /// <summary>
    /// Sets release and deadline of a channel, after others were told that the directory changes; false where it is
    /// unknown.
    /// </summary>
    public async Task<bool> SetChannelAsync(string actor, ChannelLine channel, CancellationToken cancellationToken)
    {
        await queue.ExpectWorkAsync(cancellationToken);
        return await store.SetChannelAsync(
            channel.Id, channel.Release, channel.OverdueAfter,
            new Act(
                clock.GetUtcNow(), actor, "channel.changed", channel.Id, null, null,
                new Dictionary<string, string>
                {
                    ["release"] = channel.Release, ["overdueAfter"] = Durations.Show(channel.OverdueAfter),
                }),
            cancellationToken);
    }

    /// <inheritdoc />
    public async Task<ActResult> SetBranchAsync(
        PortalUser by, string branchId, ChosenAlertSettings chosen, CancellationToken cancellationToken) =>
        !by.MayAct(branchId) ? by.MaySee(branchId) ? ActResult.NotAllowed : ActResult.Unknown
            : await SetBranchAsync(by.Actor, branchId, chosen, cancellationToken) ? ActResult.Done
            : ActResult.Unknown;

    /// <summary>Replaces what a branch has set of its alerts; false where it is unknown.</summary>
    public async Task<bool> SetBranchAsync(
        string actor, string branchId, ChosenAlertSettings chosen, CancellationToken cancellationToken)
    {
        await queue.ExpectWorkAsync(cancellationToken);
        return await store.SetBranchAlertsAsync(
            branchId, chosen,
            new Act(
                clock.GetUtcNow(), actor, "branch.alertsSet", branchId, branchId, null,
                new Dictionary<string, string>
                {
                    ["escalateAfter"] = Durations.Show(chosen.EscalateAfter),
                    ["agentSilentAfter"] = Durations.Show(chosen.AgentSilentAfter),
                    ["heldAfter"] = Durations.Show(chosen.HeldAfter),
                    ["releaseAfter"] = Durations.Show(chosen.ReleaseAfter),
                    ["handOverAfter"] = Durations.Show(chosen.HandOverAfter),
                    ["queueLimit"] = chosen.QueueLimit?.ToString(CultureInfo.InvariantCulture) ?? Durations.Default,
                    ["watch"] = Durations.Show(chosen.Watch),
                }),
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<Acknowledgement> AcknowledgeAsync(
        PortalUser user, IncidentLine incident, string? note, CancellationToken cancellationToken) =>
        AcknowledgeAsync(user.Actor, user.DisplayName, incident, note, cancellationToken);

    /// <inheritdoc />
    public async Task<IncidentLink?> FindLinkAsync(string token, CancellationToken cancellationToken) =>
        AckToken.Hash(token) is { } hash && await store.FindLinkAsync(hash, cancellationToken) is { } link
            ? new IncidentLink(link.Incident, link.ContactId, link.ContactName, link.Language)
            : null;

    /// <inheritdoc />
    public Task<Acknowledgement> AcknowledgeAsync(IncidentLink link, CancellationToken cancellationToken) =>
        AcknowledgeAsync("contact:" + link.ContactId, link.ContactName, link.Incident, null, cancellationToken);

    private async Task<Acknowledgement> AcknowledgeAsync(
        string actor, string by, IncidentLine incident, string? note, CancellationToken cancellationToken)
    {
        var act = new Act(
            clock.GetUtcNow(), actor, "incident.acknowledged", incident.Id, incident.BranchId, note);
        var outcome = await store.AcknowledgeAsync(
            new Acknowledge(incident.Id, by, note, act), cancellationToken);
        return new Acknowledgement(outcome.IsDone, outcome.Incident?.AcknowledgedBy);
    }

    private static Act Of(Contact contact, string actor, string action, DateTimeOffset now) => new(
        now, actor, action, contact.Id, contact.BranchId, null, new Dictionary<string, string>
        {
            ["name"] = contact.Name, ["kind"] = contact.Kind.ToWire(), ["address"] = contact.Address,
            ["level"] = contact.Level.ToString(CultureInfo.InvariantCulture), ["language"] = contact.Language.ToWire(),
        });
}
