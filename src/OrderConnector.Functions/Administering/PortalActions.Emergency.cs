using OrderConnector.Core.Access;
using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Orders;
using OrderConnector.Portal.Emergencies;

namespace OrderConnector.Functions.Administering;

public sealed partial class PortalActions
{
    /// <inheritdoc />
    public string DrawBatch() => emergencies.DrawBatch();

    /// <inheritdoc />
    public Task<EmergencyResult> BeginEmergencyAsync(
        PortalUser by, string branchId, string reason, CancellationToken cancellationToken) =>
        emergencies.BeginAsync(Person.Of(by), branchId, reason, cancellationToken);

    /// <inheritdoc />
    public Task<EmergencyResult> EndEmergencyAsync(
        PortalUser by, string branchId, string reason, CancellationToken cancellationToken) =>
        emergencies.EndAsync(Person.Of(by), branchId, reason, cancellationToken);

    /// <inheritdoc />
    public Task<EmergencyResult> SetProcedureAsync(
        PortalUser by, string branchId, EmergencyProcedure procedure, string reason,
        CancellationToken cancellationToken) =>
        emergencies.SetProcedureAsync(Person.Of(by), branchId, procedure, reason, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<FlagOutcome>> FlagAsync(
        PortalUser by, FlagRequest request, CancellationToken cancellationToken) =>
        emergencies.FlagAsync(Person.Of(by), request, cancellationToken);

    /// <inheritdoc />
    public Task<UnflagResult> UnflagAsync(
        PortalUser by, OrderId id, string reason, CancellationToken cancellationToken) =>
        emergencies.UnflagAsync(Person.Of(by), id, reason, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<MatchOutcome>> MatchAsync(
        PortalUser by, MatchRequest request, CancellationToken cancellationToken) =>
        emergencies.MatchAsync(Person.Of(by), request, cancellationToken);

    /// <inheritdoc />
    public Task<UnmatchResult> UnmatchAsync(
        PortalUser by, OrderId id, string reason, CancellationToken cancellationToken) =>
        emergencies.UnmatchAsync(Person.Of(by), id, reason, cancellationToken);
}
