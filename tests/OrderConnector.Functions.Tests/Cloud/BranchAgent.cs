using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Tests.Cloud;

/// <summary>An agent as the wire sees it: enrolled, with a journal that is only a counter.</summary>
public sealed class BranchAgent : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _session;
    private readonly string _journal = Hex(32);
    private long _sequence;
    private long _acknowledged;

    private BranchAgent(HttpClient http, string id)
    {
        _http = http;
        _session = Hex(32);
        Id = id;
    }

    public string Id { get; }

    public HttpClient Http => _http;

    /// <summary>Enrols a new agent of a branch.</summary>
    public static async Task<BranchAgent> EnrolAsync(
        CloudUnderTest cloud, string id = "agent-1", string branch = CloudUnderTest.Branch)
    {
        var key = await cloud.AddKeyAsync("rk", KeyPurpose.Registration, branch, [branch]);
        using var nobody = cloud.Client(null);
        var enrolled = await nobody.PostAsync("/agent/v1/enrol", Enrolment(key, id));
        Assert.True(enrolled.Status == 200, enrolled.Json.GetRawText());
        Assert.Equal(branch, enrolled["branchId"]);
        return new BranchAgent(cloud.Client(enrolled["secret"]), id);
    }

    /// <summary>What an agent sends to enrol.</summary>
    public static EnrolRequest Enrolment(string key, string id) => new(key, id, "EAS-" + id, "OrderConnector.PosAgent", "0.1.0");

    /// <summary>The request of a collect.</summary>
    public CollectRequest Request(int waitSeconds = 0, int max = 50) => new(
        _session, new JournalHead(_journal, _sequence, _sequence == 0 ? "" : Hash(_sequence)), 0, max, waitSeconds,
        _acknowledged);

    /// <summary>Collects.</summary>
    public Task<Answered> CollectAsync(int waitSeconds = 0, int max = 50) =>
        _http.PostAsync("/agent/v1/collect", Request(waitSeconds, max));

    /// <summary>Confirms leases; answers the verdicts.</summary>
    public async Task<IReadOnlyList<string>> ConfirmAsync(params IReadOnlyList<string> leases)
    {
        var answer = await _http.PostAsync("/agent/v1/confirm", new ConfirmRequest(leases));
        Assert.True(answer.Status == 200, answer.Json.GetRawText());
        return answer.Json.GetProperty("confirmations").EnumerateArray()
            .Select(one => one.GetProperty("verdict").GetString()!).ToList();
    }

    /// <summary>Collects and confirms everything there is; answers the orders.</summary>
    public async Task<IReadOnlyList<JsonElement>> TakeAsync()
    {
        var collected = await CollectAsync();
        Assert.True(collected.Status == 200, collected.Json.GetRawText());
        var deliveries = collected.Json.GetProperty("deliveries").EnumerateArray().ToList();
        if (deliveries.Count > 0)
        {
            var verdicts = await ConfirmAsync(deliveries.Select(d => d.GetProperty("lease").GetString()!).ToList());
            Assert.All(verdicts, verdict => Assert.Equal("yours", verdict));
        }

        return deliveries.Select(delivery => delivery.GetProperty("order")).ToList();
    }

    /// <summary>A report of the next entry of its journal.</summary>
    public Report Entry(string kind, string? orderId, object data) => new(
        ++_sequence, Hash(_sequence), kind, orderId, TimeProvider.System.GetUtcNow(),
        JsonSerializer.SerializeToElement(data, WireJson.Options));

    /// <summary>Reports.</summary>
    public async Task<Answered> ReportAsync(params IReadOnlyList<Report> reports)
    {
        var answer = await _http.PostAsync("/agent/v1/reports", new ReportsRequest(_journal, reports));
        _acknowledged = answer.Status == 200 ? answer.Json.GetProperty("acknowledged").GetInt64() : _acknowledged;
        return answer;
    }

    /// <summary>Takes what there is, signs and issues it.</summary>
    public async Task SignAllAsync()
    {
        foreach (var order in await TakeAsync())
        {
            var id = order.GetProperty("id").GetString();
            var answer = await ReportAsync(
                Entry("signed", id, Signed()), Entry("issued", id, Issued()));
            Assert.True(answer.Status == 200, answer.Json.GetRawText());
        }
    }

    /// <summary>A signature as a simulated TSS leaves it.</summary>
    public static FiscalSummary Signed() => new(
        "signed", null, true, "agent", "EAS-agent-1", new string('a', 64), 127, 256,
        new DateTimeOffset(2026, 11, 20, 11, 1, 22, TimeSpan.Zero), new DateTimeOffset(2026, 11, 20, 11, 1, 23, TimeSpan.Zero),
        "ecdsa-plain-SHA256", "unixTime", "Kassenbeleg-V1", "Beleg^2.75_19.80_0.00_0.00_0.00^22.55:Unbar", "c2ln", "a2V5",
        "V0;EAS-agent-1;Kassenbeleg-V1;Beleg^2.75_19.80_0.00_0.00_0.00^22.55:Unbar;127;256");

    /// <summary>A receipt as issued.</summary>
    public static IssuedReceipt Issued(bool test = true) => new(
        17, "B-17", "receipt", "Muster & Söhne GmbH\nPizza <Funghi>     19,80\nSumme            22,55", Signed().Qr, test,
        new DateTimeOffset(2026, 11, 20, 11, 1, 23, TimeSpan.Zero));

    public void Dispose() => _http.Dispose();

    private static string Hash(long sequence) =>
        sequence.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);

    private static string Hex(int digits) =>
        Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(digits / 2));
}
