using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing.Simulator;
using OrderConnector.Simulators.Journals;
using OrderConnector.Simulators.Tills;
using OrderConnector.Simulators.Tss;
using OrderConnector.Simulators.World;

namespace OrderConnector.PosAgent.Tests.Branches;

/// <summary>A branch whose loops are stepped by the test: real flow, real TSS simulator, time that stands still.</summary>
internal sealed class Branch : IDisposable
{
    public const string Eas = "OC-TEST";

    private readonly List<TempFolder> _folders = [];
    private readonly Random _random = new(1);
    private readonly int _maxUnsigned;
    private readonly TimeSpan _reportGather;

    /// <param name="maxUnsigned">Where the backlog is full.</param>
    /// <param name="tss">How many TSS; one is the branch's only one, several are "tss-1", "tss-2" …</param>
    /// <param name="clients">Cash registers on each.</param>
    /// <param name="tssAhead">How far the clock of a TSS is ahead; that one stands still.</param>
    /// <param name="reportGather">How long reports of one order wait for each other.</param>
    public Branch(
        int maxUnsigned = 1000, int tss = 1, int clients = 1, TimeSpan tssAhead = default,
        TimeSpan reportGather = default)
    {
        (_maxUnsigned, _reportGather) = (maxUnsigned, reportGather);
        var clock = tssAhead == default ? Clock : new SimulatedClock(Clock.GetUtcNow() + tssAhead);
        Till = new MemoryPosSink(TimeSpan.FromSeconds(10), Clock);
        for (var i = 1; i <= tss; i++)
        {
            _folders.Add(new TempFolder());
            Devices.Add(SimulatedTss.Open(_folders[^1].Path, new SimulatedTssOptions(), clock));
            AllFaults.Add(new ScriptedTssFaults());
            Tss.Add(new BranchTss(
                tss == 1 ? TssHistory.OnlyTss : $"tss-{i}", new FaultyTss(Devices[^1], AllFaults[^1], Clock), true,
                [.. Enumerable.Range((i - 1) * clients, clients).Select(Client)]));
        }

        Flow = Begin();
    }

    /// <summary>The n-th cash register of the branch, from 0.</summary>
    public static EasClient Client(int n) => n == 0 ? new(Eas, "OC-1") : new($"{Eas}-{n + 1}", $"OC-{n + 1}");

    public SimulatedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    public ScriptedCloud Cloud { get; } = new();

    /// <summary>Faults of the first TSS.</summary>
    public ScriptedTssFaults Faults => AllFaults[0];

    public List<ScriptedTssFaults> AllFaults { get; } = [];

    /// <summary>What the branch is configured with; a change counts from the next start.</summary>
    public List<BranchTss> Tss { get; } = [];

    /// <summary>The first TSS itself.</summary>
    public SimulatedTss Device => Devices[0];

    public List<SimulatedTss> Devices { get; } = [];

    public MemoryPosSink Till { get; }

    public MemoryJournal Journal { get; } = new(new string('a', 32));

    public BranchFlow Flow { get; private set; }

    /// <summary>As if the process had been killed and started again.</summary>
    public void Restart() => Flow = Begin();

    /// <summary>Steps all loops until none has anything to do.</summary>
    public async Task SettleAsync()
    {
        await Flow.OpenAsync(default);
        for (var round = 0; round < 20_000; round++)
        {
            var any = false;
            foreach (var loop in Flow.Loops)
            {
                any |= await loop.StepAsync(default);
            }

            if (!any)
            {
                return;
            }
        }

        throw new InvalidOperationException("The branch does not come to rest.");
    }

    /// <summary>Lets time pass in small portions, settling after each.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        var portion = TimeSpan.FromSeconds(1);
        for (var passed = TimeSpan.Zero; passed < time; passed += portion)
        {
            Clock.Advance(portion);
            await SettleAsync();
        }
    }

    public IReadOnlyList<JournalKind> KindsOf(string orderId) =>
        [.. Journal.ReadOrder(orderId).Select(entry => entry.Fact.Kind)];

    public int Count(JournalKind kind) => Journal.Read(1, 100_000).Count(entry => entry.Fact.Kind == kind);

    public OrderProgress Progress(string orderId) => OrderProgress.Fold(Journal.ReadOrder(orderId))!;

    /// <summary>Open on all devices, all clients.</summary>
    public async Task<int> OpenTransactionsAsync()
    {
        var open = 0;
        foreach (var device in Devices)
        {
            open += ((TssOutcome<TssInfo>.Done)await device.InfoAsync(default)).Value.OpenTransactions;
        }

        return open;
    }

    public void Dispose()
    {
        Devices.ForEach(device => device.Dispose());
        _folders.ForEach(folder => folder.Dispose());
    }

    /// <summary>A prepaid order of two pizzas and a coke.</summary>
    public static JsonObject Order(string externalId, string payment = "prepaid") => new()
    {
        ["externalId"] = externalId,
        ["externalNumber"] = externalId,
        ["branchId"] = "berlin",
        ["placedAt"] = "2026-11-20T12:01:22+01:00",
        ["currency"] = "EUR",
        ["fulfilment"] = new JsonObject { ["type"] = "pickup", ["name"] = "Ann Example" },
        ["payment"] = payment,
        ["payments"] = payment == "prepaid"
            ? new JsonArray(new JsonObject
            {
                ["type"] = "paymentService", ["name"] = "PayPal", ["amount"] = 22.30m, ["reference"] = "5XY-SECRET",
            })
            : [],
        ["lines"] = new JsonArray(
            new JsonObject
            {
                ["kind"] = "item", ["name"] = "Pizza", ["quantity"] = 2, ["unitPrice"] = 9.90m, ["amount"] = 19.80m,
                ["vatRate"] = 7,
            },
            new JsonObject
            {
                ["kind"] = "item", ["name"] = "Cola", ["quantity"] = 1, ["unitPrice"] = 2.50m, ["amount"] = 2.50m,
                ["vatRate"] = 19,
            }),
        ["total"] = 22.30m,
        ["customer"] = new JsonObject { ["name"] = "Ann Example", ["phone"] = "0123-SECRET" },
        ["note"] = "ring twice",
    };

    private BranchFlow Begin() => new(
        new BranchPorts(Cloud, Journal, [.. Tss], Till),
        new BranchSettings
        {
            AgentId = new string('b', 32),
            Session = new string('c', 32),
            Version = "0.1.0",
            Cloud = new Uri("https://cloud.example/"),
            CollectWait = TimeSpan.Zero,
            MaxUnsigned = _maxUnsigned,
            ReportGather = _reportGather,
        },
        Clock,
        new BranchChance(_random.NextDouble, Bytes),
        NullLogger<BranchFlow>.Instance);

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
