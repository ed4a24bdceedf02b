using System.Globalization;
using System.Net;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.World;

namespace OrderConnector.Process.Tests.FrontDoor;

/// <summary>The commands of the contract in their order, and what they promise.</summary>
public sealed class ABranchThatSells : IAsyncLifetime
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));
    private ServedBranch _served = null!;
    private AgentProcess _agent = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedBranch.StartAsync(_limit.Token);
        Directory.CreateDirectory(_served.Folder["till"]);
        _agent = await _served.EnrolAgentAsync(
            "agent", _limit.Token, "--set", "Pos:Kind=file", "--set", "Pos:Directory=" + _served.Folder["till"]);
        _agent.Start();
    }

    public async Task DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _served.DisposeAsync();
        _limit.Dispose();
    }

    [Fact]
    public async Task Signs_what_was_posted_hands_it_to_the_till_and_shows_its_receipt()
    {
        using var shop = _served.Shop();
        var order = Order("A-1");
        var posted = await shop.PostOrderAsync(order, _limit.Token);
        Assert.Equal((201, ServedBranch.FirstNumber), (posted.Status, posted.Number));

        var signed = await UntilAsync(shop, posted.Id, "signed");
        var fiscal = signed.Body.GetProperty("fiscal");
        Assert.True(fiscal.GetProperty("test").GetBoolean());
        Assert.StartsWith("V0;", fiscal.GetProperty("qr").GetString(), StringComparison.Ordinal);
        var file = Path.Combine(_served.Folder["till"], posted.Id + ".json");
        await Patience.UntilAsync(() => Task.FromResult(File.Exists(file)), _limit.Token);

        using var http = new HttpClient { BaseAddress = _served.Cloud.Url };
        var receipt = signed.Body.GetProperty("links").GetProperty("receipt").GetString()!;
        await Patience.UntilAsync(async () =>
        {
            using var answer = await http.GetAsync(new Uri(receipt, UriKind.Relative), _limit.Token);
            return answer.StatusCode == HttpStatusCode.OK
                && (await answer.Content.ReadAsStringAsync(_limit.Token)).Contains("TEST", StringComparison.Ordinal);
        }, _limit.Token);

        var known = await shop.PostOrderAsync(order, _limit.Token);
        Assert.Equal((200, posted.Id, posted.Number, "signed"), (known.Status, known.Id, known.Number, known.State));
        Assert.Equal(0, await _agent.StopAsync());
        var verified = await _agent.CommandAsync(_limit.Token, "verify");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
    }

    [Fact]
    public async Task Lets_staff_release_refuse_and_void_by_command_line()
    {
        var key = await _served.Cloud.AdminAsync(
            _limit.Token, "channel", "add", "kiosk", "--branch", ServedBranch.Branch, "--release", "held");
        using var kiosk = new ShopClient(_served.Cloud.Url, key);
        var good = await kiosk.PostOrderAsync(Order("K-1"), _limit.Token);
        var bad = await kiosk.PostOrderAsync(Order("K-2"), _limit.Token);
        await Patience.UntilAsync(
            async () => (await StaffAsync("list")).Output is var list && Names(list, good) && Names(list, bad), _limit.Token);

        Assert.Equal(0, (await StaffAsync("release", Text(good.Number))).ExitCode);
        Assert.Equal(0, (await StaffAsync("reject", Text(bad.Number), "--reason", "sold out")).ExitCode);
        await UntilAsync(kiosk, good.Id, "signed");
        await UntilAsync(kiosk, bad.Id, "rejected");
        var voided = await StaffAsync("void", Text(good.Number), "--reason", "brought back");
        Assert.True(voided.ExitCode == 0, voided.Output + voided.Error);

        using var register = new NumberRegisterReader(_served);
        await Patience.UntilAsync(
            async () => (await register.ReadAsync(_limit.Token)).Values.Count(fate => fate.State == "signed") == 2,
            _limit.Token);
        // Nothing waits any more, and a number that waits for nobody is refused in a sentence.
        var again = await StaffAsync("release", Text(bad.Number));
        Assert.Equal(1, again.ExitCode);
        Assert.NotEqual("", again.Error);
    }

    private Task<CommandResult> StaffAsync(params string[] arguments) => _agent.CommandAsync(_limit.Token, arguments);

    private async Task<ShopAnswer> UntilAsync(ShopClient shop, string id, string state)
    {
        ShopAnswer? answer = null;
        await Patience.UntilAsync(
            async () => (answer = await shop.GetAsync("/api/v1/orders/" + id, _limit.Token)).State == state, _limit.Token);
        return answer!;
    }

    private static bool Names(string list, ShopAnswer order) =>
        list.Contains(Text(order.Number), StringComparison.Ordinal);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static byte[] Order(string externalId) => DayOrders.Document(
        externalId, ServedBranch.Branch, TimeProvider.System.GetUtcNow(), "prepaid", "pickup", DayOrders.Lines["mixed"]);
}
