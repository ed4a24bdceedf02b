using Dapper;
using Microsoft.Data.Sqlite;

namespace OrderConnector.Functions.Tests.Administering;

public sealed class VerifyingTheAuditLog : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task A_whole_chain_is_whole_and_names_its_head()
    {
        Assert.Equal(new string('0', 64) + "@0", await _terminal.DoAsync("verify"));
        await FillAsync(1, 2);

        var head = await _terminal.DoAsync("verify");
        await FillAsync(3);

        Assert.Matches("^[0-9a-f]{64}@2$", head);
        Assert.EndsWith("@3", await _terminal.DoAsync($"verify --expect {head}"), StringComparison.Ordinal);
        Assert.EndsWith(
            "@3", await _terminal.DoAsync($"verify --expect {new string('0', 64)}@0"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE audit_log SET actor = 'operator:tom' WHERE sequence = 2", "Entry 2")]
    [InlineData("UPDATE audit_log SET details = '{\"name\":\"Other\"}' WHERE sequence = 3", "Entry 3")]
    [InlineData("UPDATE audit_log SET hash = zeroblob(32) WHERE sequence = 1", "Entry 1")]
    [InlineData("DELETE FROM audit_log WHERE sequence = 2", "Entry 2 is missing.")]
    [InlineData("DELETE FROM audit_log WHERE sequence = 1", "Entry 1 is missing.")]
    [InlineData("UPDATE audit_log SET sequence = 9 WHERE sequence = 3", "Entry 3 is missing.")]
    public async Task Who_gets_round_the_triggers_is_found_out(string falsification, string found)
    {
        await FillAsync(1, 2, 3);
        await FalsifyAsync(falsification);

        Assert.StartsWith(found, await _terminal.RefusedAsync("verify"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tail_that_was_cut_off_is_missed_by_who_kept_the_head()
    {
        await FillAsync(1, 2, 3);
        var head = await _terminal.DoAsync("verify");
        await FalsifyAsync("DELETE FROM audit_log WHERE sequence = 3");

        Assert.EndsWith("@2", await _terminal.DoAsync("verify"), StringComparison.Ordinal);
        Assert.Contains("cut off", await _terminal.RefusedAsync($"verify --expect {head}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_head_is_not_understood() =>
        Assert.Equal(2, (await _terminal.RunAsync("verify --expect 17")).Code);

    private async Task FillAsync(params int[] branches)
    {
        foreach (var branch in branches)
        {
            await _terminal.DoAsync($"admin branch add b{branch} --name B");
        }
    }

    private async Task FalsifyAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={_terminal.Store};Pooling=false");
        await connection.ExecuteAsync(
            $"DROP TRIGGER audit_log_keep; DROP TRIGGER audit_log_stay; DROP TRIGGER audit_log_follow; {sql}");
    }
}
