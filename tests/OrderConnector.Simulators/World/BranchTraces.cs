using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.Simulators.Tills;

namespace OrderConnector.Simulators.World;

/// <summary>What a branch's day has left behind, for the checkers.</summary>
/// <param name="BranchId">The branch.</param>
/// <param name="Disk">The cloud's store as the disk holds it.</param>
/// <param name="Accepted">Every order that was answered with 2xx, with the number it was given.</param>
/// <param name="Journal">The agent's journal as the disk holds it.</param>
/// <param name="Devices">The TSS, behind whatever faults stand before them.</param>
/// <param name="Drawer">What the till keeps.</param>
/// <param name="LogLines">Everything that was logged.</param>
public sealed record BranchTraces(
    string BranchId, IOrderStore Disk, IReadOnlyDictionary<OrderId, long> Accepted,
    IJournal Journal, IReadOnlyList<ITssSite> Devices, TillDrawer Drawer, IReadOnlyCollection<string> LogLines);
