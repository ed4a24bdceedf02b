using Dapper;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    private static readonly HotSql s_expectAnnouncement = new(
        """
        INSERT INTO announcements (order_row, due_at) VALUES (@row, @due)
        ON CONFLICT (order_row) DO UPDATE SET due_at = excluded.due_at
        """,
        "@row", "@due");

    // An agent may have been offered the order between the sending and this mark; the announcement that waits for
    // the end of that lease must stay.
    private static readonly HotSql s_forgetAnnouncement = new(
        """
        DELETE FROM announcements
        WHERE order_row = (SELECT row FROM orders WHERE id = @id) AND due_at <= @sent
        """,
        "@id", "@sent");

    // In the transaction that makes the order Queued, or leases it: a crash right after it leaves the need on record.
    private void ExpectAnnouncement(SqliteSession session, long row, DateTimeOffset due)
    {
        if (keepsOutbox)
        {
            session.Execute(s_expectAnnouncement, row, due.ToStored());
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<QueuedOrder>> SweepOutboxAsync(
        DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        writer.WriteAsync<IReadOnlyList<QueuedOrder>>(
            session =>
            {
                var connection = session.Connection;
                connection.Execute(
                    """
                    DELETE FROM announcements WHERE order_row IN (
                        SELECT a.order_row FROM announcements a JOIN orders o ON o.row = a.order_row
                        WHERE a.due_at <= @now AND o.state <> 'queued')
                    """,
                    new { now = now.ToStored() });
                return
                [
                    .. connection.Query<(string Branch, byte[] Id)>(
                        """
                        SELECT o.branch_id, o.id FROM announcements a JOIN orders o ON o.row = a.order_row
                        WHERE a.due_at <= @now ORDER BY a.due_at LIMIT @max
                        """,
                        new { now = now.ToStored(), max })
                    .Select(row => new QueuedOrder(row.Branch, OrderRecord.IdOf(row.Id))),
                ];
            },
            cancellationToken);

    /// <inheritdoc />
    public Task MarkAnnouncedAsync(
        IReadOnlyList<OrderId> orders, DateTimeOffset sentAt, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session => orders.Sum(
                id => session.Execute(s_forgetAnnouncement, OrderRecord.Bytes(id), sentAt.ToStored())),
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> AddSetAsideAsync(NewSetAsideMessage message, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session => session.Connection.Execute(
                """
                INSERT INTO set_aside_messages (queue, branch_id, message_id, text, reason, set_aside_at)
                VALUES (@Queue, @BranchId, @MessageId, @Text, @Reason, @at)
                ON CONFLICT (queue, message_id) DO NOTHING
                """,
                new
                {
                    message.Queue, message.BranchId, message.MessageId, message.Text, message.Reason,
                    at = message.At.ToStored(),
                }) == 1,
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<SetAsideMessage>> ReadSetAsideAsync(int max, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<SetAsideMessage>>(
            connection =>
            [
                .. connection.Query<(long Id, string Queue, string Branch, string Text, string Reason, long At)>(
                    """
                    SELECT id, queue, branch_id, text, reason, set_aside_at FROM set_aside_messages
                    WHERE decision IS NULL ORDER BY id LIMIT @max
                    """,
                    new { max })
                .Select(row => new SetAsideMessage(
                    row.Id, row.Queue, row.Branch, row.Text, row.Reason, StoredTime.FromStored(row.At))),
            ],
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> DecideSetAsideAsync(DecideSetAside decide, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            // Compare and set: two people may decide at once.
            session => session.Connection.QuerySingleOrDefault<string?>(
                """
                UPDATE set_aside_messages SET decision = @decision, decided_by = @Actor, decided_at = @at,
                    decided_reason = @Reason
                WHERE id = @Id AND decision IS NULL RETURNING branch_id
                """,
                new
                {
                    decide.Id, decision = DecisionName(decide.Decision), decide.Actor, at = decide.At.ToStored(),
                    decide.Reason,
                }) is { } branch && RecordIf(session, Acts.SetAsideDecided(decide, branch), isDone: true),
            cancellationToken);

    private static string DecisionName(SetAsideDecision decision) => decision switch
    {
        SetAsideDecision.Replayed => "replayed",
        SetAsideDecision.Dropped => "dropped",
    };
}
