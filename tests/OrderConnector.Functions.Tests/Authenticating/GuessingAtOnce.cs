using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrderConnector.Core.Access;
using OrderConnector.Functions.Authenticating;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Authenticating;

public sealed class GuessingAtOnce
{
    // Turns that run side by side.
    private const int AtOnce = 2;

    [Fact]
    public async Task Of_many_guesses_that_come_at_once_few_are_looked_at()
    {
        await using var cloud = await CloudUnderTest.StartAsync();
        await PortalBrowser.AddUserAsync(cloud, "eva", PortalRole.Auditor);
        var logIns = cloud.Services.GetRequiredService<LogIns>();

        // The right one is the last: by its turn the account is at rest.
        var guesses = Enumerable.Range(0, 14)
            .Select(i => logIns.TryAsync("eva", FormattableString.Invariant($"guess {i}"), null, default)).ToList();
        guesses.Add(logIns.TryAsync("eva", PortalBrowser.Password, null, default));
        var outcomes = await Task.WhenAll(guesses);

        Assert.All(outcomes, outcome => Assert.Equal(LogInOutcomeKind.Refused, outcome.Kind));
        var user = (await cloud.Services.GetRequiredService<IAccessStore>().FindUserAsync("eva", default))!;
        Assert.InRange(user.Failures, LockOut.FreeFailures, LockOut.FreeFailures + AtOnce - 1);
        Assert.NotNull(user.LockedUntil);
    }

    [Fact]
    public async Task Where_addresses_are_not_known_a_name_is_tried_so_often_and_no_more()
    {
        await using var cloud = await CloudUnderTest.StartAsync(null, null, "Portal:LogInsPerMinute=2");
        var logIns = cloud.Services.GetRequiredService<LogIns>();
        var kinds = new List<LogInOutcomeKind>();
        foreach (var name in (string[])["nobody", "Nobody ", "nobody", "other"])
        {
            kinds.Add((await logIns.TryAsync(name, "x", null, default)).Kind);
        }

        Assert.Equal(
            [
                LogInOutcomeKind.Refused, LogInOutcomeKind.Refused, LogInOutcomeKind.TooMany, LogInOutcomeKind.Refused,
            ],
            kinds);
        var known = IPAddress.Parse("203.0.113.7");
        Assert.Equal(LogInOutcomeKind.Refused, (await logIns.TryAsync("nobody", "x", known, default)).Kind);
    }

    [Fact]
    public async Task Where_so_many_wait_already_the_next_is_sent_away()
    {
        using var passwords = new Passwords();
        var turns = new List<IDisposable>();
        for (var i = 0; i < AtOnce; i++)
        {
            turns.Add((await passwords.TakeTurnAsync(default))!);
        }

        var waiting = Enumerable.Range(0, Passwords.MostWaiting).Select(_ => passwords.TakeTurnAsync(default)).ToList();
        Assert.Null(await passwords.TakeTurnAsync(default));
        Assert.All(waiting, one => Assert.False(one.IsCompleted));

        turns.ForEach(turn => turn.Dispose());
        foreach (var one in waiting)
        {
            using var turn = await one;
            Assert.NotNull(turn);
        }

        using var last = await passwords.TakeTurnAsync(default);
        Assert.NotNull(last);
    }
}
