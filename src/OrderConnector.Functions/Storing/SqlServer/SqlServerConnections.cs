using System.Data.Common;
using Azure.Core;
using Azure.Identity;
using Microsoft.Data.SqlClient;

namespace OrderConnector.Functions.Storing.SqlServer;

/// <summary>
/// Connections to SQL Server and Azure SQL: with the login of the connection string, or as a managed identity.
/// </summary>
internal static class SqlServerConnections
{
    /// <summary>The audience of Azure SQL's tokens.</summary>
    private static readonly string[] s_scopes = ["https://database.windows.net/.default"];

    /// <summary>What the options name.</summary>
    public static StoreConnections From(StoringOptions options)
    {
        var connectionString = SqlServerConnectionString.Read(options);
        return string.Equals(options.Login, StoringOptions.ManagedIdentity, StringComparison.OrdinalIgnoreCase)
            ? WithIdentity(connectionString, Credential(options.ManagedIdentityClientId))
            : string.Equals(options.Login, StoringOptions.AzureCli, StringComparison.OrdinalIgnoreCase)
                ? WithIdentity(connectionString, new AzureCliCredential())
                : WithLogin(connectionString);
    }

    /// <summary>User and password are in the connection string.</summary>
    public static StoreConnections WithLogin(string connectionString) =>
        new(token => OpenAsync(new SqlConnection(connectionString), token), NumberOf);

    /// <summary>
    /// Microsoft Entra: a token instead of a password. The credential keeps it until it is due for renewal.
    /// </summary>
    public static StoreConnections WithIdentity(string connectionString, TokenCredential credential) =>
        new(
            async token =>
            {
                var ticket = await credential.GetTokenAsync(new TokenRequestContext(s_scopes), token);
                return await OpenAsync(
                    new SqlConnection(connectionString) { AccessToken = ticket.Token }, token);
            },
            NumberOf);

    private static ManagedIdentityCredential Credential(string clientId) => new(
        string.IsNullOrWhiteSpace(clientId)
            ? ManagedIdentityId.SystemAssigned
            : ManagedIdentityId.FromUserAssignedClientId(clientId));

    private static async Task<DbConnection> OpenAsync(SqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static int? NumberOf(Exception failure) => failure switch
    {
        SqlException engine => engine.Number,
        // The pool gave none in time, or the line broke under a transaction.
        InvalidOperationException { Source: "Microsoft.Data.SqlClient" } => SqlServerFailures.TimedOut,
        _ => null,
    };
}
