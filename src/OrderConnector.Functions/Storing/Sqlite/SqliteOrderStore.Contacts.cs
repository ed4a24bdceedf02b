using Dapper;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Texts;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    /// <inheritdoc />
    public Task<bool> AddContactAsync(
        Contact contact, byte[]? secret, Act act, CancellationToken cancellationToken) =>
        ActAsync(
            """
            INSERT INTO contacts (id, branch_id, level, name, kind, address, language, secret, added_at)
            SELECT @Id, b.id, @Level, @Name, @kind, @Address, @language, @secret, @at
            FROM branches b WHERE b.id = @BranchId
            """,
            new
            {
                contact.Id, contact.BranchId, contact.Level, contact.Name, kind = contact.Kind.ToWire(),
                contact.Address, language = contact.Language.ToWire(), secret, at = act.At.ToStored(),
            },
            act, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Contact>> ReadContactsAsync(string? branchId, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<Contact>>(
            connection =>
            [
                .. connection.Query<ContactRecord>(
                    """
                    SELECT id AS Id, branch_id AS BranchId, level AS Level, name AS Name, kind AS Kind,
                           address AS Address, language AS Language
                    FROM contacts WHERE removed_at IS NULL AND (@branchId IS NULL OR branch_id = @branchId)
                    ORDER BY branch_id, level, name, id
                    """,
                    new { branchId }).Select(record => record.ToContact()),
            ],
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> RemoveContactAsync(string id, Act act, CancellationToken cancellationToken) =>
        // Its secret goes with it; the row stays, for the notices that were sent to it.
        ActAsync(
            "UPDATE contacts SET removed_at = @at, secret = NULL WHERE id = @id AND removed_at IS NULL",
            new { id, at = act.At.ToStored() }, act, cancellationToken);

    /// <inheritdoc />
    public Task<bool> AddTestNoticeAsync(NewNotice notice, Act act, CancellationToken cancellationToken) =>
        ActAsync(
            """
            INSERT INTO notices (id, contact_id, kind, made_at, due_at, attempts, claimed_until)
            SELECT @Id, c.id, @kind, @at, @at, 0, 0 FROM contacts c
            WHERE c.id = @ContactId AND c.removed_at IS NULL
            """,
            new { notice.Id, notice.ContactId, kind = notice.Kind.ToWire(), at = notice.At.ToStored() },
            act, cancellationToken);

    /// <inheritdoc />
    public Task<bool> SetChannelAsync(
        string channelId, string? release, TimeSpan? overdueAfter, Act act, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session =>
            {
                if (session.Connection.Execute(
                    "UPDATE channels SET release = COALESCE(@release, release) WHERE id = @channelId",
                    new { channelId, release }) == 0)
                {
                    return false;
                }

                session.Connection.Execute(
                    overdueAfter is null
                        ? "DELETE FROM channel_deadlines WHERE channel = @channelId"
                        : """
                          INSERT INTO channel_deadlines (channel, overdue_after) VALUES (@channelId, @after)
                          ON CONFLICT (channel) DO UPDATE SET overdue_after = excluded.overdue_after
                          """,
                    new { channelId, after = Milliseconds(overdueAfter) });
                Record(session, act);
                return true;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> SetBranchAlertsAsync(
        string branchId, ChosenAlertSettings chosen, Act act, CancellationToken cancellationToken) =>
        ActAsync(
            """
            INSERT OR REPLACE INTO branch_alerts (branch_id, escalate_after, agent_silent_after, held_after,
                release_after, hand_over_after, queue_limit, watch_from, watch_to)
            SELECT b.id, @escalate, @silent, @held, @release, @handOver, @QueueLimit, @from, @to
            FROM branches b WHERE b.id = @branchId
            """,
            new
            {
                branchId, escalate = Milliseconds(chosen.EscalateAfter), silent = Milliseconds(chosen.AgentSilentAfter),
                held = Milliseconds(chosen.HeldAfter), release = Milliseconds(chosen.ReleaseAfter),
                handOver = Milliseconds(chosen.HandOverAfter), chosen.QueueLimit, from = chosen.Watch?.From,
                to = chosen.Watch?.To,
            },
            act, cancellationToken);

    /// <inheritdoc />
    public Task<ChosenAlertSettings?> FindBranchAlertsAsync(string branchId, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => connection.QuerySingleOrDefault<WatchedBranchRecord>(
                $"{SelectBranchAlerts} {FromBranchAlerts} WHERE b.id = @branchId", new { branchId })?.Chosen,
            cancellationToken);

    /// <summary>Runs one change and puts the act on record with it; false where it changed nothing.</summary>
    private Task<bool> ActAsync(string sql, object values, Act act, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session =>
            {
                if (session.Connection.Execute(sql, values) == 0)
                {
                    return false;
                }

                Record(session, act);
                return true;
            },
            cancellationToken);

    private static long? Milliseconds(TimeSpan? span) => (long?)span?.TotalMilliseconds;
}
