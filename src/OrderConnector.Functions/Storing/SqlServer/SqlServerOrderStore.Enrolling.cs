namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private static readonly Statement s_findEnrolled = new(
        """
        SELECT (SELECT a.branch_id FROM dbo.agents AS a WHERE a.id = @agent) AS BranchId,
               (SELECT a.registration_key FROM dbo.agents AS a WHERE a.id = @agent) AS RegistrationKey,
               (SELECT a.revoked_at FROM dbo.agents AS a WHERE a.id = @agent) AS RevokedAt,
               (SELECT COUNT(*) FROM dbo.agents AS a
                WHERE a.eas_serial = @serial AND a.id <> @agent AND a.revoked_at IS NULL) AS SerialTaken;
        """);

    // Compare and set, besides the caller's look: two agents may come with the last use at once. The agent's row and
    // its serial number are held by unique indexes: of two that claim one, the later looks again.
    private static readonly Statement s_enrol = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        SET @answer = 1;
        BEGIN TRANSACTION;
        IF @spends = 1
        BEGIN
            UPDATE dbo.access_keys SET uses_left = access_keys.uses_left - 1
            WHERE access_keys.id = @registration AND access_keys.purpose = N'registration'
              AND access_keys.uses_left > 0 AND access_keys.revoked_at IS NULL
              AND (access_keys.expires_at IS NULL OR access_keys.expires_at > @now)
              AND CHARINDEX(N'"' + @branch + N'"', access_keys.branches) > 0;
            IF @@ROWCOUNT <> 1
                SET @answer = 0;
        END;
        IF @answer = 1
        BEGIN
            UPDATE dbo.agents SET eas_serial = @serial, software = @software, version = @version,
                registration_key = @registration
            WHERE agents.id = @agent AND agents.branch_id = @branch AND agents.revoked_at IS NULL;
            IF @@ROWCOUNT = 0
                INSERT INTO dbo.agents (id, branch_id, eas_serial, software, version, registration_key, enrolled_at)
                VALUES (@agent, @branch, @serial, @software, @version, @registration, @now);
            UPDATE dbo.access_keys SET revoked_at = @now
            WHERE access_keys.purpose = N'agent' AND access_keys.subject = @agent AND access_keys.revoked_at IS NULL;
            {InsertKey}
            {ChangeMarks.Raise}
        END;
        {AuditSql.AppendIfDone}
        {Answers.CommitAndAnswer}
        """);

    /// <inheritdoc />
    public async Task<EnrolOutcome> EnrolAsync(EnrolAgent enrol, CancellationToken cancellationToken) =>
        Outcome(await AnswerOnceAsync(
            async (session, call, token) => Answer(await EnrolAsync(session, enrol, call, token)), cancellationToken));

    // On record stands only 1: enrolled. A refusal leaves nothing, and is found out again.
    private static long Answer(EnrolOutcome outcome) => outcome switch
    {
        EnrolOutcome.Enrolled => 1,
        EnrolOutcome.KeySpent => -1,
        EnrolOutcome.AgentRefused => -2,
        EnrolOutcome.SerialTaken => -3,
    };

    private static EnrolOutcome Outcome(long answer) =>
        Enum.GetValues<EnrolOutcome>().Single(outcome => Answer(outcome) == answer);

    private async Task<EnrolOutcome> EnrolAsync(
        SqlServerSession session, EnrolAgent enrol, FixedBinary call, CancellationToken cancellationToken)
    {
        var known = await FindEnrolledAsync(session, enrol, cancellationToken);
        if (known.BranchId is { } branch && (branch != enrol.BranchId || known.RevokedAt is not null))
        {
            return EnrolOutcome.AgentRefused;
        }

        if (known.SerialTaken > 0)
        {
            return EnrolOutcome.SerialTaken;
        }

        // A repeat after a lost answer costs no second use.
        var spends = known.RegistrationKey != enrol.RegistrationKeyId;
        var values = AuditSql.With(EnrolValues(enrol, spends, call), Acts.AgentEnrolled(enrol));
        if (await session.FindAsync<long>(s_enrol, values, cancellationToken) == 1)
        {
            return EnrolOutcome.Enrolled;
        }

        // The last use may have gone to this very agent, which called twice at once.
        return (await FindEnrolledAsync(session, enrol, cancellationToken)).RegistrationKey == enrol.RegistrationKeyId
            ? throw new RaceLostException("The agent was enrolled in between.")
            : EnrolOutcome.KeySpent;
    }

    private static async Task<EnrolledRecord> FindEnrolledAsync(
        SqlServerSession session, EnrolAgent enrol, CancellationToken cancellationToken) =>
        (await session.FindAsync<EnrolledRecord>(
            s_findEnrolled,
            new { agent = enrol.AgentId, serial = enrol.EasSerialNumber },
            cancellationToken))!;

    private object EnrolValues(EnrolAgent enrol, bool spends, FixedBinary call) => new
    {
        spends, registration = enrol.RegistrationKeyId, agent = enrol.AgentId, branch = enrol.BranchId,
        serial = enrol.EasSerialNumber, software = enrol.Software, version = enrol.Version,
        now = enrol.Now.ToStored(),
        keyId = enrol.Secret.Id, hash = new FixedBinary(enrol.Secret.Hash, 64),
        purpose = KeyRecord.PurposeName(enrol.Secret.Purpose), subject = enrol.Secret.Subject,
        keyBranches = StoredList.ToJson(enrol.Secret.Branches), uses = enrol.Secret.UsesLeft,
        created = enrol.Secret.CreatedAt.ToStored(), expires = enrol.Secret.ExpiresAt.ToStored(),
        revoked = enrol.Secret.RevokedAt.ToStored(),
        writer = marks.Writer, slot = marks.NextSlot(), marked = enrol.Now.ToStored(),
        call, called = enrol.Now.ToStored(),
    };

    private sealed class EnrolledRecord
    {
        public string? BranchId { get; set; }

        public string? RegistrationKey { get; set; }

        public long? RevokedAt { get; set; }

        public int SerialTaken { get; set; }
    }
}
