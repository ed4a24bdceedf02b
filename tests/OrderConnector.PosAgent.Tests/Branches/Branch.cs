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

    private readonly TempFolder _folder = new();
    private readonly SimulatedTss _device;
    private readonly Random _random = new(1);
    private readonly int _maxUnsigned;

    public Branch(int maxUnsigned = 1000)
    {
        _maxUnsigned = maxUnsigned;
        _device = SimulatedTss.Open(_folder.Path, new SimulatedTssOptions(), Clock);
        Till = new MemoryPosSink(TimeSpan.FromSeconds(10), Clock);
        Tss = new FaultyTss(_device, Faults, Clock);
        Flow = Begin();
    }

    public SimulatedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    public ScriptedCloud Cloud { get; } = new();

    public ScriptedTssFaults Faults { get; } = new();

    public ITss Tss { get; }

    public SimulatedTss Device => _device;

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

    public async Task<int> OpenTransactionsAsync() =>
        await _device.FindOpenAsync(Eas, default) is TssOutcome<IReadOnlyList<StartedTransaction>>.Done done
            ? done.Value.Count
            : -1;

    public void Dispose()
    {
        _device.Dispose();
        _folder.Dispose();
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
        new BranchPorts(Cloud, Journal, [BranchTss.Only(Tss, test: true, new EasClient(Eas, "OC-1"))], Till),
        new BranchSettings
        {
            AgentId = new string('b', 32),
            Session = new string('c', 32),
            Version = "0.1.0",
            Cloud = new Uri("https://cloud.example/"),
            CollectWait = TimeSpan.Zero,
            MaxUnsigned = _maxUnsigned,
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
