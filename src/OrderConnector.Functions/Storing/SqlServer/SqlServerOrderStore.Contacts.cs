using OrderConnector.Core.Alerting;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Texts;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private const string BeginAct =
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        """;

    // Puts the act on record where the statement before it changed something.
    private const string EndAct =
        $"""
        SET @answer = @@ROWCOUNT;
        IF @answer > 0
        BEGIN
            {AuditSql.Append}
        END;
        {Answers.CommitAndAnswer}
        """;

    private static readonly Statement s_addContact = new(
        $"""
        {BeginAct}
        INSERT INTO dbo.contacts (id, branch_id, level_no, name, kind, address, language, secret, added_at)
        SELECT @id, b.id, @level, @name, @kind, @address, @language, @secret, @at
        FROM dbo.branches AS b WHERE b.id = @branch;
        {EndAct}
        """);

    private static readonly Statement s_readContacts = new(
        """
        SELECT c.id AS Id, c.branch_id AS BranchId, c.level_no AS Level, c.name AS Name, c.kind AS Kind,
               c.address AS Address, c.language AS Language
        FROM dbo.contacts AS c WHERE c.removed_at IS NULL AND (@branch IS NULL OR c.branch_id = @branch)
        ORDER BY c.branch_id, c.level_no, c.name, c.id;
        """);

    // Its secret goes with it; the row stays, for the notices that were sent to it.
    private static readonly Statement s_removeContact = new(
        $"""
        {BeginAct}
        UPDATE dbo.contacts SET removed_at = @at, secret = NULL
        WHERE contacts.id = @id AND contacts.removed_at IS NULL;
        {EndAct}
        """);

    private static readonly Statement s_addTest = new(
        $"""
        {BeginAct}
        INSERT INTO dbo.notices (id, contact_id, kind, made_at, due_at, attempts, claimed_until)
        SELECT @id, c.id, @kind, @at, @at, 0, 0 FROM dbo.contacts AS c
        WHERE c.id = @contact AND c.removed_at IS NULL;
        {EndAct}
        """);

    private static readonly Statement s_setChannel = new(
        $"""
        {BeginAct}
        DELETE FROM dbo.channel_deadlines WHERE channel_deadlines.channel = @channel;
        INSERT INTO dbo.channel_deadlines (channel, overdue_after)
        SELECT c.id, @after FROM dbo.channels AS c WHERE c.id = @channel AND @after IS NOT NULL;
        UPDATE dbo.channels SET release_mode = COALESCE(@release, channels.release_mode)
        WHERE channels.id = @channel;
        {EndAct}
        """);

    private static readonly Statement s_setBranchAlerts = new(
        $"""
        {BeginAct}
        DELETE FROM dbo.branch_alerts WHERE branch_alerts.branch_id = @branch;
        INSERT INTO dbo.branch_alerts (branch_id, escalate_after, agent_silent_after, held_after, release_after,
                                       hand_over_after, queue_limit, watch_from, watch_to)
        SELECT b.id, @escalate, @silent, @held, @release, @handOver, @limit, @from, @to
        FROM dbo.branches AS b WHERE b.id = @branch;
        {EndAct}
        """);

    private static readonly Statement s_findBranchAlerts =
        new($"SELECT {BranchAlertColumns} {FromBranchAlerts} WHERE b.id = @branch;");

    /// <inheritdoc />
    public Task<bool> AddContactAsync(
        Contact contact, byte[]? secret, Act act, CancellationToken cancellationToken) =>
        ActAsync(
            s_addContact,
            (call, at) => new
            {
                id = contact.Id, branch = contact.BranchId, level = contact.Level, name = contact.Name,
                kind = contact.Kind.ToWire(), address = contact.Address, language = contact.Language.ToWire(),
                secret = new FixedBinary(secret, 64), at, call, called = at,
            },
            act, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Contact>> ReadContactsAsync(string? branchId, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<Contact>>(
            async (session, token) =>
                (await session.ReadAsync<ContactRecord>(s_readContacts, new { branch = branchId }, token))
                .ConvertAll(record => record.ToContact()),
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> RemoveContactAsync(string id, Act act, CancellationToken cancellationToken) =>
        ActAsync(s_removeContact, (call, at) => new { id, at, call, called = at }, act, cancellationToken);

    /// <inheritdoc />
    public Task<bool> AddTestNoticeAsync(NewNotice notice, Act act, CancellationToken cancellationToken) =>
        ActAsync(
            s_addTest,
            (call, at) => new
            {
                id = notice.Id, contact = notice.ContactId, kind = notice.Kind.ToWire(), at, call, called = at,
            },
            act, cancellationToken);

    /// <inheritdoc />
    public Task<bool> SetChannelAsync(
        string channelId, string? release, TimeSpan? overdueAfter, Act act, CancellationToken cancellationToken) =>
        ActAsync(
            s_setChannel,
            (call, at) => new
            {
                channel = channelId, release, after = Milliseconds(overdueAfter), call, called = at,
            },
            act, cancellationToken);

    /// <inheritdoc />
    public Task<bool> SetBranchAlertsAsync(
        string branchId, ChosenAlertSettings chosen, Act act, CancellationToken cancellationToken) =>
        ActAsync(
            s_setBranchAlerts,
            (call, at) => new
            {
                branch = branchId, escalate = Milliseconds(chosen.EscalateAfter),
                silent = Milliseconds(chosen.AgentSilentAfter), held = Milliseconds(chosen.HeldAfter),
                release = Milliseconds(chosen.ReleaseAfter), handOver = Milliseconds(chosen.HandOverAfter),
                limit = chosen.QueueLimit, from = chosen.Watch?.From, to = chosen.Watch?.To, call, called = at,
            },
            act, cancellationToken);

    /// <inheritdoc />
    public Task<ChosenAlertSettings?> FindBranchAlertsAsync(string branchId, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) => (await session.FindAsync<WatchedBranchRecord>(
                s_findBranchAlerts, new { branch = branchId }, token))?.Chosen,
            cancellationToken);

    /// <summary>Runs one change and puts the act on record with it; false where it changed nothing.</summary>
    private async Task<bool> ActAsync(
        Statement change, Func<FixedBinary, long, object> values, Act act, CancellationToken cancellationToken) =>
        await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                change, AuditSql.With(values(call, act.At.ToStored()), act), token),
            cancellationToken) > 0;

    private static long? Milliseconds(TimeSpan? span) => (long?)span?.TotalMilliseconds;
}
