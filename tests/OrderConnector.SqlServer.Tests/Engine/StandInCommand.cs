using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;
using OrderConnector.SqlServer.Tests.Dialect;

namespace OrderConnector.SqlServer.Tests.Engine;

/// <summary>Runs a T-SQL batch; refuses a text that is none of the store's statements.</summary>
internal sealed class StandInCommand(StandInConnection connection) : DbCommand
{
    // Npgsql's parameters serve as the bag; their values go into the batch as its variables.
    private readonly NpgsqlCommand bag = new();

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; } = connection;

    protected override DbParameterCollection DbParameterCollection => bag.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
    }

    public override void Prepare()
    {
    }

    public override int ExecuteNonQuery() => throw new NotSupportedException("The store waits asynchronously.");

    public override object ExecuteScalar() => throw new NotSupportedException("The store waits asynchronously.");

    public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) =>
        (await RunAsync(cancellationToken)).RowsAffected;

    protected override DbParameter CreateDbParameter() => new NpgsqlParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        throw new NotSupportedException("The store waits asynchronously.");

    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(
        CommandBehavior behavior, CancellationToken cancellationToken) =>
        (await RunAsync(cancellationToken)).Results is { Length: > 0 } results
            ? new DataTableReader(results)
            : new DataTableReader(new DataTable());

    private async Task<BatchResult> RunAsync(CancellationToken cancellationToken)
    {
        if (!StoreStatements.Contains(CommandText))
        {
            throw new InvalidOperationException($"This text was never parsed and judged: {CommandText}");
        }

        // SQL Server refuses a command that does not say that it belongs to the connection's transaction.
        if (connection.IsInClientTransaction != (DbTransaction is not null))
        {
            throw new InvalidOperationException("The command does not say to which transaction it belongs.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        return await connection.RunAsync(CommandText, bag.Parameters, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        bag.Dispose();
        base.Dispose(disposing);
    }
}
