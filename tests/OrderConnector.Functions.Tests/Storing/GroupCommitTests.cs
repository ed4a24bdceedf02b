using Dapper;
using Microsoft.Data.Sqlite;
using OrderConnector.Functions.Storing.Sqlite;
using OrderConnector.Portal.Reading;
using SQLitePCL;

namespace OrderConnector.Functions.Tests.Storing;

/// <summary>Many callers, one flush: what the writer owes each of them.</summary>
public sealed class GroupCommitTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("commits-").FullName;
    private readonly ManualResetEventSlim gate = new();
    private SqliteFile file = null!;
    private SqliteWriter writer = null!;

    public async Task InitializeAsync()
    {
        file = new SqliteFile(Path.Combine(folder, "test.db"));
        file.Create();
        writer = new SqliteWriter(file, new StoreChanges());
        await writer.WriteAsync(
            session => session.Connection.Execute("CREATE TABLE notes (text TEXT NOT NULL UNIQUE)"), default);
    }

    public async Task DisposeAsync()
    {
        gate.Set();
        await writer.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_hundred_callers_that_wait_together_share_one_commit()
    {
        var before = writer.Commits;
        var blocker = Block();
        var writes = Enumerable.Range(0, 100).Select(i => NoteAsync($"note {i}")).ToArray();

        gate.Set();
        await Task.WhenAll([blocker, .. writes]);

        Assert.Equal(before + 2, writer.Commits);
        Assert.Equal(100, Count());
    }

    [Fact]
    public async Task One_that_fails_does_not_fail_its_neighbours()
    {
        var blocker = Block();
        var first = NoteAsync("first");
        var twice = NoteAsync("first");
        var bug = writer.WriteAsync<int>(
            session =>
            {
                session.Connection.Execute("INSERT INTO notes (text) VALUES ('half a bug')");
                throw new InvalidOperationException("bug");
            },
            default);
        using var source = new CancellationTokenSource();
        var cancelled = writer.WriteAsync(Note("cancelled"), source.Token);
        await source.CancelAsync();
        var last = NoteAsync("last");

        gate.Set();
        await Task.WhenAll(blocker, first, last);

        await Assert.ThrowsAsync<SqliteException>(() => twice);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bug);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(2, Count());
    }

    [Fact]
    public async Task Nobody_hears_of_success_before_the_commit_has_returned()
    {
        var writes = new List<Task>();
        var endedEarly = new List<int>();
        await WithCommitHookAsync(() =>
        {
            // Here SQLite is about to write and flush the WAL.
            endedEarly.Add(writes.Count(write => write.IsCompleted));
            return 0;
        });
        var blocker = Block();
        writes.AddRange(Enumerable.Range(0, 20).Select(i => NoteAsync($"note {i}")));

        gate.Set();
        await Task.WhenAll([blocker, .. writes]);

        // The commits of hook and blocker, and the one that carries the twenty.
        Assert.Equal([0, 0, 0], endedEarly);
        Assert.Equal(20, Count());
    }

    [Fact]
    public async Task A_commit_that_fails_fails_every_caller_and_leaves_nothing()
    {
        var fail = 0;
        await WithCommitHookAsync(() => fail);
        var blocker = Block();
        var writes = Enumerable.Range(0, 5).Select(i => NoteAsync($"note {i}")).ToArray();
        gate.Set();
        fail = 1;

        var told = await Task.WhenAll(writes.Select(write => Record.ExceptionAsync(() => write)));
        Assert.All(told, fault => Assert.IsType<SqliteException>(fault));
        await Record.ExceptionAsync(() => blocker);
        Assert.Equal(0, Count());
        fail = 0;
        await NoteAsync("after");
        Assert.Equal(1, Count());
    }

    [Fact]
    public async Task A_disk_that_is_full_is_told_to_every_caller_and_passes()
    {
        var limit = await writer.WriteAsync(
            session => session.Connection.ExecuteScalar<long>("PRAGMA page_count"), default);
        await writer.WriteAsync(session => session.Connection.Execute($"PRAGMA max_page_count = {limit + 2}"), default);
        var blocker = Block();
        var small = NoteAsync("small");
        var large = NoteAsync(new string('x', 100_000));

        gate.Set();
        await blocker;
        var full = await Assert.ThrowsAsync<SqliteException>(() => large);
        Assert.Equal(raw.SQLITE_FULL, full.SqliteErrorCode);

        // Its neighbour is either on disk or was told that it is not.
        var told = await Record.ExceptionAsync(() => small);
        Assert.Equal(told is null ? 1 : 0, Count());
        await writer.WriteAsync(session => session.Connection.Execute("PRAGMA max_page_count = 1000000"), default);
        await NoteAsync("after");
    }

    [Fact]
    public async Task Another_process_that_holds_the_lock_is_waited_for()
    {
        // A second connection is to SQLite what a second process is.
        using var other = file.OpenToWrite();
        other.Execute("BEGIN IMMEDIATE");
        other.Execute("INSERT INTO notes (text) VALUES ('theirs')");
        var ours = NoteAsync("ours");
        await Task.Delay(TimeSpan.FromSeconds(6));
        Assert.False(ours.IsCompleted);

        other.Execute("COMMIT");

        Assert.Equal(1, await ours);
        Assert.Equal(2, Count());
    }

    [Fact]
    public async Task What_was_taken_before_the_end_is_finished()
    {
        var blocker = Block();
        var writes = Enumerable.Range(0, 10).Select(i => NoteAsync($"note {i}")).ToArray();
        var end = writer.DisposeAsync();
        gate.Set();
        await end;

        await Task.WhenAll([blocker, .. writes]);
        Assert.Equal(10, Count());
    }

    private static Func<SqliteSession, int> Note(string text) => session =>
        session.Connection.Execute("INSERT INTO notes (text) VALUES (@text)", new { text });

    [Fact]
    public async Task The_log_beside_the_file_starts_over_while_callers_go_on_writing()
    {
        var text = new string('x', 4000);
        for (var i = 0; i < 150; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(n => NoteAsync($"{i}-{n}-{text}")));
        }

        // 150 times 100 notes of more than a page each: 120 MB went through it.
        Assert.InRange(new FileInfo(file.Path + "-wal").Length, 1, 60_000_000);
        Assert.Equal(15_000, Count());
    }

    private Task<int> NoteAsync(string text) => writer.WriteAsync(Note(text), default);

    // Holds the writer up, so that what is asked for meanwhile ends up in one batch. It writes, so that it commits.
    private Task<int> Block()
    {
        using var taken = new ManualResetEventSlim();
        var blocked = writer.WriteAsync(
            session =>
            {
                taken.Set();
                gate.Wait();
                return session.Connection.Execute("CREATE TABLE blocker (row INTEGER)");
            },
            default);
        taken.Wait();
        return blocked;
    }

    private Task<int> WithCommitHookAsync(Func<int> hook) => writer.WriteAsync(
        session =>
        {
            raw.sqlite3_commit_hook(session.Connection.Handle, _ => hook(), null);
            return 0;
        },
        default);

    private int Count()
    {
        using var connection = file.OpenToRead();
        return connection.ExecuteScalar<int>("SELECT COUNT(*) FROM notes");
    }
}
