using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Tests.Releasing;
using OrderConnector.Simulators.Tss;

namespace OrderConnector.PosAgent.Tests.Exporting;

/// <summary>export tss --acknowledge: the device may delete only what lies whole and checked on disk.</summary>
public sealed class AcknowledgingTests : IAsyncLifetime
{
    private static readonly DateTimeOffset s_midnight = new(2026, 11, 20, 0, 0, 0, TimeSpan.FromHours(1));

    private readonly StaffBench _bench = new();
    private readonly Acknowledgements _device = new();

    private string File => Path.Combine(_bench.Folder, "log.tar");

    public async Task InitializeAsync()
    {
        _bench.Branch.Tss[0] = _bench.Branch.Tss[0] with { Acknowledgement = _device };
        _bench.Branch.Restart();
        await _bench.StartAsync();
        new AgentFolder(_bench.Folder, null).WriteIdentity(new AgentIdentity(
            "a1b2c3d4e5f60718293a4b5c6d7e8f90", Branches.Branch.Eas, "https://cloud.example/", "berlin"));
        await _bench.ArriveAsync(Branches.Branch.Order("1"));
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task What_is_whole_and_on_disk_is_acknowledged_up_to_its_last_message()
    {
        _device.Before = () => Assert.True(Path.Exists(File));

        var (exitCode, output, error) = await ExportAsync("--acknowledge");

        Assert.Equal((0, ""), (exitCode, error));
        var (from, to) = Assert.Single(_device.Told);
        Assert.Equal(s_midnight, from);
        // Not up to the end of the span, which is hours away: what comes until then is not in the file.
        Assert.InRange(to, _bench.Branch.Clock.GetUtcNow().AddSeconds(-10), _bench.Branch.Clock.GetUtcNow());
        Assert.Contains(
            $"Acknowledged up to {to.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}: the device may delete what lies before.",
            output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_being_asked_for_nothing_is_acknowledged()
    {
        Assert.Equal(0, (await ExportAsync()).ExitCode);

        Assert.Empty(_device.Told);
    }

    [Fact]
    public async Task An_open_transaction_at_the_end_of_a_span_keeps_nothing_from_being_acknowledged()
    {
        await _bench.Branch.Device.StartAsync(new(Branches.Branch.Eas, new string('0', 32)), default);

        Assert.Equal(1, (await ExportAsync("--acknowledge")).ExitCode);

        Assert.Single(_device.Told);
    }

    [Fact]
    public async Task An_archive_with_faults_is_kept_and_not_acknowledged()
    {
        await _bench.StopAsync();
        _bench.Branch.Tss[0] = _bench.Branch.Tss[0] with { Port = new CutOff(_bench.Branch.Tss[0].Port) };
        _bench.Branch.Restart();
        await _bench.StartAsync();

        var (exitCode, _, error) = await ExportAsync("--acknowledge");

        Assert.Equal(
            (1, "Not acknowledged: the check found faults, and what is deleted cannot be exported again.\n"),
            (exitCode, error));
        Assert.Empty(_device.Told);
        Assert.True(Path.Exists(File));
    }

    [Fact]
    public async Task What_the_device_answers_is_told_and_the_file_stays()
    {
        _device.Answer = new TssOutcome<DateTimeOffset>.Unavailable("It is starting.");

        var (exitCode, _, error) = await ExportAsync("--acknowledge");

        Assert.Equal((1, "Not acknowledged: the TSS does not answer: It is starting.\n"), (exitCode, error));
        Assert.True(Path.Exists(File));
    }

    [Fact]
    public async Task A_device_that_knows_no_acknowledgement_exports_nothing_for_it()
    {
        await _bench.StopAsync();
        _bench.Branch.Tss[0] = _bench.Branch.Tss[0] with { Acknowledgement = null };
        _bench.Branch.Restart();
        await _bench.StartAsync();
        await MustRefuseAsync();

        // The same where no agent runs, and the simulated TSS itself is asked.
        await _bench.StopAsync();
        await MustRefuseAsync();
    }

    private async Task MustRefuseAsync()
    {
        var (exitCode, _, error) = await ExportAsync("--acknowledge");

        Assert.Equal(
            (2, "This TSS takes no acknowledgement, it deletes nothing because of an export: leave --acknowledge "
                + "out.\n"),
            (exitCode, error));
        Assert.False(Path.Exists(File));
    }

    private async Task<(int ExitCode, string Output, string Error)> ExportAsync(params string[] more)
    {
        var result = await _bench.DoAsync(
            ["export", "tss", "--from", "2026-11-20", "--to", "2026-11-20", "--out", File, .. more]);
        return (result.ExitCode, result.Output, result.Error);
    }

    private sealed class Acknowledgements : ILogAcknowledgement
    {
        public List<(DateTimeOffset From, DateTimeOffset To)> Told { get; } = [];

        public Action Before { get; set; } = () => { };

        public TssOutcome<DateTimeOffset>? Answer { get; set; }

        public Task<TssOutcome<DateTimeOffset>> AcknowledgeAsync(
            DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        {
            Before();
            Told.Add((from, to));
            return Task.FromResult(Answer ?? new TssOutcome<DateTimeOffset>.Done(to));
        }
    }

    /// <summary>A TSS whose exports lack their end.</summary>
    private sealed class CutOff(ITss inner) : ITss
    {
        public Task<TssOutcome<StartedTransaction>> StartAsync(
            TssReference reference, CancellationToken cancellationToken) =>
            inner.StartAsync(reference, cancellationToken);

        public Task<TssOutcome<TssSignature>> FinishAsync(
            StartedTransaction transaction, ProcessData data, CancellationToken cancellationToken) =>
            inner.FinishAsync(transaction, data, cancellationToken);

        public Task<TssOutcome<IReadOnlyList<StartedTransaction>>> FindOpenAsync(
            string clientId, CancellationToken cancellationToken) => inner.FindOpenAsync(clientId, cancellationToken);

        public Task<TssOutcome<TransactionOnRecord>> ReadBackAsync(
            string clientId, long transactionNumber, CancellationToken cancellationToken) =>
            inner.ReadBackAsync(clientId, transactionNumber, cancellationToken);

        public Task<TssOutcome<TssInfo>> InfoAsync(CancellationToken cancellationToken) =>
            inner.InfoAsync(cancellationToken);

        public async Task<TssOutcome<long>> ExportLogAsync(
            DateTimeOffset from, DateTimeOffset to, Stream target, CancellationToken cancellationToken)
        {
            using var whole = new MemoryStream();
            var outcome = await inner.ExportLogAsync(from, to, whole, cancellationToken);
            await target.WriteAsync(whole.ToArray().AsMemory(0, (int)whole.Length - 1024), cancellationToken);
            return outcome;
        }
    }
}
