using System.Security.Cryptography;
using OrderConnector.Core.Keys;
using OrderConnector.Functions.Administering;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.Sqlite;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Functions.Tests.Administering;

public sealed class TypingCommands : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_branch_a_channel_and_keys_are_made_and_each_key_stands_alone_on_the_last_line()
    {
        await DoAsync("admin branch add mitte --name Mitte");
        var channelKey = await DoAsync("admin channel add webshop --branch mitte --release held");
        var registrationKey = await DoAsync("admin agent-key mitte");
        var operatorKey = await DoAsync("admin operator-key auditor");

        await using var store = new SqliteOrderStore(_folder["orders.db"]);
        foreach (var (line, purpose, subject) in (List<(string, KeyPurpose, string)>)
            [
                (channelKey, KeyPurpose.Channel, "webshop"), (registrationKey, KeyPurpose.Registration, "mitte"),
                (operatorKey, KeyPurpose.Operator, "auditor"),
            ])
        {
            Assert.True(SecretKey.TryParse(line, out var key), line);
            var stored = await store.FindKeyAsync(key.Id, default);
            Assert.True(key.Matches(stored!.Hash));
            Assert.Equal((purpose, subject), (stored.Purpose, stored.Subject));
        }

        var channel = await store.FindChannelAsync("webshop", default);
        Assert.Equal(("native", "held"), (channel!.Kind, channel.Release));
        Assert.Equal(["mitte"], channel.Branches);
    }

    [Fact]
    public async Task A_registration_key_may_be_for_several_branches()
    {
        await DoAsync("admin branch add mitte --name Mitte");
        await DoAsync("admin branch add nord --name Nord");

        var master = await DoAsync("admin agent-key mitte nord --uses 2");
        var (code, _, error) = await RunAsync("admin agent-key mitte nowhere");

        await using var store = new SqliteOrderStore(_folder["orders.db"]);
        Assert.True(SecretKey.TryParse(master, out var key), master);
        var stored = await store.FindKeyAsync(key.Id, default);
        Assert.Equal(["mitte", "nord"], stored!.Branches);
        Assert.Equal(2, stored.UsesLeft);
        Assert.Equal((1, "There is no branch nowhere."), (code, error.Trim()));
    }

    [Fact]
    public async Task A_branch_keeps_its_time_zone_when_its_seller_is_named()
    {
        await DoAsync("admin branch add wien --name Wien --time-zone Europe/Vienna");
        await DoAsync("admin branch set wien --company ACME");

        await using var store = new SqliteOrderStore(_folder["orders.db"]);
        Assert.Equal("Europe/Vienna", (await store.FindSellerDataAsync("wien", null, default))!.TimeZone);
    }

    [Fact]
    public async Task After_a_restore_numbers_are_stepped_over_and_a_range_that_ends_can_be_widened()
    {
        await DoAsync("admin branch add mitte --name Mitte --last 40000004");

        Assert.Equal("mitte: the next number is 40000003.", await DoAsync("admin restored --skip 3"));
        Assert.Equal("mitte: no number is left; see admin branch widen.", await DoAsync("admin restored"));
        Assert.Equal("Branch mitte now ends at 40000009.", await DoAsync("admin branch widen mitte --last 40000009"));
        var (code, _, error) = await RunAsync("admin branch widen mitte --last 40000009");

        Assert.Equal((1, "There is no branch mitte that ends below that."), (code, error.Trim()));
        await using var store = new SqliteOrderStore(_folder["orders.db"]);
        var page = await store.ReadNumbersAsync("mitte", 0, 50_000_000, 100, default);
        Assert.Equal(
            Enumerable.Repeat("lostByRestore", 5).Concat(Enumerable.Repeat("notDrawn", 5)),
            page.Numbers.Select(number => number.Fate));
        Assert.All(page.Numbers.Take(5), number => Assert.Equal("operator:eva", number.Actor));
    }

    [Fact]
    public async Task Seller_data_is_versioned_and_what_is_not_given_stays()
    {
        await DoAsync("admin branch add mitte --name Mitte");
        Assert.Equal(
            "Branch mitte: version 1 stored.",
            await DoAsync("admin branch set mitte --company ACME --street Weg --zip 10115 --city Berlin --tax-number 11/22"));
        Assert.Equal("Branch mitte: version 2 stored.", await DoAsync("admin branch set mitte --city Potsdam"));

        await using var store = new SqliteOrderStore(_folder["orders.db"]);
        var (one, two) = (
            await store.FindSellerDataAsync("mitte", 1, default), await store.FindSellerDataAsync("mitte", 2, default));
        Assert.Equal("Berlin", one!.City);
        Assert.Equal(one with { Version = 2, City = "Potsdam" }, two);
    }

    [Theory]
    [InlineData("admin channel add webshop --branch nowhere", "There is no branch nowhere.")]
    [InlineData("admin branch set nowhere --city X", "There is no branch nowhere.")]
    [InlineData("admin agent-key nowhere", "There is no branch nowhere.")]
    [InlineData("admin held release 5", "No held order carries number 5.")]
    [InlineData("admin held reject 5 --reason no", "No held order carries number 5.")]
    [InlineData("admin order show 5 --branch nowhere", "There is no such order.")]
    [InlineData("admin agent revoke nobody --reason lost", "There is no agent nobody.")]
    [InlineData("admin agent requeue nobody --to queued --reason lost", "There is no agent nobody.")]
    public async Task What_is_not_known_is_said_in_a_sentence_with_exit_code_1(string command, string sentence)
    {
        var (code, output, error) = await RunAsync(command);

        Assert.Equal((1, "", sentence), (code, output.Trim(), error.Trim()));
    }

    [Theory]
    [InlineData("admin branch add mitte --name Mitte", "There is a branch mitte already.")]
    [InlineData("admin channel add webshop --branch mitte", "There is a channel webshop already.")]
    public async Task What_is_there_already_is_refused(string command, string sentence)
    {
        await DoAsync("admin branch add mitte --name Mitte");
        await DoAsync("admin channel add webshop --branch mitte");

        var (code, _, error) = await RunAsync(command);

        Assert.Equal((1, sentence), (code, error.Trim()));
    }

    [Theory]
    [InlineData("--nonsense", "--nonsense")]
    [InlineData("serve --nonsense", "--nonsense")]
    [InlineData("serve --set Intake", "--set")]
    [InlineData("admin", "command")]
    [InlineData("admin branch add --name x", "add")]
    [InlineData("admin branch add mitte", "--name")]
    [InlineData("admin branch add Mitte! --name x", "<id>")]
    [InlineData("admin branch add mitte --name x --first 0", "--first")]
    [InlineData("admin branch add mitte --name x --time-zone Mars", "--time-zone")]
    [InlineData("admin channel add webshop", "--branch")]
    [InlineData("admin channel add webshop --branch a --release never", "never")]
    [InlineData("admin agent-key mitte --uses 0", "--uses")]
    [InlineData("admin branch widen mitte", "--last")]
    [InlineData("admin restored --skip 0", "--skip")]
    [InlineData("admin restored --by \"eva b\"", "--by")]
    [InlineData("admin held release five", "five")]
    [InlineData("admin held reject 5", "--reason")]
    [InlineData("admin held reject 5 --reason \"\"", "--reason")]
    public async Task What_is_not_understood_ends_with_a_sentence_that_names_it_and_exit_code_2(
        string command, string named)
    {
        var (code, output, error) = await RunAsync(command);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(named, error, StringComparison.Ordinal);
        Assert.Contains("--help", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("serve")]
    [InlineData("admin")]
    [InlineData("admin branch")]
    [InlineData("admin branch add")]
    [InlineData("admin branch set")]
    [InlineData("admin branch list")]
    [InlineData("admin channel add")]
    [InlineData("admin agent-key")]
    [InlineData("admin operator-key")]
    [InlineData("admin held list")]
    [InlineData("admin held release")]
    [InlineData("admin held reject")]
    [InlineData("admin order show")]
    [InlineData("admin order requeue")]
    [InlineData("admin order reject")]
    [InlineData("admin order flag")]
    [InlineData("admin order unflag")]
    [InlineData("admin order match")]
    [InlineData("admin order unmatch")]
    [InlineData("admin emergency begin")]
    [InlineData("admin emergency end")]
    [InlineData("admin emergency procedure")]
    [InlineData("admin emergency list")]
    [InlineData("admin agent list")]
    [InlineData("admin agent revoke")]
    [InlineData("admin agent requeue")]
    [InlineData("admin order erase")]
    [InlineData("admin branch widen")]
    [InlineData("admin restored")]
    public async Task Every_command_has_help(string command)
    {
        var (code, output, _) = await RunAsync(command + " --help");

        Assert.Equal(0, code);
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
    }

    private async Task<string> DoAsync(string command)
    {
        var (code, output, error) = await RunAsync(command);
        Assert.True(code == 0, error);
        return output.TrimEnd().Split('\n')[^1].TrimEnd();
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string command)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var world = new Surroundings(
            TimeProvider.System, RandomNumberGenerator.Fill, output, error, "eva",
            (services, configuration) => services.AddStages(configuration));
        var words = System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(command);
        var code = await CommandLine.RunAsync([.. words, "--data", _folder.Path], world);
        return (code, output.ToString(), error.ToString());
    }
}
