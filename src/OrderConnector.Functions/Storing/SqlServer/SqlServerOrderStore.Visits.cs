namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    /// <summary>
    /// Writes down that an agent came by: session, journal, activity lease, numbers it knows of. Each UPDATE asks that
    /// what the plan was made from still stands. Its races: another process of the same agent, with this or a newer
    /// session; the administrator who revokes it; another agent that takes the branch. The agent's row comes first: it
    /// holds back every other visit of the agent until the commit.
    /// </summary>
    private const string RecordVisit =
        """
        UPDATE dbo.agents SET seen_at = @now, session = @session, journal_id = @journal
        WHERE agents.id = @agent AND agents.revoked_at IS NULL
          AND (agents.session = @seenSession OR (agents.session IS NULL AND @seenSession IS NULL))
          AND (agents.journal_id = @seenJournal OR (agents.journal_id IS NULL AND @seenJournal IS NULL));
        IF @@ROWCOUNT <> 1
            THROW 50001, N'The agent came by or was revoked in between.', 1;
        IF @startsSession = 1
            INSERT INTO dbo.agent_sessions (agent_id, session, started_at) VALUES (@agent, @session, @now);
        IF @startsJournal = 1
            INSERT INTO dbo.journals (id, agent_id, previous_id, head_sequence, head_hash, reported_to, reported_hash,
                                      started_at)
            VALUES (@journal, @agent, @previousJournal, @sequence, @headHash, 0, N'', @now);
        IF @movesHead = 1
        BEGIN
            UPDATE dbo.journals SET head_sequence = @sequence, head_hash = @headHash
            WHERE journals.id = @journal AND journals.head_sequence = @seenSequence;
            IF @@ROWCOUNT <> 1
                THROW 50001, N'The journal grew in between.', 1;
        END;
        IF @keepsActivity = 1 AND @activeAgent IS NULL
            INSERT INTO dbo.branch_activity (branch_id, agent_id, session, epoch, active_until)
            VALUES (@branch, @agent, @session, 1, @activeUntil);
        IF @keepsActivity = 1 AND @activeAgent IS NOT NULL
        BEGIN
            UPDATE dbo.branch_activity SET agent_id = @agent, session = @session, active_until = @activeUntil,
                epoch = branch_activity.epoch + @step
            WHERE branch_activity.branch_id = @branch AND branch_activity.agent_id = @activeAgent
              AND branch_activity.session = @activeSession AND branch_activity.active_until = @seenUntil;
            IF @@ROWCOUNT <> 1
                THROW 50001, N'The branch changed hands in between.', 1;
        END;
        IF @gapFirst IS NOT NULL
        BEGIN
            UPDATE dbo.branches SET next_number = @gapLast + 1
            WHERE branches.id = @branch AND branches.next_number = @gapFirst;
            IF @@ROWCOUNT <> 1
                THROW 50001, N'A number was drawn in between.', 1;
            INSERT INTO dbo.number_gaps (branch_id, first_number, last_number, happened_at, actor, reason)
            VALUES (@branch, @gapFirst, @gapLast, @now, @gapActor, @gapReason);
        END;
        """;

    private object VisitValues(CollectOrders collect, CollectPlan plan, CollectView view)
    {
        var request = collect.Request;
        var (tokens, width) = Tokens(collect);
        return new
        {
            agent = collect.AgentId, branch = collect.BranchId, now = collect.Now.ToStored(),
            session = request.Session, journal = request.Journal.Id, previousJournal = request.Journal.PreviousId,
            sequence = request.Journal.Sequence, headHash = request.Journal.HeadHash,
            seenSession = view.Session, seenJournal = view.JournalId, seenSequence = view.Journal?.Sequence,
            startsSession = plan.StartsSession, startsJournal = plan.StartsJournal,
            movesHead = plan.MovesHead && !plan.StartsJournal,
            keepsActivity = plan.StandbyUntil is null, activeAgent = view.Activity?.AgentId,
            activeSession = view.Activity?.Session, seenUntil = view.Activity?.Until.ToStored(),
            activeUntil = (collect.Now + collect.ActivityTime).ToStored(), step = plan.TakesOver ? 1 : 0,
            gapFirst = plan.Gap?.First, gapLast = plan.Gap?.Last, gapActor = AgentActor.Of(collect.AgentId),
            gapReason = "The branch knew the number before the store did: the store was restored from a backup.",
            max = plan.Serves ? Math.Min(request.Max, collect.Leases.Count) : 0,
            tokens, width, until = (collect.Now + collect.LeaseTime).ToStored(), announces = settings.KeepsOutbox,
        };
    }
}
