using System.Data.Common;
using Dapper;

namespace OrderConnector.Functions.Storing.SqlServer;

/// <summary>
/// One connection in use. The only place where a command is made, and only of a <see cref="Statement"/>.
/// </summary>
internal sealed class SqlServerSession(DbConnection connection) : IAsyncDisposable
{
    private DbTransaction? transaction;

    /// <summary>Runs a batch; answers the rows changed by a single statement.</summary>
    public Task<int> ExecuteAsync(Statement statement, object? values, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(Command(statement, values, cancellationToken));

    /// <summary>Every row of the batch's first result.</summary>
    public async Task<List<T>> ReadAsync<T>(
        Statement statement, object? values, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<T>(Command(statement, values, cancellationToken))).AsList();

    /// <summary>The only row; the default where there is none.</summary>
    public async Task<T?> FindAsync<T>(Statement statement, object? values, CancellationToken cancellationToken) =>
        (await ReadAsync<T>(statement, values, cancellationToken)).SingleOrDefault();

    /// <summary>The batch's results one after another; dispose before the next batch, there is one line only.</summary>
    public Task<SqlMapper.GridReader> ReadManyAsync(
        Statement statement, object? values, CancellationToken cancellationToken) =>
        connection.QueryMultipleAsync(Command(statement, values, cancellationToken));

    /// <summary>From here on all or nothing, until <see cref="CommitAsync"/>.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken) =>
        transaction = await connection.BeginTransactionAsync(cancellationToken);

    /// <summary>Keeps what was done since <see cref="BeginAsync"/>.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await transaction!.CommitAsync(cancellationToken);
        await transaction.DisposeAsync();
        transaction = null;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (transaction is not null)
            {
                await transaction.DisposeAsync();
            }
        }
        catch (DbException)
        {
            // The line is broken, or the engine has rolled back by itself; the cause is already on its way up.
        }
        finally
        {
            await connection.DisposeAsync();
        }
    }

    private CommandDefinition Command(Statement statement, object? values, CancellationToken cancellationToken) =>
        new(statement.Text, values, transaction, cancellationToken: cancellationToken);
}
