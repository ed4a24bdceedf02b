using OrderConnector.Core.Alerting;
using OrderConnector.Core.Auditing;

namespace OrderConnector.Functions.Storing;

/// <summary>
/// What alerts remember. Each method is one transaction; what a decision changes, it changes with all it sends.
/// </summary>
public interface IAlertStore
{
    /// <summary>All that a decision is made from; costs what is open, not what is stored.</summary>
    Task<AlertView> ReadAlertsAsync(AlertLook look, CancellationToken cancellationToken);

    /// <summary>
    /// Does what was decided; false where somebody decided, or acknowledged, in between: then nothing is done.
    /// </summary>
    Task<bool> CommitAlertsAsync(AlertPlan plan, CancellationToken cancellationToken);

    /// <summary>What can be sent, at most <paramref name="max"/>; costs what is open, not what was sent.</summary>
    Task<NoticeOutbox> ReadOutboxAsync(DateTimeOffset now, int max, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a notice for one attempt, which is on record from then on; false where it is sent, not due, or another
    /// process has it.
    /// </summary>
    Task<bool> ClaimNoticeAsync(ClaimNotice claim, CancellationToken cancellationToken);

    /// <summary>What a notice is to tell, as it stands now; null where there is none such.</summary>
    /// <param name="id">The notice.</param>
    /// <param name="maxOrders">How many orders to list.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<NoticeContent?> ReadNoticeAsync(string id, int maxOrders, CancellationToken cancellationToken);

    /// <summary>Records how an attempt went, and when the next one is due.</summary>
    Task EndAttemptAsync(EndAttempt end, CancellationToken cancellationToken);

    /// <summary>The incident of a link, by its token's hash; null for none, or where its contact was removed.</summary>
    Task<LinkedIncident?> FindLinkAsync(byte[] hash, CancellationToken cancellationToken);

    /// <summary>A person takes an incident over: nobody else is called.</summary>
    Task<AcknowledgeOutcome> AcknowledgeAsync(Acknowledge acknowledge, CancellationToken cancellationToken);

    /// <summary>Adds a contact; false where the branch is unknown.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="secret">What a webhook's calls are signed with; null for a mail.</param>
    /// <param name="act">For the audit log.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    Task<bool> AddContactAsync(Contact contact, byte[]? secret, Act act, CancellationToken cancellationToken);

    /// <summary>Contacts by branch, level and name; of all branches where none is named.</summary>
    Task<IReadOnlyList<Contact>> ReadContactsAsync(string? branchId, CancellationToken cancellationToken);

    /// <summary>Removes a contact; what is not sent to it yet is not sent. False where it is unknown.</summary>
    Task<bool> RemoveContactAsync(string id, Act act, CancellationToken cancellationToken);

    /// <summary>Puts a test into the outbox; false where the contact is unknown.</summary>
    Task<bool> AddTestNoticeAsync(NewNotice notice, Act act, CancellationToken cancellationToken);

    /// <summary>What became of a notice so far; null where there is none such.</summary>
    Task<NoticeState?> FindNoticeStateAsync(string id, CancellationToken cancellationToken);

    /// <summary>Sets what holds for a channel's orders; false where it is unknown.</summary>
    /// <param name="channelId">The channel.</param>
    /// <param name="release">Who releases those that come from now on; null leaves it.</param>
    /// <param name="overdueAfter">After how long they are late; null for its kind's own deadline.</param>
    /// <param name="act">For the audit log.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<bool> SetChannelAsync(
        string channelId, string? release, TimeSpan? overdueAfter, Act act, CancellationToken cancellationToken);

    /// <summary>Replaces what a branch has set; false where it is unknown.</summary>
    Task<bool> SetBranchAlertsAsync(
        string branchId, ChosenAlertSettings chosen, Act act, CancellationToken cancellationToken);

    /// <summary>What a branch has set; null where it is unknown.</summary>
    Task<ChosenAlertSettings?> FindBranchAlertsAsync(string branchId, CancellationToken cancellationToken);
}
