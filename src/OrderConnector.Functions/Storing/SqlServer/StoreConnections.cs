using System.Data.Common;

namespace OrderConnector.Functions.Storing.SqlServer;

/// <summary>Where the store gets its connections, and how it reads what a connection throws.</summary>
/// <param name="OpenAsync">Opens a connection of the pool.</param>
/// <param name="NumberOf">The engine's error number of a failure; null where it is none of the engine's.</param>
internal sealed record StoreConnections(
    Func<CancellationToken, Task<DbConnection>> OpenAsync, Func<Exception, int?> NumberOf);
