using OrderConnector.Core.Alerting;
using OrderConnector.Simulators.World;
using Xunit.Abstractions;

namespace OrderConnector.Functions.Tests.Alerting;

/// <summary>The process dies at the n-th instant of the n-th run, until a run dies no more.</summary>
public sealed class EveryInstantOfAnAlert(ITestOutputHelper output)
{
    [Fact]
    public async Task Whenever_the_process_dies_everybody_is_told_and_no_order_twice()
    {
        var killAt = 0;
        for (var died = true; died; killAt++)
        {
            var crashPoints = new CrashPoints(killAt);
            await PlayAsync(crashPoints, $"killed at instant {killAt}");
            died = crashPoints.DiedAt is not null;
        }

        output.WriteLine($"{killAt - 1} instants.");
        Assert.True(killAt > 30, $"Only {killAt} instants were found; are the ports counted?");
    }

    private static async Task PlayAsync(CrashPoints crashPoints, string run)
    {
        await using var world = await AlertWorld.OpenAsync(crashPoints);
        await world.AddContactAsync("kitchen", 1);
        await world.AddContactAsync("siren", 1, ContactKind.Webhook);
        await world.AddContactAsync("owner", 2);
        var first = await world.PostAsync("A");
        var second = await world.PostAsync("B");
        await world.PassAsync(6);
        await world.PassAsync(10);
        await world.CancelAsync(first);
        await world.CancelAsync(second);
        // A notice whose sender died is taken over after two minutes.
        await world.PassAsync(8);

        string[] mails = ["allClear kitchen", "allClear owner", "escalated owner", "raised kitchen"];
        var told = world.Mails.Told.Concat(world.Calls.Told).ToList();
        var sent = world.Mails.Sent.Concat(world.Calls.Sent).ToList();
        Assert.True(world.Deaths <= 1, run);
        // At least once each, and what came twice came under one id: its receiver knows it again.
        Assert.Equal(
            [.. mails, "allClear siren", "raised siren"],
            told.Distinct().Order(StringComparer.Ordinal).OrderBy(one => one.EndsWith("siren", StringComparison.Ordinal)));
        Assert.Equal(6, sent.Select(one => one.Notice.Id).Distinct().Count());
        Assert.InRange(sent.Count, 6, 6 + world.Deaths);
        Assert.Single(sent.Select(one => one.Notice.Incident!.Id).Distinct());
        Assert.All(sent, one => Assert.Equal(2, one.Notice.Incident!.Count));
        Assert.Null((await world.Store.ReadOutboxAsync(world.Clock.GetUtcNow(), 10, default)).NextAt);
        foreach (var notice in sent.GroupBy(one => one.Notice.Id))
        {
            var state = (await world.Store.FindNoticeStateAsync(notice.Key, default))!;
            Assert.Equal("sent", state.Outcome);
            Assert.True(state.Attempts >= notice.Count(), run);
        }
    }
}
