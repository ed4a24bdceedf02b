using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace OrderConnector.SqlServer.Tests.Engine;

/// <summary>A connection that takes the store's T-SQL and runs it on PostgreSQL.</summary>
internal sealed class StandInConnection(NpgsqlConnection inner, StandInDatabase database) : DbConnection
{
    private readonly BatchRun run = new(inner, database.HasAppLock);

    [AllowNull]
    public override string ConnectionString { get; set; } = "";

    public override string Database => "stand-in";

    public override string DataSource => "stand-in";

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    /// <summary>A transaction begun by the client, not by a batch, is open.</summary>
    public bool IsInClientTransaction { get; private set; }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Close() => inner.Close();

    public override void Open() => throw new NotSupportedException("The store waits asynchronously.");

    /// <summary>Runs one batch: one round trip, in the store's eyes.</summary>
    public async Task<BatchResult> RunAsync(
        string text, NpgsqlParameterCollection parameters, CancellationToken cancellationToken)
    {
        database.CountRoundTrip();
        try
        {
            var result = await run.RunAsync(text, parameters, cancellationToken);
            if (result.Commits > 0)
            {
                database.AfterCommit();
            }

            return result;
        }
        catch (PostgresException failure)
        {
            throw StandInException.Of(failure);
        }
    }

    protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(
        IsolationLevel isolationLevel, CancellationToken cancellationToken)
    {
        database.CountRoundTrip();
        await run.BeginAsync(cancellationToken);
        IsInClientTransaction = true;
        return new StandInTransaction(this);
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        throw new NotSupportedException("The store waits asynchronously.");

    protected override DbCommand CreateDbCommand() => new StandInCommand(this);

    public override async ValueTask DisposeAsync()
    {
        await run.RollbackAsync();
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task EndAsync(bool keeps, CancellationToken cancellationToken)
    {
        IsInClientTransaction = false;
        if (!keeps)
        {
            await run.RollbackAsync();
            return;
        }

        database.CountRoundTrip();
        await run.CommitAsync(cancellationToken);
        database.AfterCommit();
    }

    private sealed class StandInTransaction(StandInConnection connection) : DbTransaction
    {
        private bool isOver;

        public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

        protected override DbConnection DbConnection => connection;

        public override void Commit() => throw new NotSupportedException("The store waits asynchronously.");

        public override void Rollback() => throw new NotSupportedException("The store waits asynchronously.");

        public override Task CommitAsync(CancellationToken cancellationToken = default)
        {
            isOver = true;
            return connection.EndAsync(keeps: true, cancellationToken);
        }

        public override async ValueTask DisposeAsync()
        {
            if (!isOver)
            {
                isOver = true;
                await connection.EndAsync(keeps: false, default);
            }

            await base.DisposeAsync();
        }
    }
}
