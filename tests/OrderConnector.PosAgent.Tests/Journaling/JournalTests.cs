using Microsoft.Data.Sqlite;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.Simulators.Compliance;
using OrderConnector.Simulators.Journals;

namespace OrderConnector.PosAgent.Tests.Journaling;

public sealed class MemoryJournalTests : JournalCompliance
{
    protected override IJournal Create(string id) => new MemoryJournal(id);

    protected override IJournal Reopen(IJournal journal) => journal;
}

public sealed class SqliteJournalTests : JournalCompliance, IDisposable
{
    private readonly TempFolder _folder = new();

    private string Path => _folder.File("journal.db");

    protected override IJournal Create(string id) => SqliteJournal.Open(Path, id);

    protected override IJournal Reopen(IJournal journal)
    {
        journal.Dispose();
        return SqliteJournal.Open(Path, "another id that must not be used");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_process_is_refused_with_a_clear_sentence()
    {
        using var first = Create("a1");

        var fault = Assert.Throws<JournalInUseException>(() => SqliteJournal.Open(Path, "b2"));

        Assert.Equal(
            $"Another process already writes the journal {Path}; one data folder serves one agent.", fault.Message);
    }

    [Theory]
    [InlineData("UPDATE entries SET data = '{}'", "no entry is ever changed")]
    [InlineData("DELETE FROM entries", "no entry is ever deleted")]
    [InlineData("UPDATE journal SET id = 'x'", "keeps its id")]
    public async Task The_file_itself_refuses_change(string sql, string sentence)
    {
        using var journal = Create("a1");
        await journal.AppendAsync([Released("x")], default);
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;

        var fault = Assert.Throws<SqliteException>(() => command.ExecuteNonQuery());

        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_append_leaves_the_journal_as_it_was()
    {
        using var journal = Create("a1");
        await journal.AppendAsync([Released("x")], default);
        var before = journal.Head;
        // Not JSON: the number index refuses it, as a full disk would refuse the commit.
        var broken = Released("y") with { Kind = JournalKind.OrderCollected, Data = "not json" };

        await Assert.ThrowsAsync<SqliteException>(() => journal.AppendAsync([Released("z"), broken], default));

        Assert.Equal(before, journal.Head);
        Assert.Single(journal.Read(1, 10));
        Assert.Equal(2, (await journal.AppendAsync([Released("y")], default))[0].Sequence);
    }

    [Fact]
    public async Task Every_commit_is_flushed_before_it_counts()
    {
        using var journal = Create("a1");
        await journal.AppendAsync([Released("x")], default);
        using var connection = JournalSchema.OpenWriter(Path);
        using var command = connection.CreateCommand();

        command.CommandText = "PRAGMA synchronous";
        Assert.Equal(2L, command.ExecuteScalar());
        command.CommandText = "PRAGMA journal_mode";
        Assert.Equal("wal", command.ExecuteScalar());
    }

    [UnixFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_may_read_it_whoever_made_the_folder()
    {
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
        using var journal = Create("a1");
        await journal.AppendAsync([Released("x")], default);

        Assert.All(
            [Path, Path + "-wal", Path + "-shm"],
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task Another_process_can_read_beside_the_writer()
    {
        using var journal = Create("a1");
        using var reader = new SqliteJournalReader(Path);
        await journal.AppendAsync([Released("x")], default);

        Assert.Equal(journal.Head, reader.ReadHead());
        Assert.Equal(journal.Read(1, 10), reader.Read(1, 10));
    }
}
