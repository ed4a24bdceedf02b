using System.Formats.Tar;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.FiskalCloudConnector;
using OrderConnector.PosAgent.Signing.Http;
using OrderConnector.Simulators.Tss.Faults;
using OrderConnector.Simulators.Tss.Vendors;
using OrderConnector.Simulators.World;

namespace OrderConnector.PosAgent.Tests.Signing;

/// <summary>Exports of the connector: spans, parts, acknowledgement.</summary>
public sealed class FccExportTests : IAsyncLifetime
{
    private const string Client = "TILL 1";
    private const string EasCode = "secret-code";
    private static readonly DateTimeOffset s_noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly ProcessData s_receipt = new(
        "Kassenbeleg-V1", "Beleg^2.50_19.80_0.00_0.00_0.00^22.30:Unbar");

    private readonly TempFolder _folder = new();
    private readonly SimulatedClock _clock = new(s_noon);
    private readonly FaultDirector _faults = new();
    private FccSimulator _simulator = null!;
    private VendorHost _host = null!;
    private FccTss _tss = null!;

    public async Task InitializeAsync()
    {
        var device = await SoftwareTss.OpenAsync(_folder.Path, new SoftwareTssOptions(), _clock);
        device.Register(Client);
        _simulator = new FccSimulator(
            device, new FccSimulatorOptions { EasCode = EasCode, MaximumRecords = 4 }, _clock);
        _host = new VendorHost(_simulator, _faults, _clock);
        await _host.StartAsync();
        var options = new FccOptions { Url = _host.Url.ToString() };
        _tss = new FccTss(options, EasCode, TssHttp.Client(options.Address), _clock);
    }

    public async Task DisposeAsync()
    {
        _tss.Dispose();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_long_span_is_halved_until_every_part_is_small_enough()
    {
        for (var i = 0; i < 9; i++)
        {
            await SellAsync();
            _clock.Advance(TimeSpan.FromSeconds(7));
        }

        using var archive = new MemoryStream();
        var count = Done(await _tss.ExportLogAsync(s_noon.AddDays(-1), s_noon.AddDays(1), archive, default));

        var names = Names(archive);
        Assert.Equal(19, count);
        Assert.Equal(19, names.Count(name => name.EndsWith(".log", StringComparison.Ordinal)));
        Assert.Equal(names.Distinct(), names);
        Assert.True(_faults.CountOf(SimulatorCall.Export) > 9);
    }

    [Fact]
    public async Task A_second_with_too_many_records_is_refused_by_name_and_nothing_is_written()
    {
        await SellAsync();
        await SellAsync();
        using var archive = new MemoryStream();

        var outcome = await _tss.ExportLogAsync(s_noon.AddHours(-1), s_noon.AddHours(1), archive, default);

        Assert.Equal(TssRefusals.ExportTooLarge, Assert.IsType<TssOutcome<long>.Refused>(outcome).Code);
        Assert.Equal(0, archive.Length);
    }

    [Fact]
    public async Task A_span_in_which_nothing_happened_is_an_archive_without_messages()
    {
        await SellAsync();
        using var archive = new MemoryStream();

        Assert.Equal(0, Done(await _tss.ExportLogAsync(s_noon.AddDays(1), s_noon.AddDays(2), archive, default)));
        Assert.Empty(Names(archive));
        Assert.Equal(0, Done(await _tss.ExportLogAsync(s_noon.AddDays(1), s_noon, archive, default)));
    }

    [Fact]
    public async Task The_acknowledgement_leaves_the_last_minute_to_the_next_export()
    {
        await SellAsync();

        var upTo = Done(await _tss.AcknowledgeAsync(s_noon.AddHours(-1), _clock.GetUtcNow(), default));

        Assert.Equal(_clock.GetUtcNow().AddMinutes(-1), upTo);
        Assert.Equal([(s_noon.AddHours(-1), upTo)], _simulator.Acknowledged);
    }

    [Fact]
    public async Task An_answer_that_is_no_archive_is_not_taken_for_one()
    {
        await SellAsync();
        using var archive = new MemoryStream();
        _faults.On(SimulatorCall.ReadBack, FaultKind.WrongSignature);
        var spoiled = Done(await _tss.ReadBackAsync(Client, 1, default));

        Assert.Equal(SignatureVerdict.Invalid, SignatureCheck.Check(spoiled.Signature!));
        _faults.On(SimulatorCall.ReadBack, FaultKind.NothingBack);
        Assert.IsType<TssOutcome<TransactionOnRecord>.Unknown>(await _tss.ReadBackAsync(Client, 1, default));
    }

    // Shown by property: whatever is halved, no second is lost and none is asked for twice.
    [Fact]
    public void Halves_share_no_second_and_leave_none_out()
    {
        for (var seconds = 1; seconds < 200; seconds++)
        {
            var last = s_noon.AddSeconds(seconds);
            var (earlier, later) = new FccSpan(s_noon, last).Halve()!.Value;

            Assert.Equal((s_noon, last), (earlier.First, later.Last));
            Assert.Equal(earlier.Last.AddSeconds(1), later.First);
            Assert.False(earlier.IsEmpty || later.IsEmpty);
        }

        Assert.Null(new FccSpan(s_noon, s_noon).Halve());
    }

    [Fact]
    public void A_span_is_whole_seconds_within_what_was_asked_for() => Assert.Equal(
        new FccSpan(s_noon.AddSeconds(1), s_noon.AddSeconds(2)),
        FccSpan.Of(s_noon.AddMilliseconds(1), s_noon.AddMilliseconds(2999)));

    private async Task SellAsync()
    {
        var started = Done(await _tss.StartAsync(new TssReference(Client, new string('0', 32)), default));
        Done(await _tss.FinishAsync(started, s_receipt, default));
    }

    private static List<string> Names(MemoryStream archive)
    {
        archive.Position = 0;
        using var reader = new TarReader(archive, leaveOpen: true);
        List<string> names = [];
        while (reader.GetNextEntry() is { } entry)
        {
            names.Add(entry.Name);
        }

        archive.SetLength(0);
        return names;
    }

    private static T Done<T>(TssOutcome<T> outcome) => Assert.IsType<TssOutcome<T>.Done>(outcome).Value;
}
