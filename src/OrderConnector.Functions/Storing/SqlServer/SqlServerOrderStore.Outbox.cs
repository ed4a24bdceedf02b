using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private static readonly Statement s_sweep = new(
        """
        SELECT TOP (@max) o.branch_id AS Branch, o.id AS Id
        FROM dbo.announcements AS a INNER JOIN dbo.orders AS o ON o.order_row = a.order_row
        WHERE a.due_at <= @now AND o.state = N'queued' ORDER BY a.due_at, a.order_row;
        """);

    private static readonly Statement s_forgetNeedless = new(
        """
        DELETE FROM dbo.announcements
        WHERE announcements.due_at <= @now
          AND announcements.order_row IN (SELECT o.order_row FROM dbo.orders AS o
                                          INNER JOIN dbo.announcements AS a ON a.order_row = o.order_row
                                          WHERE a.due_at <= @now AND o.state <> N'queued');
        """);

    // An agent may have been offered the order between the sending and this mark; the announcement that waits for the
    // end of that lease must stay.
    private static readonly Statement s_forgetAnnounced = new(
        """
        DELETE FROM dbo.announcements
        WHERE announcements.due_at <= @sent
          AND announcements.order_row IN (SELECT o.order_row FROM dbo.orders AS o
                                          WHERE o.id IN (@id0, @id1, @id2, @id3, @id4, @id5, @id6, @id7, @id8, @id9));
        """);

    // Set aside by two processes at once, a message is refused by its unique index the second time, and then known.
    private static readonly Statement s_addSetAside = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        BEGIN TRANSACTION;
        INSERT INTO dbo.set_aside_messages (queue, branch_id, message_id, message_text, reason, set_aside_at)
        SELECT @queue, @branch, @message, @text, @reason, @at
        WHERE NOT EXISTS (SELECT 1 FROM dbo.set_aside_messages AS m WHERE m.queue = @queue AND m.message_id = @message);
        SET @answer = @@ROWCOUNT;
        {Answers.CommitAndAnswer}
        """);

    private static readonly Statement s_readSetAside = new(
        """
        SELECT TOP (@max) m.id AS Id, m.queue AS Queue, m.branch_id AS Branch, m.message_text AS Text,
               m.reason AS Reason, m.set_aside_at AS At
        FROM dbo.set_aside_messages AS m WHERE m.decision IS NULL ORDER BY m.id;
        """);

    private static readonly Statement s_branchOfMessage =
        new("SELECT m.branch_id AS Branch FROM dbo.set_aside_messages AS m WHERE m.id = @id;");

    // Compare and set: two people may decide at once.
    private static readonly Statement s_decideSetAside = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        UPDATE dbo.set_aside_messages SET decision = @decision, decided_by = @actor, decided_at = @at,
            decided_reason = @reason
        WHERE set_aside_messages.id = @id AND set_aside_messages.decision IS NULL;
        SET @answer = @@ROWCOUNT;
        {AuditSql.AppendIfDone}
        {Answers.CommitAndAnswer}
        """);

    /// <inheritdoc />
    public Task<IReadOnlyList<QueuedOrder>> SweepOutboxAsync(
        DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        WriteAsync<IReadOnlyList<QueuedOrder>>(
            async (session, _, token) =>
            {
                var values = new { now = now.ToStored(), max };
                await session.ExecuteAsync(s_forgetNeedless, values, token);
                return
                [
                    .. (await session.ReadAsync<(string Branch, byte[] Id)>(s_sweep, values, token))
                    .Select(row => new QueuedOrder(row.Branch, OrderRecord.IdOf(row.Id))),
                ];
            },
            cancellationToken);

    /// <inheritdoc />
    public async Task MarkAnnouncedAsync(
        IReadOnlyList<OrderId> orders, DateTimeOffset sentAt, CancellationToken cancellationToken)
    {
        foreach (var ten in orders.Chunk(10))
        {
            FixedBinary Id(int at) => FixedBinary.Of(at < ten.Length ? ten[at] : null);
            await WriteAsync(
                (session, _, token) => session.ExecuteAsync(
                    s_forgetAnnounced,
                    new
                    {
                        sent = sentAt.ToStored(), id0 = Id(0), id1 = Id(1), id2 = Id(2), id3 = Id(3), id4 = Id(4),
                        id5 = Id(5), id6 = Id(6), id7 = Id(7), id8 = Id(8), id9 = Id(9),
                    },
                    token),
                cancellationToken);
        }
    }

    /// <inheritdoc />
    public async Task<bool> AddSetAsideAsync(NewSetAsideMessage message, CancellationToken cancellationToken)
    {
        var at = message.At.ToStored();
        return await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_addSetAside,
                new
                {
                    queue = message.Queue, branch = message.BranchId, message = message.MessageId,
                    text = message.Text, reason = message.Reason, at, call, called = at,
                },
                token),
            cancellationToken) == 1;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<SetAsideMessage>> ReadSetAsideAsync(int max, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<SetAsideMessage>>(
            async (session, token) =>
            [
                .. (await session.ReadAsync<(long Id, string Queue, string Branch, string Text, string Reason,
                    long At)>(s_readSetAside, new { max }, token))
                .Select(row => new SetAsideMessage(
                    row.Id, row.Queue, row.Branch, row.Text, row.Reason, StoredTime.FromStored(row.At))),
            ],
            cancellationToken);

    /// <inheritdoc />
    public async Task<bool> DecideSetAsideAsync(DecideSetAside decide, CancellationToken cancellationToken)
    {
        var at = decide.At.ToStored();
        var branch = await ReadAsync(
            (session, token) => session.FindAsync<string>(s_branchOfMessage, new { id = decide.Id }, token),
            cancellationToken);
        return await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_decideSetAside,
                AuditSql.With(
                    new
                    {
                        id = decide.Id, decision = DecisionName(decide.Decision), actor = decide.Actor, at,
                        reason = decide.Reason, call, called = at,
                    },
                    Acts.SetAsideDecided(decide, branch)),
                token),
            cancellationToken) == 1;
    }

    private static string DecisionName(SetAsideDecision decision) => decision switch
    {
        SetAsideDecision.Replayed => "replayed",
        SetAsideDecision.Dropped => "dropped",
    };
}
