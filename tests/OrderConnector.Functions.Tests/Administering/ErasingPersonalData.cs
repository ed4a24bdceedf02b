using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OrderConnector.Functions.Administering;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Administering;

public sealed class ErasingPersonalData : IAsyncLifetime
{
    private CloudUnderTest _cloud = null!;
    private HttpClient _shop = null!;
    private BranchAgent _agent = null!;

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync();
        _shop = _cloud.Shop();
        _agent = await BranchAgent.EnrolAsync(_cloud);
    }

    public async Task DisposeAsync()
    {
        _agent.Dispose();
        _shop.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_of_the_customer_is_left_on_the_disk_and_the_sale_is()
    {
        var orders = Enumerable.Range(0, 60).Select(Order).ToList();
        var ids = new List<string>();
        for (var i = 0; i < orders.Count; i++)
        {
            ids.Add((await _shop.PostAsync(Calls.Orders, orders[i]))["id"]);
            if (i % 20 == 19)
            {
                await _agent.SignAllAsync();
            }
        }

        Assert.Contains("SECRET-7-", OnDisk(), StringComparison.Ordinal);
        var (code, output) = await RunAsync("admin order erase 40000007 --branch berlin-mitte --reason asked --by anna");

        Assert.Equal((0, "The personal data are erased."), (code, output.Trim()));
        Assert.DoesNotContain("SECRET-7-", OnDisk(), StringComparison.Ordinal);
        Assert.Contains("SECRET-8-", OnDisk(), StringComparison.Ordinal);
        Assert.Contains(
            "personal data erased  operator:anna  asked",
            (await RunAsync("admin order show 40000007 --branch berlin-mitte")).Output, StringComparison.Ordinal);
        var order = await _shop.ReadAsync($"{Calls.Orders}/{ids[7]}");
        Assert.Equal("signed", order["state"]);
        Assert.Equal(200, (await _shop.PostAsync(Calls.Orders, orders[7])).Status);
        var counter = await _shop.PostAsync(
            $"{Calls.Orders}/{ids[7]}/void", new JsonObject { ["externalId"] = "V-1", ["reason"] = "cold" });
        Assert.Equal(201, counter.Status);
        Assert.Equal(-22.55m, Assert.Single(await _agent.TakeAsync()).GetProperty("total").GetDecimal());
    }

    [Fact]
    public async Task Counter_orders_give_up_the_customer_too_and_money_goes_back_on_the_payments_that_are_left()
    {
        var order = Order(0);
        order["payments"] = new JsonArray(
            new JsonObject { ["type"] = "creditCard", ["amount"] = 12.55m, ["reference"] = "SECRET-0-card" },
            new JsonObject { ["type"] = "paymentService", ["amount"] = 10m, ["reference"] = "SECRET-0-service" });
        var id = (await _shop.PostAsync(Calls.Orders, order))["id"];
        await _agent.SignAllAsync();
        await VoidAsync(id, "V-1", 0);
        var (early, _) = await RunAsync("admin order erase 40000000 --branch berlin-mitte --reason asked");
        var first = Assert.Single(await _agent.TakeAsync());
        await _agent.ReportAsync(_agent.Entry("signed", first.GetProperty("id").GetString(), BranchAgent.Signed()));

        var (code, _) = await RunAsync("admin order erase 40000000 --branch berlin-mitte --reason asked");
        await VoidAsync(id, "V-2", null);
        var rest = Assert.Single(await _agent.TakeAsync());

        Assert.Equal((1, 0), (early, code));
        Assert.DoesNotContain("SECRET-0-", OnDisk(), StringComparison.Ordinal);
        Assert.Equal([("creditCard", -9.90m)], PaidBack(first));
        Assert.Equal([("paymentService", -10m), ("creditCard", -2.65m)], PaidBack(rest));
    }

    [Fact]
    public async Task What_is_on_its_way_keeps_its_customer()
    {
        await _shop.PostAsync(Calls.Orders, Order(0));

        var (code, output) = await RunAsync("admin order erase 40000000 --branch berlin-mitte --reason asked");
        var (unknown, _) = await RunAsync("admin order erase 40000009 --branch berlin-mitte --reason asked");

        Assert.Equal((1, "Order 40000000 is queued; its customer is still needed."), (code, output.Trim()));
        Assert.Equal(1, unknown);
        Assert.Contains("SECRET-0-", Assert.Single(await _agent.TakeAsync()).GetRawText(), StringComparison.Ordinal);
    }

    private async Task VoidAsync(string id, string externalId, int? line)
    {
        var call = new JsonObject { ["externalId"] = externalId, ["reason"] = "cold" };
        if (line is { } index)
        {
            call["lines"] = new JsonArray(new JsonObject { ["line"] = index, ["quantity"] = 1 });
        }

        Assert.Equal(201, (await _shop.PostAsync($"{Calls.Orders}/{id}/void", call)).Status);
    }

    private static IEnumerable<(string?, decimal)> PaidBack(System.Text.Json.JsonElement order) =>
        order.GetProperty("payments").EnumerateArray().Select(payment =>
            (payment.GetProperty("type").GetString(), payment.GetProperty("amount").GetDecimal()));

    private static JsonObject Order(int i)
    {
        var order = Calls.Order($"A-{i}");
        order["customer"] = new JsonObject { ["name"] = $"SECRET-{i}-name", ["address"] = $"SECRET-{i}-address" };
        order["note"] = $"SECRET-{i}-note";
        order["fulfilment"] = new JsonObject { ["type"] = "pickup", ["name"] = $"SECRET-{i}-call" };
        order["payments"]![0]!["reference"] = $"SECRET-{i}-payment";
        order["deliveryHint"] = $"SECRET-{i}-unknown member";
        return order;
    }

    private string OnDisk() => string.Concat(new DirectoryInfo(_cloud.DataFolder).GetFiles("orders.db*").Select(Read));

    private static string Read(FileInfo file)
    {
        using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Encoding.Latin1.GetString(copy.ToArray());
    }

    private async Task<(int Code, string Output)> RunAsync(string command)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var world = new Surroundings(
            TimeProvider.System, RandomNumberGenerator.Fill, output, error, "eva",
            (services, configuration) => services.AddStages(configuration));
        var words = System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(command);
        var code = await CommandLine.RunAsync([.. words, "--data", _cloud.DataFolder], world);
        return (code, output.ToString() + error);
    }
}
