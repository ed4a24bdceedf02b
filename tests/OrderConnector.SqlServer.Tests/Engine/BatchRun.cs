using System.Data;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Npgsql;
using NpgsqlTypes;
using OrderConnector.SqlServer.Tests.Dialect;

namespace OrderConnector.SqlServer.Tests.Engine;

/// <summary>What a batch came to.</summary>
internal sealed record BatchResult(DataTable[] Results, int RowsAffected, int Commits);

/// <summary>A variable of a batch: a parameter, or one it declares.</summary>
internal sealed record BatchVariable(NpgsqlDbType Type, object? Value);

/// <summary>
/// Runs a T-SQL batch statement by statement, each translated on its own: variables, IF, transactions and THROW are
/// kept here, everything else is PostgreSQL's. What is not known throws; nothing is passed through.
/// </summary>
internal sealed class BatchRun(NpgsqlConnection connection, bool hasAppLock)
{
    private readonly List<DataTable> results = [];
    private readonly Dictionary<string, BatchVariable> variables = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> tables = [];
    private NpgsqlTransaction? transaction;
    private int rowCount;
    private int affected;
    private int commits;

    /// <summary>Begins a transaction on the client's word.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken) =>
        transaction = transaction is null
            ? await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancellationToken)
            : throw new NotSupportedException("A transaction inside a transaction.");

    /// <summary>Keeps it.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        var open = transaction ?? throw new StandInException(3902, "COMMIT without a transaction.");
        transaction = null;
        await open.CommitAsync(cancellationToken);
        await open.DisposeAsync();
        commits++;
    }

    /// <summary>Undoes it, where there is one.</summary>
    public async Task RollbackAsync()
    {
        if (transaction is { } open)
        {
            transaction = null;
            await open.DisposeAsync();
        }
    }

    /// <summary>Runs a batch.</summary>
    public async Task<BatchResult> RunAsync(
        string text, NpgsqlParameterCollection parameters, CancellationToken cancellationToken)
    {
        Reset(parameters);
        var wasInTransaction = transaction is not null;
        try
        {
            foreach (var statement in StoreStatements.Parse(text).Batches.SelectMany(batch => batch.Statements))
            {
                await RunAsync(statement, cancellationToken);
            }
        }
        catch
        {
            // XACT_ABORT: the first error undoes the transaction and ends the batch.
            await RollbackAsync();
            await DropTablesAsync();
            throw;
        }

        await DropTablesAsync();
        return (transaction is not null) == wasInTransaction
            ? new BatchResult([.. results], affected, wasInTransaction ? 0 : commits)
            : throw new StandInException(266, "The batch left another number of transactions open than it found.");
    }

    private void Reset(NpgsqlParameterCollection parameters)
    {
        results.Clear();
        variables.Clear();
        (rowCount, affected, commits) = (0, -1, 0);
        foreach (NpgsqlParameter parameter in parameters)
        {
            var value = parameter.Value is DBNull ? null : parameter.Value;
            variables.Add('@' + parameter.ParameterName.TrimStart('@'), BatchTypes.OfParameter(parameter.DbType, value));
        }
    }

    private async Task RunAsync(TSqlStatement statement, CancellationToken cancellationToken)
    {
        switch (statement)
        {
            case PredicateSetStatement { IsOn: true, Options: SetOptions.NoCount or SetOptions.XactAbort }:
                break;
            case BeginTransactionStatement { Name: null }:
                await BeginAsync(cancellationToken);
                break;
            case CommitTransactionStatement { Name: null }:
                await CommitAsync(cancellationToken);
                break;
            case RollbackTransactionStatement { Name: null }:
                await RollbackAsync();
                break;
            case BeginEndBlockStatement block:
                foreach (var inner in block.StatementList.Statements)
                {
                    await RunAsync(inner, cancellationToken);
                }

                break;
            case IfStatement choice:
                await ChooseAsync(choice, cancellationToken);
                break;
            case ThrowStatement { ErrorNumber: IntegerLiteral number, Message: StringLiteral message }:
                throw new StandInException(BatchTranslation.Integer(number), message.Value);
            case ExecuteStatement call:
                await LockAsync(call, cancellationToken);
                break;
            case DeclareVariableStatement declaration:
                foreach (var one in declaration.Declarations)
                {
                    variables.Add(one.VariableName.Value, BatchTypes.OfDeclaration(one));
                }

                break;
            case SetVariableStatement { Expression: { } value } set:
                await AssignAsync($"SELECT {Translate().Render(value)}", [set.Variable.Name], cancellationToken);
                break;
            case SelectStatement { QueryExpression: QuerySpecification query } when query.SelectElements
                .All(element => element is SelectSetVariable):
                await AssignAsync(
                    Translate().RenderAssignment(query),
                    [.. query.SelectElements.Cast<SelectSetVariable>().Select(element => element.Variable.Name)],
                    cancellationToken);
                break;
            default:
                await SendAsync(statement, cancellationToken);
                break;
        }
    }

    private BatchTranslation Translate() => new(rowCount);

    private async Task ChooseAsync(IfStatement choice, CancellationToken cancellationToken)
    {
        var condition = Translate().Render(choice.Predicate);
        await using var command = Command($"SELECT CASE WHEN {condition} THEN 1 ELSE 0 END");
        var holds = (int)(await command.ExecuteScalarAsync(cancellationToken))! == 1;
        if (holds)
        {
            await RunAsync(choice.ThenStatement, cancellationToken);
        }
        else if (choice.ElseStatement is { } otherwise)
        {
            await RunAsync(otherwise, cancellationToken);
        }
    }

    // Without a row a SELECT leaves its variables as they are.
    private async Task AssignAsync(string sql, string[] names, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (await reader.ReadAsync(cancellationToken))
        {
            for (var i = 0; i < names.Length; i++)
            {
                variables[names[i]] = variables[names[i]] with { Value = reader.IsDBNull(i) ? null : reader.GetValue(i) };
            }
        }
    }

    private async Task LockAsync(ExecuteStatement call, CancellationToken cancellationToken)
    {
        if (!hasAppLock)
        {
            throw new StandInException(2812, "Could not find stored procedure 'sp_getapplock'.");
        }

        var (resource, result) = BatchTranslation.AppLock(call);
        await using var command = new NpgsqlCommand(
            "SELECT pg_advisory_xact_lock(hashtext(@resource))", connection, transaction);
        command.Parameters.AddWithValue("resource", resource);
        await command.ExecuteNonQueryAsync(cancellationToken);
        variables[result] = variables[result] with { Value = 0 };
    }

    private async Task SendAsync(TSqlStatement statement, CancellationToken cancellationToken)
    {
        var translation = Translate();
        foreach (var sql in translation.Render(statement))
        {
            await using var command = Command(sql);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (reader.FieldCount > 0)
            {
                var table = new DataTable();
                table.Load(reader);
                results.Add(table);
                rowCount = table.Rows.Count;
            }

            if (reader.RecordsAffected >= 0)
            {
                rowCount = affected = reader.RecordsAffected;
            }
        }

        tables.UnionWith(translation.TableVariables);
        if (transaction is null && statement is DataModificationStatement)
        {
            commits++;
        }
    }

    private NpgsqlCommand Command(string sql)
    {
        var command = new NpgsqlCommand(sql, connection, transaction);
        foreach (var (name, variable) in variables)
        {
            if (BatchTranslation.Mentions(sql, name))
            {
                command.Parameters.Add(new NpgsqlParameter(name.TrimStart('@'), variable.Type)
                {
                    Value = BatchTypes.Fit(variable),
                });
            }
        }

        return command;
    }

    private async Task DropTablesAsync()
    {
        foreach (var table in tables)
        {
            await using var command = new NpgsqlCommand($"DROP TABLE IF EXISTS pg_temp.{table}", connection, transaction);
            await command.ExecuteNonQueryAsync();
        }

        tables.Clear();
    }
}
