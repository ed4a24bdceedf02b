using Dapper;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Emergencies;
using OrderConnector.Portal.Emergencies;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore : IEmergencyStore
{
    /// <inheritdoc />
    public Task<EmergencyResult> BeginEmergencyAsync(SwitchEmergency begin, CancellationToken cancellationToken) =>
        ChangeEmergencyAsync(
            begin.BranchId,
            """
            INSERT INTO emergencies (branch_id, procedure, begun_at, begun_by, begin_reason)
            SELECT b.id, COALESCE(s.procedure, 'flagByHand'), @at, @Actor, @Reason
            FROM branches b LEFT JOIN emergency_settings s ON s.branch_id = b.id
            WHERE b.id = @BranchId
              AND NOT EXISTS (SELECT 1 FROM emergencies e WHERE e.branch_id = b.id AND e.ended_at IS NULL)
            """,
            new { at = begin.At.ToStored(), begin.Actor, begin.Reason, begin.BranchId },
            FlagPlan.Switched(begin, "emergency.begun"), cancellationToken);

    /// <inheritdoc />
    public Task<EmergencyResult> EndEmergencyAsync(SwitchEmergency end, CancellationToken cancellationToken) =>
        ChangeEmergencyAsync(
            end.BranchId,
            """
            UPDATE emergencies SET ended_at = @at, ended_by = @Actor, end_reason = @Reason
            WHERE branch_id = @BranchId AND ended_at IS NULL
            """,
            new { at = end.At.ToStored(), end.Actor, end.Reason, end.BranchId },
            FlagPlan.Switched(end, "emergency.ended"), cancellationToken);

    /// <inheritdoc />
    public Task<EmergencyResult> SetProcedureAsync(SetProcedure set, CancellationToken cancellationToken) =>
        ChangeEmergencyAsync(
            set.BranchId,
            """
            INSERT INTO emergency_settings (branch_id, procedure, changed_at, changed_by)
            SELECT b.id, @procedure, @at, @Actor
            FROM branches b LEFT JOIN emergency_settings s ON s.branch_id = b.id
            WHERE b.id = @BranchId AND COALESCE(s.procedure, 'flagByHand') <> @procedure
            ON CONFLICT (branch_id) DO UPDATE SET procedure = excluded.procedure, changed_at = excluded.changed_at,
                changed_by = excluded.changed_by
            """,
            new { procedure = set.Procedure.ToWire(), at = set.At.ToStored(), set.Actor, set.BranchId },
            FlagPlan.Set(set), cancellationToken);

    private Task<EmergencyResult> ChangeEmergencyAsync(
        string branchId, string change, object values, Act act, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session =>
            {
                if (session.Connection.Execute(change, values) == 1)
                {
                    Record(session, act);
                    return EmergencyResult.Done;
                }

                return session.Connection.ExecuteScalar<bool>(
                    "SELECT EXISTS (SELECT 1 FROM branches WHERE id = @branchId)", new { branchId })
                    ? EmergencyResult.AlreadySo
                    : EmergencyResult.Unknown;
            },
            cancellationToken);
}
