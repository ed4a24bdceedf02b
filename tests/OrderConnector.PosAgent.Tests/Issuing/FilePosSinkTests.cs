using System.Diagnostics;
using System.Runtime.Versioning;
using OrderConnector.PosAgent.Issuing;
using OrderConnector.Simulators.Compliance;
using OrderConnector.Simulators.Tills;

namespace OrderConnector.PosAgent.Tests.Issuing;

public sealed class FilePosSinkTests : PosSinkCompliance
{
    private readonly string _root = System.IO.Directory.CreateTempSubdirectory("till-").FullName;
    private FilePosSink _sink = null!;

    protected override IPosSink Sink => _sink;

    protected override int KeptOrders => System.IO.Directory.GetFiles(Directory, "*.json").Length;

    /// <summary>A directory neither refuses nor loses answers; it is there, or not, or hangs.</summary>
    protected override IReadOnlyList<TillFault> Faults { get; } =
        OperatingSystem.IsWindows() ? [TillFault.Away] : [TillFault.Away, TillFault.Hangs];

    private string Directory => Path.Combine(_root, "orders");

    public override Task InitializeAsync()
    {
        System.IO.Directory.CreateDirectory(Directory);
        _sink = new FilePosSink(Directory, Timeout, TimeProvider.System);
        return Task.CompletedTask;
    }

    public override Task DisposeAsync()
    {
        System.IO.Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    protected override byte[]? Kept(string orderId) =>
        File.Exists(FileOf(orderId)) ? File.ReadAllBytes(FileOf(orderId)) : null;

    protected override void Break(TillFault fault, string orderId)
    {
        var unmounted = Path.Combine(_root, "unmounted");
        if (fault is TillFault.Away)
        {
            System.IO.Directory.Move(Directory, unmounted);
        }
        else if (fault is TillFault.Hangs)
        {
            // Opening a pipe for writing waits until somebody reads: a write that hangs in the kernel.
            Run("mkfifo", Unfinished(orderId));
        }
        else if (System.IO.Directory.Exists(unmounted))
        {
            System.IO.Directory.Move(unmounted, Directory);
        }
        else if (File.Exists(Unfinished(orderId)))
        {
            LetGo(orderId);
        }
    }

    [Fact]
    public async Task Only_finished_files_have_the_ending_a_till_watches_for()
    {
        await _sink.HandOverAsync(Id(1), Document(1), CancellationToken.None);

        Assert.Equal([FileOf(Id(1))], System.IO.Directory.GetFiles(Directory));
    }

    [Fact]
    public async Task What_a_crash_left_half_written_is_written_anew()
    {
        await File.WriteAllTextAsync(Unfinished(Id(1)), "{\"schema\":1,\"num");
        var outcome = await _sink.HandOverAsync(Id(1), Document(1), CancellationToken.None);

        Assert.Equal(HandOverOutcomeKind.HandedOver, outcome.Kind);
        Assert.Equal([FileOf(Id(1))], System.IO.Directory.GetFiles(Directory));
    }

    [Fact]
    public async Task A_file_that_is_there_already_is_left_untouched()
    {
        await _sink.HandOverAsync(Id(1), Document(1), CancellationToken.None);
        var long_ago = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(FileOf(Id(1)), long_ago);
        await _sink.HandOverAsync(Id(1), Document(1), CancellationToken.None);

        Assert.Equal(long_ago, File.GetLastWriteTimeUtc(FileOf(Id(1))));
    }

    [Fact]
    public async Task A_torn_file_under_the_final_name_is_put_right()
    {
        await File.WriteAllTextAsync(FileOf(Id(1)), "");
        await _sink.HandOverAsync(Id(1), Document(1), CancellationToken.None);

        Assert.Equal(Document(1), Kept(Id(1)));
    }

    [Fact]
    public async Task A_directory_that_is_missing_is_an_outage_and_is_not_made()
    {
        System.IO.Directory.Delete(Directory);
        var outcome = await _sink.HandOverAsync(Id(1), Document(1), CancellationToken.None);

        Assert.Equal(HandOverOutcomeKind.Unavailable, outcome.Kind);
        Assert.False(System.IO.Directory.Exists(Directory));
        System.IO.Directory.CreateDirectory(Directory);
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task Others_on_the_machine_cannot_read_the_customers_data()
    {
        await _sink.HandOverAsync(Id(1), Document(1), CancellationToken.None);

        Assert.Equal(
            UnixFileMode.None,
            File.GetUnixFileMode(FileOf(Id(1)))
                & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute));
    }

    [UnixFact]
    public async Task A_share_that_hangs_holds_one_write_and_not_one_more_per_try()
    {
        Break(TillFault.Hangs, Id(1));
        await _sink.HandOverAsync(Id(1), Document(1), CancellationToken.None);
        var second = await _sink.HandOverAsync(Id(2), Document(2), CancellationToken.None);

        Assert.Equal(HandOverOutcomeKind.Unavailable, second.Kind);
        Assert.Contains("still hangs", second.Detail, StringComparison.Ordinal);
        LetGo(Id(1));
    }

    private string FileOf(string orderId) => Path.Combine(Directory, orderId + ".json");

    private string Unfinished(string orderId) => Path.Combine(Directory, $".{orderId}.tmp");

    /// <summary>Opens the other end, so that a write that waits goes on; what it writes goes nowhere.</summary>
    private void LetGo(string orderId)
    {
        // Under another name first, so that the write that goes on then finds nothing to rename. For both directions:
        // a pipe opened only for reading waits for a writer, and there may be none any more. By a shell, for a
        // FileStream asks for a lock, which the writer that this very opening lets go may get first.
        Run("sh", "-c", "mv \"$0\" \"$0.gone\"; exec 3<>\"$0.gone\"; rm \"$0.gone\"", Unfinished(orderId));
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
