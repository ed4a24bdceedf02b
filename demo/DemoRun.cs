using OrderConnector.Demo.Judging;
using OrderConnector.Demo.Playing;
using OrderConnector.Demo.Showing;
using OrderConnector.Demo.Starting;

namespace OrderConnector.Demo;

/// <summary>The whole story: start everything, play, judge, say where to look, stay or end.</summary>
/// <param name="screen">Where the play is shown.</param>
/// <param name="ending">Where the last words go.</param>
/// <param name="clock">Times the posts.</param>
internal sealed class DemoRun(IScreen screen, Ending ending, TimeProvider clock)
{
    /// <summary>Answers the exit code: 0 when everything is as it has to be.</summary>
    /// <param name="folder">Where everything is stored.</param>
    /// <param name="setUp">Which parts run.</param>
    /// <param name="once">Ends after the play instead of staying up.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    internal async Task<int> RunAsync(
        string folder, DemoSetUp setUp, bool once, CancellationToken cancellationToken)
    {
        var board = new Board();
        Estate? estate = null;
        try
        {
            Stage? stage = null;
            await screen.ShowAsync(board, async () =>
            {
                board.Begin("Cloud app, branches and channels start", 1, Act.All.Count + 2);
                estate = await Estate.StartAsync(folder, setUp, board, cancellationToken);
                stage = new Stage(estate, board, clock);
                await PlayAsync(stage, cancellationToken);
            });
            ending.Tell(stage!);
            if (!once)
            {
                ending.TellWhereNext(stage!);
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken).ConfigureAwait(
                    ConfigureAwaitOptions.SuppressThrowing);
            }

            return stage!.Faults.Count == 0 ? 0 : 1;
        }
        finally
        {
            if (estate is not null)
            {
                await estate.DisposeAsync();
            }
        }
    }

    private static async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var following = stage.FollowAsync(done.Token);
        var number = 2;
        foreach (var act in Act.All)
        {
            stage.Board.Begin(act.Title, number++, Act.All.Count + 2);
            var playing = act.PlayAsync(stage, cancellationToken);
            // A follower that fails would leave every act waiting in vain.
            await await Task.WhenAny(playing, following);
            await playing;
        }

        stage.Board.Begin("Everything is checked: states, numbers, receipts, hand-overs, journals", number, number);
        await Judge.JudgeAsync(stage, cancellationToken);
        await done.CancelAsync();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
