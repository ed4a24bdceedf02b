using Dapper;
using Microsoft.Data.Sqlite;

namespace OrderConnector.Functions.Storing.Sqlite;

/// <summary>The database file: who may read it, and how connections to it are set up.</summary>
internal sealed class SqliteFile
{
    /// <summary>How long SQLite itself waits for another process (`admin` beside `serve`).</summary>
    private static readonly TimeSpan s_busyTimeout = TimeSpan.FromSeconds(5);

    private readonly string connectionString;

    /// <summary>Names the file; nothing is opened yet.</summary>
    public SqliteFile(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            // The store keeps its own connections; a pool would hide which one holds the write lock.
            Pooling = false,
        }.ToString();
    }

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>Makes folder and file for the owner's eyes only; SQLite gives -wal and -shm the file's mode.</summary>
    public void Create()
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (File.Exists(Path))
        {
            // Not opened beside SQLite: closing it would end the locks this process holds on it.
            return;
        }

        using var file = new FileStream(Path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }

    /// <summary>A connection that may write: WAL, and every commit is flushed before it returns.</summary>
    public SqliteConnection OpenToWrite()
    {
        var connection = Open();
        connection.Execute("PRAGMA journal_mode = WAL");
        connection.Execute("PRAGMA synchronous = FULL");
        // The copies a savepoint keeps of changed pages stay in memory instead of in a temporary file.
        connection.Execute("PRAGMA temp_store = MEMORY");
        connection.Execute("PRAGMA cache_size = -32768");
        // What is deleted or replaced is overwritten: erased personal data must not live on in free space.
        connection.Execute("PRAGMA secure_delete = ON");
        // SqliteCheckpoints moves the WAL; this is what happens where it cannot.
        connection.Execute("PRAGMA wal_autocheckpoint = 40000");
        return connection;
    }

    /// <summary>A connection that only reads; it never waits for the writer.</summary>
    public SqliteConnection OpenToRead()
    {
        var connection = Open();
        connection.Execute("PRAGMA query_only = ON");
        return connection;
    }

    /// <summary>Moves the log into the file and cuts it to nothing, as far as no reader needs it.</summary>
    public void EmptyLog()
    {
        using var connection = OpenToWrite();
        connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        connection.Execute($"PRAGMA busy_timeout = {(int)s_busyTimeout.TotalMilliseconds}");
        return connection;
    }
}
