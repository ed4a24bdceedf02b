using System.Security.Cryptography;
using OrderConnector.Core.Alerting;
using OrderConnector.Functions.Administering;
using OrderConnector.Functions.Storing.Sqlite;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Functions.Tests.Administering;

public sealed class TypingAlertCommands : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Contacts_are_added_listed_tested_and_removed()
    {
        await DoAsync("admin branch add mitte --name Mitte");
        var added = await DoAsync("admin contact add mitte --name Eva --level 2 --mail eva@example.com --language en");
        var secret = await DoAsync("admin contact add mitte --name Siren --webhook https://siren.example.com/a");

        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.Equal(32, Convert.FromBase64String(secret[6..]).Length);
        var id = added.Split(' ')[1];
        var (_, list, _) = await RunAsync("admin contact list");
        Assert.Contains($"{id}  mitte  level 2  mail  eva@example.com  en  Eva", list, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", list, StringComparison.Ordinal);
        var (tested, _, error) = await RunAsync($"admin contact test {id}");
        Assert.Equal(1, tested);
        Assert.Contains("Alerting:Smtp:Host", error, StringComparison.Ordinal);
        Assert.Equal($"Contact {id} removed.", await DoAsync($"admin contact remove {id}"));
        Assert.Equal(1, (await RunAsync($"admin contact remove {id}")).Code);
        await using var store = new SqliteOrderStore(_folder["orders.db"]);
        Assert.Equal("Siren", Assert.Single(await store.ReadContactsAsync(null, default)).Name);
    }

    [Theory]
    [InlineData("admin contact add mitte --name Eva --mail nobody", 1, "The mail address is one address")]
    [InlineData("admin contact add nowhere --name Eva --mail eva@example.com", 1, "There is no branch nowhere.")]
    [InlineData("admin contact add mitte --name Eva", 2, "Give one of --mail and --webhook.")]
    [InlineData("admin contact add mitte --name Eva --level 10 --mail eva@example.com", 2, "--level is a whole number")]
    [InlineData("admin channel set nothing --overdue-after 5m", 1, "There is no channel nothing.")]
    [InlineData("admin channel set webshop", 2, "Give --overdue-after, --release, or both.")]
    [InlineData("admin channel set webshop --release never", 2, "never")]
    [InlineData("admin channel set webshop --overdue-after 5", 2, "--overdue-after is a time from 10s to 12h")]
    [InlineData("admin channel set webshop --overdue-after 9s", 2, "--overdue-after is a time from 10s to 12h")]
    [InlineData("admin branch alerts nowhere --escalate-after 5m", 1, "There is no branch nowhere.")]
    [InlineData("admin branch alerts mitte --watch 25:00-26:00", 2, "--watch is HH:MM-HH:MM")]
    [InlineData("admin branch alerts mitte --queue-limit 1", 2, "--queue-limit is a whole number")]
    public async Task What_is_wrong_is_said_and_nothing_is_changed(string command, int code, string said)
    {
        await DoAsync("admin branch add mitte --name Mitte");

        var (answered, _, error) = await RunAsync(command);

        Assert.Equal(code, answered);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deadlines_and_settings_are_set_shown_and_set_back()
    {
        await DoAsync("admin branch add mitte --name Mitte");
        await DoAsync("admin channel add webshop --branch mitte");

        Assert.Equal(
            "Orders of channel webshop are late after 90s.",
            await DoAsync("admin channel set webshop --overdue-after 90s"));
        Assert.Equal(
            "Orders of channel webshop are late after 5m.",
            await DoAsync("admin channel set webshop --overdue-after default"));
        await DoAsync("admin channel set webshop --overdue-after default");
        var (_, released, _) = await RunAsync("admin channel set webshop --release held");
        Assert.Contains("Orders of channel webshop are released: held.", released, StringComparison.Ordinal);
        await DoAsync("admin branch alerts mitte --escalate-after 15m --watch 10:00-23:30");
        await DoAsync("admin branch alerts mitte --queue-limit 5");
        await using (var store = new SqliteOrderStore(_folder["orders.db"]))
        {
            Assert.Equal(
                new ChosenAlertSettings(
                    EscalateAfter: TimeSpan.FromMinutes(15), QueueLimit: 5, Watch: new WatchHours(600, 1410)),
                await store.FindBranchAlertsAsync("mitte", default));
            Assert.Equal(
                ["channel.changed", "channel.changed", "channel.changed", "branch.alertsSet", "branch.alertsSet"],
                (await store.ReadAuditChainAsync(0, 100, default)).Select(entry => entry.Act.Action)
                    .Where(action => action is "channel.changed" or "branch.alertsSet"));
        }

        Assert.Equal("--watch               always", await DoAsync("admin branch alerts mitte --reset"));
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
