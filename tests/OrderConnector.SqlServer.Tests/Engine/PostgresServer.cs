using System.Diagnostics;
using Npgsql;

namespace OrderConnector.SqlServer.Tests.Engine;

/// <summary>
/// A PostgreSQL server of its own for the test run: a new folder under the temporary one, reached by a socket in that
/// folder, gone with the run. It is what the stand-in engine runs on, and it is not SQL Server.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "oc-pg-" + Path.GetRandomFileName()[..8]);
    private Process? server;
    private int databases;
    private string? clean;

    public async Task InitializeAsync()
    {
        if (PostgresBinaries.Missing is not null)
        {
            return;
        }

        await RunAsync($"'{PostgresBinaries.Folder}/initdb' -D '{folder}' -U postgres --auth=trust -E UTF8 "
            + "--locale=C --no-sync");
        // The shell waits for the end of its input: it comes with the end of this process, however that ends.
        server = Process.Start(PostgresBinaries.Shell(
            $"'{PostgresBinaries.Folder}/postgres' -D '{folder}' -k '{folder}' -c listen_addresses= -c fsync=off "
            + "-c synchronous_commit=off -c full_page_writes=off -c max_connections=300 -c deadlock_timeout=100ms "
            + $"> '{folder}/server.log' 2>&1 & pid=$!; read _; kill -INT $pid; wait $pid"))!;
        await using var connection = await ConnectAsync("postgres");
    }

    public async Task DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (server is not null)
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
            server.Dispose();
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Makes an empty database; answers how to reach it.</summary>
    public async Task<string> MakeDatabaseAsync()
    {
        var name = $"orders{Interlocked.Increment(ref databases)}";
        await using (var connection = await ConnectAsync("postgres"))
        {
            await ExecuteAsync(connection, $"CREATE DATABASE {name}");
        }

        await using (var connection = await ConnectAsync(name))
        {
            await ExecuteAsync(connection, "CREATE SCHEMA dbo");
        }

        return ConnectionString(name);
    }

    /// <summary>A database with the schema and no rows, the same one for test after test: making one takes long.</summary>
    public async Task<string> CleanDatabaseAsync()
    {
        if (clean is null)
        {
            clean = await MakeDatabaseAsync();
            await Stores.Open(new StandInDatabase(clean).Connections).MigrateAsync(default);
        }

        await using var connection = new NpgsqlConnection(clean);
        await connection.OpenAsync();
        await ExecuteAsync(
            connection,
            """
            DO $$ BEGIN
                EXECUTE (SELECT 'TRUNCATE ' || string_agg('dbo.' || tablename, ', ') || ' RESTART IDENTITY'
                         FROM pg_tables WHERE schemaname = 'dbo' AND tablename NOT LIKE 'schema%');
            END $$;
            INSERT INTO dbo.probe (id, hits) VALUES (1, 0);
            INSERT INTO dbo.alert_turns (id, turn) VALUES (1, 0);
            INSERT INTO dbo.order_id_form (id, form) VALUES (1, 2);
            INSERT INTO dbo.audit_head (id, sequence, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'))
            """);
        return clean;
    }

    /// <summary>Ends whatever a test has left open there.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await using (var pool = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(pool);
        }

        await using var connection = await ConnectAsync("postgres");
        await ExecuteAsync(connection, $"DROP DATABASE {name} WITH (FORCE)");
    }

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = folder,
        Username = "postgres",
        Database = database,
        MaxPoolSize = 80,
        Timeout = 30,
    }.ToString();

    private async Task<NpgsqlConnection> ConnectAsync(string database)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
            try
            {
                await connection.OpenAsync();
                return connection;
            }
            catch (NpgsqlException) when (Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(30))
            {
                await connection.DisposeAsync();
                await Task.Delay(50);
            }
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task RunAsync(string command)
    {
        using var process = Process.Start(PostgresBinaries.Shell(command))!;
        process.StandardInput.Close();
        var said = process.StandardOutput.ReadToEndAsync();
        var complaint = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await said + complaint);
    }
}

/// <summary>Tests that share the server; one after another.</summary>
[CollectionDefinition(Name)]
public sealed class OnPostgres : ICollectionFixture<PostgresServer>
{
    public const string Name = "on PostgreSQL";
}
