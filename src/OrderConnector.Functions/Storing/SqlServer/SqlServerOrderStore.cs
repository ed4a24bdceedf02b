using System.Buffers.Binary;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Intake;

namespace OrderConnector.Functions.Storing.SqlServer;

/// <summary>
/// Stage 4 of 14, for chains that outgrow one machine: orders in SQL Server or Azure SQL. Any number of processes may
/// share the database; it decides every race, by guards inside the statements and by unique indexes behind them.
/// </summary>
public sealed partial class SqlServerOrderStore : IOrderStore
{
    /// <summary>A process that wrote nothing for so long has ended.</summary>
    private static readonly TimeSpan s_writerLife = TimeSpan.FromDays(2);

    private static readonly Statement s_probe = new("UPDATE dbo.probe SET hits = probe.hits + 1 WHERE id = 1;");

    private static readonly Statement s_readIdForm = new("SELECT f.form FROM dbo.order_id_form AS f;");

    private readonly StoreConnections connections;
    private readonly SqlServerSettings settings;
    private readonly SqlServerRetries retries;
    private readonly ChangeMarks marks;
    private readonly TimeProvider clock;
    private readonly RandomBytes random;
    private OrderIdForm idForm;

    /// <summary>Nothing is opened yet.</summary>
    internal SqlServerOrderStore(
        StoreConnections connections, SqlServerSettings settings, TimeProvider clock, RandomBytes random,
        ILogger logger)
    {
        this.connections = connections;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        retries = new SqlServerRetries(connections, clock, () => Fraction(random), logger);
        marks = new ChangeMarks(random);
    }

    /// <inheritdoc />
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await SqlServerSchema.BringUpToDateAsync(this, settings.Migrate, clock, cancellationToken);
        idForm = (OrderIdForm)await ReadAsync(
            (session, token) => session.FindAsync<int>(s_readIdForm, null, token), cancellationToken);
        var before = (clock.GetUtcNow() - s_writerLife).ToStored();
        await WriteAsync((session, _, token) => session.ExecuteAsync(ChangeMarks.Forget, new { before }, token),
            cancellationToken);
    }

    /// <inheritdoc />
    public OrderId IdOf(string channel, string externalId) => OrderId.Derive(channel, externalId, idForm);

    /// <inheritdoc />
    public Task<long> ReadChangeMarkAsync(CancellationToken cancellationToken) =>
        ReadAsync(
            (session, token) => session.FindAsync<long>(ChangeMarks.ReadOthers, new { writer = marks.Writer }, token),
            cancellationToken);

    /// <inheritdoc />
    public Task ProbeAsync(CancellationToken cancellationToken) =>
        WriteAsync((session, _, token) => session.ExecuteAsync(s_probe, null, token), cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Runs a read, again where the engine was away.</summary>
    internal Task<T> ReadAsync<T>(
        Func<SqlServerSession, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        retries.RunAsync(
            async token =>
            {
                await using var session = new SqlServerSession(await connections.OpenAsync(token));
                return await read(session, token);
            },
            cancellationToken);

    /// <summary>
    /// Runs a transaction, again where it lost a race or the engine was away. The work is told whether an earlier try
    /// of the same call may have been committed: the line can break between a commit and its answer.
    /// </summary>
    internal async Task<T> WriteAsync<T>(
        Func<SqlServerSession, bool, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var mayBeDone = false;
        var written = await retries.RunAsync(
            async token =>
            {
                await using var session = new SqlServerSession(await connections.OpenAsync(token));
                try
                {
                    return await work(session, mayBeDone, token);
                }
                catch (Exception failure) when (retries.Of(failure) == SqlServerFailure.Away)
                {
                    mayBeDone = true;
                    throw;
                }
            },
            cancellationToken);
        changes.Pulse();
        return written;
    }

    /// <summary>
    /// Runs a transaction that leaves its answer on record: a try that was committed without our hearing of it is not
    /// done again, and answers what it answered.
    /// </summary>
    private Task<long> AnswerOnceAsync(
        Func<SqlServerSession, FixedBinary, CancellationToken, Task<long>> work, CancellationToken cancellationToken)
    {
        var id = new byte[16];
        random(id);
        var call = new FixedBinary(id, id.Length);
        return WriteAsync(
            async (session, mayBeDone, token) =>
                mayBeDone && await session.FindAsync<long?>(Answers.Find, new { call }, token) is { } answer
                    ? answer
                    : await work(session, call, token),
            cancellationToken);
    }

    /// <summary>The engine's number of a failure.</summary>
    internal int? NumberOf(Exception failure) => connections.NumberOf(failure);

    private static double Fraction(RandomBytes random)
    {
        Span<byte> bytes = stackalloc byte[8];
        random(bytes);
        return (BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> 11) * (1.0 / (1UL << 53));
    }
}

/// <summary>What the configuration decides about the store.</summary>
/// <param name="Migrate">Whether the process may change the schema; otherwise it only checks it.</param>
/// <param name="KeepsOutbox">Whether orders that become Queued are to be announced to a queue outside.</param>
internal sealed record SqlServerSettings(bool Migrate, bool KeepsOutbox);
